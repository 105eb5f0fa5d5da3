/** One old record put to the rules: its line in, its figures out. Same shape as the `grades` of the published test vectors. */
import * as z from "zod/mini";
import type { ItemCode } from "../../domain/answer.ts";
import {
  type ChecklistItem,
  CURRENT_RULESET,
  checklistOf,
  itemOf,
  optionOf,
  type RuleSet,
} from "../../domain/checklist.ts";
import { type Assessment, assess, type GradedAnswer } from "../../domain/grade.ts";
import { isSpecialBesidesAge, lastingPoints, type PointFacts } from "../../domain/profile.ts";
import { type CareLevel, careLevels, type Dimension, severities } from "../../domain/scales.ts";
import { agePoints } from "../../domain/vulnerability.ts";
import { reasonWords } from "./reason-words.ts";

export type AssessOut = {
  dims: Record<Dimension, number>;
  wmean_x100: number;
  overall: number;
  base: CareLevel;
  vuln: number;
  tier: number;
  special: boolean;
  combo: string[];
  provisional: boolean;
  star: CareLevel;
  reasons: string[];
};

export type AssessProblem = { code: "line.not-json" | "line.not-an-object" | "line.invalid"; message: string };

const flag = z.optional(z.nullable(z.union([z.boolean(), z.literal([0, 1])])));
const codeList = z.optional(z.nullable(z.array(z.string())));

const profileSchema = z.looseObject({
  age: z.optional(z.nullable(z.number().check(z.minimum(0), z.maximum(150)))),
  living: z.optional(z.nullable(z.enum(["alone", "couple", "leftbehind", "disabled_child", "family"]))),
  ability: z.optional(z.nullable(z.literal([0, 1, 2, 3, 4]))),
  severe_disability: flag,
  dementia: flag,
  special_family: flag,
  hardship: flag,
  recent_change: flag,
  gas: flag,
  oxygen: flag,
  hypo: flag,
});

const lineSchema = z.looseObject({
  profile: profileSchema,
  answersNotA: z.optional(z.nullable(z.record(z.string(), z.union([z.string(), z.number()])))),
  options: z.optional(
    z.nullable(
      z.looseObject({
        due: codeList,
        fixed: codeList,
        not_seen: codeList,
        prior_open: z.optional(z.nullable(z.array(z.enum(severities)))),
        prev: z.optional(z.nullable(z.literal(careLevels))),
      }),
    ),
  ),
});
type Line = z.infer<typeof lineSchema>;

const rules = checklistOf(CURRENT_RULESET) as RuleSet;

export function assessLine(text: string): { out: AssessOut } | { problem: AssessProblem } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return problem("line.not-json", "这一行不是 JSON。");
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return problem("line.not-an-object", "这一行应是一个 JSON 对象。");
  }
  const read = lineSchema.safeParse(raw);
  if (!read.success) {
    const where = read.error.issues[0]?.path.join(".") || "profile";
    return problem("line.invalid", `“${where}”缺少或不合要求。`);
  }
  const unknown = unknownIn(read.data);
  return unknown ? problem("line.invalid", unknown) : { out: figures(read.data) };
}

function figures({ profile, answersNotA, options }: Line): AssessOut {
  const notSeen = new Set(options?.not_seen ?? []);
  const fixed = new Set(options?.fixed ?? []);
  const due = [...new Set(options?.due ?? rules.items.map((item) => item.id))];
  const asked = new Set([...due, ...Object.keys(answersNotA ?? {})]);
  const answers: GradedAnswer[] = [...asked]
    .filter((code) => !notSeen.has(code))
    .map((code) => ({
      item: code,
      option: optionGiven(itemOf(rules, code) as ChecklistItem, answersNotA?.[code]),
      fixed: fixed.has(code),
      carried: false,
    }));
  const facts: PointFacts = {
    living: profile.living ?? "family",
    abilityLevel: profile.ability ?? 0,
    severeDisability: holds(profile.severe_disability),
    dementia: holds(profile.dementia),
    specialFamily: holds(profile.special_family),
    hardship: holds(profile.hardship),
  };
  const age = profile.age ?? null;
  const points = lastingPoints(facts) + agePoints(age) + (holds(profile.recent_change) ? 1 : 0);
  const assessment = assess({
    ruleset: rules,
    answers,
    due,
    facts: {
      alone: facts.living === "alone",
      gas_used: holds(profile.gas),
      dementia_diagnosed: facts.dementia,
      home_oxygen: holds(profile.oxygen),
      hypo: holds(profile.hypo),
    },
    open: (options?.prior_open ?? []).map((severity) => ({ items: [], severity, fixedOnSite: false })),
    points,
    special: isSpecialBesidesAge(facts) || (age ?? 0) >= 80,
    previous: options?.prev ?? null,
  });
  return outOf(assessment, points, isSpecialBesidesAge(facts) || (age ?? 0) >= 80);
}

function outOf(assessment: Assessment, points: number, special: boolean): AssessOut {
  return {
    dims: assessment.dims,
    wmean_x100: assessment.weighted,
    overall: assessment.overall,
    base: assessment.base,
    vuln: points,
    tier: assessment.tier,
    special,
    combo: assessment.combo,
    provisional: assessment.provisional,
    star: assessment.level,
    reasons: assessment.reasons.map((reason) => reasonWords(rules, reason)),
  };
}

/** `A` is the first option, also where the options are numbers (H07). */
function optionGiven(item: ChecklistItem, given: string | number | undefined): string {
  const first = item.options[0]?.k ?? "A";
  return given === undefined || given === "A" ? first : String(given);
}

function unknownIn({ answersNotA, options }: Line): string | null {
  const lists = { due: options?.due, fixed: options?.fixed, not_seen: options?.not_seen };
  for (const [name, codes] of Object.entries(lists)) {
    const code = codes?.find((one) => !isItem(one));
    if (code !== undefined) return `options.${name} 里没有“${code}”这个检查项。`;
  }
  for (const [code, given] of Object.entries(answersNotA ?? {})) {
    const item = isItem(code) ? itemOf(rules, code) : null;
    if (!item) return `没有“${code}”这个检查项。`;
    if (!optionOf(item, optionGiven(item, given))) return `${code} 没有“${given}”这个选项。`;
  }
  return null;
}

function isItem(code: ItemCode): boolean {
  return itemOf(rules, code) !== null;
}

function holds(value: boolean | 0 | 1 | null | undefined): boolean {
  return value === true || value === 1;
}

function problem(code: AssessProblem["code"], message: string): { problem: AssessProblem } {
  return { problem: { code, message } };
}

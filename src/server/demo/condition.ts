/** How things stand in an invented home, item by item, and how they change from visit to visit. */
import type { ItemCode } from "../../domain/answer.ts";
import { type ChecklistItem, CURRENT_RULESET, checklistOf } from "../../domain/checklist.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import { type Severity, severityRank } from "../../domain/scales.ts";
import type { Random } from "./random.ts";

/** Item → index of the option that holds now, 0 = nothing wrong. */
export type Condition = Record<ItemCode, number>;

/** In a hundred homes, how many show option B, C, D, E. Believable guesses, not statistics. */
const SHARES: Record<ItemCode, readonly number[]> = {
  H01: [10, 0.8],
  H05: [2, 0.5],
  H08: [14, 2.5, 0.3],
  H09: [6, 1],
  H10: [8, 1],
  H12: [12, 2],
  S05: [14, 3, 0.6],
  S07: [10, 2, 0.2],
  L03: [16, 2.5, 0.3],
  L04: [35, 6, 0.8],
  L07: [10, 1.5, 0.2],
  L09: [15, 1.5, 0.4],
  L10: [8, 4, 2],
  L12: [24, 2, 0.5],
  U02: [8, 9, 1.5],
  U03: [12, 4, 3, 0.3],
  U04: [7, 0.6],
  U05: [40, 3],
  U06: [30, 2],
  U07: [15, 5, 1.5],
  U08: [12, 2.5, 0.5],
  U09: [20, 3, 0.5],
  U10: [45, 6, 0.2],
  M03: [0.3],
  M05: [20, 4, 6],
  M06: [20, 3],
  M07: [16, 3, 0.2],
  M08: [8, 1.5],
  M09: [12, 0.3],
  M10: [38, 7, 0.5],
};
const BY_SEVERITY: Record<Severity, number> = { none: 0, low: 6, medium: 1.2, high: 0.2, critical: 0 };

/** What is as it is for years. */
const LASTING: ReadonlySet<ItemCode> = new Set(["H06", "H12", "L01", "L04", "L05", "L06", "L08", "S08", "U05", "U10"]);

export const demoItems: readonly ChecklistItem[] = checklistOf(CURRENT_RULESET)?.items ?? [];

function sample(random: Random, item: ChecklistItem, neglect: number): number {
  const shares = SHARES[item.id] ?? item.options.slice(1).map((option) => BY_SEVERITY[option.sev]);
  let at = random.next() * 100;
  for (const [index, share] of shares.entries()) {
    at -= share * neglect;
    if (at < 0) return index + 1;
  }
  return 0;
}

/** @param neglect 1 = an ordinary home; below it a tidy one, above it one where much is let go. */
export function firstCondition(random: Random, profile: ElderProfile, neglect: number): Condition {
  const condition: Condition = {};
  for (const item of demoItems) condition[item.id] = sample(random, item, neglect);
  const steadiness = [0, 1, 1, 2, 3][profile.abilityLevel] ?? 0;
  condition["H06"] = steadiness > 0 ? steadiness : random.chance(0.18) ? 1 : 0;
  if (profile.hardOfHearing) condition["H12"] = random.chance(0.3) ? 2 : 1;
  if (profile.oneKeyDevice) condition["L12"] = random.chance(0.1) ? 2 : 0;
  if (profile.homeOxygen) condition["L09"] = 0;
  return condition;
}

/** Some things get better, some get worse. What was reported as a hazard is mended more often than not. */
export function nextCondition(random: Random, before: Condition, neglect: number): Condition {
  const after: Condition = {};
  for (const item of demoItems) {
    const now = before[item.id] ?? 0;
    const severity = item.options[now]?.sev ?? "none";
    const mends = LASTING.has(item.id) ? 0.03 : severityRank(severity) >= severityRank("medium") ? 0.4 : 0.18;
    if (now > 0) after[item.id] = random.chance(mends) ? 0 : now;
    else after[item.id] = random.chance(LASTING.has(item.id) ? 0.01 : 0.12) ? sample(random, item, neglect) : 0;
  }
  return after;
}

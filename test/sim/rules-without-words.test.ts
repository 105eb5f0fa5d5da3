/** The worker's half of the rule set decides everything as the whole one does. */
import { expect, test, vi } from "vitest";
import type { Answers } from "../../src/domain/answer.ts";
import { defaultSettings } from "../../src/domain/community.ts";
import type { Elder } from "../../src/domain/elder.ts";
import whole from "../../src/domain/rulesets/2026.1.json" with { type: "json" };
import type { VisitDraft } from "../../src/domain/visit.ts";
import { withoutWords } from "../../src/worker/without-words.ts";
import { type Random, seeded } from "./random.ts";

async function rules(half: boolean) {
  vi.resetModules();
  if (half) vi.doMock("../../src/domain/rulesets/2026.1.json", () => ({ default: withoutWords(whole) }));
  else vi.doUnmock("../../src/domain/rulesets/2026.1.json");
  const form = await import("../../src/domain/visit-form.ts");
  const { assessVisit } = await import("../../src/domain/assess-visit.ts");
  const { mutationRules } = await import("../../src/domain/mutation-rules.ts");
  const { INTERVALS } = await import("../../src/domain/schedule.ts");
  const { emptyState } = await import("../../src/domain/elder-state.ts");
  const { checklistOf } = await import("../../src/domain/checklist.ts");
  return { form, assessVisit, mutationRules, INTERVALS, emptyState, checklistOf };
}

const at = "2026-11-22T02:00:00.000Z";
const community = { code: "110102001001", name: "", streetName: "", districtName: "", settings: defaultSettings };

function answersFor(draft: VisitDraft, random: Random): Answers {
  const pairs = draft.due.map((code) => {
    const item = whole.items.find((one) => one.id === code);
    if (random.chance(0.1)) return [code, { state: random.pick(["not_seen", "refused", "na"] as const), at }] as const;
    const option = random.chance(0.6) ? item?.options[0]?.k : random.pick(item?.options ?? []).k;
    return [code, { state: "answered" as const, option: option ?? "A", source: "tap" as const, at }] as const;
  });
  return Object.fromEntries(pairs);
}

async function run(half: boolean) {
  const { form, assessVisit, mutationRules, INTERVALS, emptyState, checklistOf } = await rules(half);
  expect(JSON.stringify(checklistOf("2026.1")).includes("燃气"), half ? "no words" : "words").toBe(!half);
  const results: unknown[] = [INTERVALS];
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seeded(seed);
    const facts = Object.fromEntries(whole.facts.filter(() => random.chance(0.5)).map(({ id }) => [id, true]));
    const elder = {
      id: "e",
      community: community.code,
      birthOn: "1940-01-01",
      facts,
      state: emptyState(),
      vulnerability: { others: [], specialBesidesAge: random.chance(0.3) },
    } as unknown as Elder;
    const empty = form.newDraft({ visitId: "v", elder, community, on: "2026-11-22", at, kit: ["bp_device"] });
    const draft: VisitDraft = { ...empty, answers: answersFor(empty, random), outcome: "completed" };
    const result = assessVisit(elder, community, draft);
    const record = form.finishRecord(draft, { outcome: "completed", finishedAt: at, result, elder });
    const by = { id: "u", name: "张敏", role: "patroller" as const };
    const change = mutationRules["visit.submit"]({ elder, visit: null, later: [], hazard: null }, record, {
      by,
      at,
      on: "2026-11-22",
      community,
    });
    results.push(draft.due, form.progressOf(draft), form.joinOffers(draft), result, record, change);
  }
  return results;
}

test("rules without words give the same due items, scores, levels, hazards and due days", async () => {
  const full = await run(false);
  expect(full.length).toBeGreaterThan(300);
  expect(await run(true)).toEqual(full);
});

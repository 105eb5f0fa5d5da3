/** The visit while it is filled in: shortcut, numbers, cards, photos, one place one ticket (§2.1, §2.7, §2.8). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardFor } from "../../src/domain/action-cards.ts";
import type { Answer, AnswerValue } from "../../src/domain/answer.ts";
import { assessVisit } from "../../src/domain/assess-visit.ts";
import { checkValue, datesSuggest } from "../../src/domain/band.ts";
import { cardOf, itemOf } from "../../src/domain/checklist.ts";
import type { Elder } from "../../src/domain/elder.ts";
import { emptyState } from "../../src/domain/elder-state.ts";
import { seenFact } from "../../src/domain/facts.ts";
import { owedPhotos } from "../../src/domain/photos.ts";
import { places } from "../../src/domain/scales.ts";
import type { VisitDraft } from "../../src/domain/visit.ts";
import {
  draftFromVisit,
  finishRecord,
  joinOffers,
  newDraft,
  nothingElseWrong,
  progressOf,
  setAnswer,
  setFirstPart,
  setKit,
  setObserved,
  shortcutItems,
} from "../../src/domain/visit-form.ts";
import { allCodes, community, makeElder, redlines, rules, tap, World } from "./support/homes.ts";

const at = "2026-11-22T02:00:00.000Z";
const everything = Object.fromEntries(rules.facts.filter((fact) => fact.from !== "kit").map((fact) => [fact.id, true]));
const kit = ["bp_device", "device_present", "glucose_meter"];

function begin(elder: Elder = makeElder({ facts: everything })): {
  draft: VisitDraft;
  context: { elder: Elder; community: typeof community };
} {
  return {
    draft: newDraft({ elder, community, visitId: "v", on: "2026-11-22", at, kit }),
    context: { elder, community },
  };
}

/** A draft with these options tapped. */
function tapped(options: Record<string, string>, values: Record<string, AnswerValue> = {}, elder?: Elder): VisitDraft {
  const { draft, context } = begin(elder);
  return Object.entries(options).reduce((so, [code, option]) => {
    const value = values[code];
    return setAnswer(so, code, { state: "answered", option, source: "tap", at, ...(value ? { value } : {}) }, context);
  }, draft);
}

describe("这里其余无异常", () => {
  const numbers = ["H02", "H03", "H04", "H07", "L11", "M02", "M04"];
  const kept = ["M09", "U07", "U09"];

  test("[shortcut] sets every other single choice of the place to its first option, and nothing else", () => {
    const { draft } = begin();
    const after = places.reduce((so, place) => nothingElseWrong(so, place, at), draft);
    const expected = allCodes.filter((code) => ![...redlines, ...numbers, ...kept].includes(code));
    expect(Object.keys(after.answers).sort()).toEqual(expected.sort());
    for (const answer of Object.values(after.answers))
      expect(answer).toMatchObject({ option: "A", source: "shortcut" });
  });

  test("[shortcut] one place only; never over an answer of any state", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.subarray(allCodes),
        fc.constantFrom("answered", "not_seen", "refused", "na"),
        (place, codes, state) => {
          const { draft } = begin();
          const given: Answer = state === "answered" ? tap("B", at) : { state: state as "na", at };
          const before = { ...draft, answers: Object.fromEntries(codes.map((code) => [code, given])) };
          const after = nothingElseWrong(before, place, at);
          for (const code of allCodes) {
            if (codes.includes(code)) expect(after.answers[code]).toBe(given);
            else if (after.answers[code]) expect(itemOf(rules, code)).toMatchObject({ place, redline: false });
          }
          expect(shortcutItems(after, place)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("[shortcut] leaves alone what is not due", () => {
    const elder = makeElder();
    const { draft } = begin(elder);
    const after = places.reduce((so, place) => nothingElseWrong(so, place, at), draft);
    expect(Object.keys(after.answers).filter((code) => !draft.due.includes(code))).toEqual([]);
    expect(after.answers.L06).toBeUndefined();
  });
});

describe("numbers", () => {
  test("[value] a number decides its option; age counts on the day of the visit", () => {
    const option = (birthOn: string) => {
      const draft = tapped({ H02: "A" }, { H02: { sys: 145, dia: 85 } }, makeElder({ birthOn }));
      return draft.answers.H02;
    };
    expect(option("1946-11-23")).toMatchObject({ option: "B", source: "value" });
    expect(option("1946-11-22")).toMatchObject({ option: "A" });
  });

  test("[value] H06: of time and observation the worse counts", () => {
    const option = (seen: string, tugSeconds: number) =>
      (tapped({ H06: seen }, { H06: { tugSeconds } }).answers.H06 as { option: string }).option;
    expect([option("B", 11.9), option("A", 12), option("D", 12), option("B", 20)]).toEqual(["B", "C", "D", "D"]);
  });

  test("[value] L11: the number, when there is one; H07 by its ticks; H04 waits for fasting or not", () => {
    expect(tapped({ L11: "A" }, { L11: { celsius: 15.2 } }).answers.L11).toMatchObject({ option: "C" });
    expect(tapped({ L11: "D" }).answers.L11).toMatchObject({ option: "D" });
    expect(tapped({ H07: "0" }, { H07: { ticks: ["eating", "bathing", "moving"] } }).answers.H07).toMatchObject({
      option: "3+",
    });
    expect(tapped({ H04: "A" }, { H04: { mmol: 12 } }).answers.H04).toMatchObject({ option: "A" });
    expect(tapped({ H04: "A" }, { H04: { mmol: 12, fasting: true } }).answers.H04).toMatchObject({ option: "C" });
  });

  test.each([
    ["H02", { sys: 50, dia: 30 }, null],
    ["H02", { sys: 281, dia: 90 }, "answer.out-of-range"],
    ["H02", { sys: 120, dia: 29 }, "answer.out-of-range"],
    ["H02", { sys: 90, dia: 90 }, "answer.pressure-order"],
    ["H02", { sys: 120.5, dia: 80 }, "answer.step"],
    ["H03", { celsius: 36.5 }, null],
    ["H03", { celsius: 43.1 }, "answer.out-of-range"],
    ["H03", { celsius: 36.55 }, "answer.step"],
    ["H03", { spo2: 101 }, "answer.out-of-range"],
    ["H04", { mmol: 0.9 }, "answer.out-of-range"],
    ["L11", { celsius: -10 }, null],
    ["L11", { celsius: Number.NaN }, "answer.out-of-range"],
    ["M02", { scale: "GDS-5", score: 6 }, "answer.out-of-range"],
    ["M02", { scale: "PHQ-2", score: 6 }, null],
    ["M04", { errors: 7 }, "answer.out-of-range"],
    ["U02", { expires: "2026-13" }, "answer.month"],
    ["U02", { expires: "2027-01" }, null],
  ] as [string, AnswerValue, string | null][])("[range] %s %j → %s", (code, value, refused) => {
    const item = itemOf(rules, code);
    expect(item && (checkValue(item, value)?.refused ?? null)).toBe(refused);
  });

  test("[dates] what a date alone says about a hose, a stove, an alarm, a cylinder", () => {
    const says = (code: string, value: AnswerValue, on: string) => {
      const item = itemOf(rules, code);
      return item && datesSuggest(item, value, on);
    };
    expect(says("U02", { expires: "2027-01" }, "2026-11-01")).toBeNull();
    expect(says("U02", { expires: "2027-01" }, "2026-11-22")).toBe("B");
    expect(says("U02", { expires: "2027-01" }, "2027-01-31")).toBe("B");
    expect(says("U02", { expires: "2027-01" }, "2027-02-01")).toBe("D");
    expect(says("U03", { bought: "2018-11" }, "2026-11-30")).toBe("B");
    expect(says("U03", { bought: "2018-10" }, "2026-11-22")).toBe("C");
    expect(says("U05", { expires: "2026-10" }, "2026-11-22")).toBe("C");
    expect(says("U07", { nextTest: "2027-06", scrap: "2026-10" }, "2026-11-22")).toBe("D");
    expect(says("U07", { nextTest: "2026-12" }, "2026-11-22")).toBe("B");
  });
});

describe("what is due moves with the answers", () => {
  test("[due] a low mood brings the screen, taking it back removes it; kit and 看到了 too", () => {
    const elder = makeElder({
      state: { ...emptyState(), level: 3, answers: { L01: { option: "A", on: "2026-11-10", visitId: "u" } } },
    });
    elder.state.visits = [{ visitId: "u", on: "2026-11-10", state: "approved", level: 3, overall: 100, dims: null }];
    const { draft, context } = begin(elder);
    expect(draft.due).not.toContain("M02");
    const low = setAnswer(draft, "M01", tap("B", at), context);
    expect(low.due).toContain("M02");
    expect(setAnswer(low, "M01", null, context).due).not.toContain("M02");
    expect(setKit(draft, [], context).due).not.toContain("H02");
    const seen = setObserved(draft, seenFact("L10"), "on", context);
    expect(seen.due).toContain("L10");
    expect(setObserved(seen, seenFact("L10"), "file", context).due).not.toContain("L10");
  });

  test("[due] a first part and back", () => {
    const { draft, context } = begin();
    const part = setFirstPart(draft, true, context);
    expect(part.due.length).toBeLessThan(draft.due.length);
    expect(setFirstPart(part, false, context)).toEqual(draft);
  });

  test("[progress] counts by place, knows the next question and the red lines left", () => {
    const { draft, context } = begin();
    expect(progressOf(draft)).toMatchObject({ answered: 0, due: draft.due.length, next: "H01" });
    const done = setAnswer(draft, "H01", { state: "refused", at }, context);
    expect(progressOf(done)).toMatchObject({ answered: 1, next: "H05" });
    expect(progressOf(done).places.talk.redlinesLeft).toEqual(["H05", "M03"]);
    expect(progressOf(done).places.kitchen).toMatchObject({ answered: 0, next: "U01" });
  });
});

describe("action cards", () => {
  const card = (options: Record<string, string>, code: string, confirmed = {}, values = {}) => {
    const choice = cardFor(tapped(options, values), code, confirmed);
    return choice && `${choice.card.code}${choice.question ? "?" : ""}`;
  };

  test("[cards] every critical option has its card, and every card has steps and a call in both languages", () => {
    for (const item of rules.items) {
      for (const option of item.options.filter((one) => one.sev === "critical")) {
        expect(cardFor(tapped({ [item.id]: option.k }), item.id), `${item.id} ${option.k}`).not.toBeNull();
      }
    }
    const codes = rules.cards.map((one) => one.code);
    expect(codes).toEqual(Array.from({ length: 16 }, (_, n) => `A${n + 1}`));
    for (const code of codes) {
      const one = cardOf(code);
      expect(one?.stepsZh).toHaveLength(one?.stepsEn.length ?? 0);
      expect(one?.calls.length).toBeGreaterThan(0);
    }
  });

  test("[cards] conditions: another answer, a number, the patroller's word, or not the other card", () => {
    expect(card({ H02: "D" }, "H02")).toBeNull();
    expect(card({ H02: "D", H01: "C" }, "H02")).toBe("A3");
    expect(card({ H02: "D", H01: "C" }, "H01")).toBe("A3");
    expect(card({ H04: "D" }, "H04", {}, { H04: { mmol: 3.9, fasting: true } })).toBe("A11");
    expect(card({ H04: "D" }, "H04", {}, { H04: { mmol: 16.7, fasting: true } })).toBe("A3?");
    expect(card({ U02: "E" }, "U02")).toBe("A1?");
    expect(card({ U02: "E" }, "U02", { A1: true })).toBe("A1");
    expect(card({ U02: "E" }, "U02", { A1: false })).toBe("A16");
    expect(card({ S07: "D" }, "S07", { A1: false })).toBe("A2?");
    expect(card({ S07: "D" }, "S07", { A1: false, A2: false })).toBeNull();
    expect(card({ L07: "E" }, "L07")).toBe("A15");
    expect(card({ H01: "A" }, "H01")).toBeNull();
  });
});

describe("photos", () => {
  const owed = (options: Record<string, string>, elder = makeElder({ facts: everything })) =>
    owedPhotos(elder, tapped(options, {}, elder));

  test("[photo] from medium on where things are photographed, never for people or talk", () => {
    expect(owed({ S05: "C", L02: "B", H05: "C", M09: "C", S07: "C" })).toEqual([{ item: "S05", reason: "severity" }]);
  });

  test("[photo] Q items: first, new quarter, changed, from medium on", () => {
    expect(owed({ U02: "A" })).toEqual([{ item: "U02", reason: "first" }]);
    const elder = (on: string, option = "A") =>
      makeElder({
        facts: everything,
        state: { ...emptyState(), level: 3, answers: { U02: { option, on, visitId: "u" } } },
      });
    expect(owed({ U02: "A" }, elder("2026-09-30"))).toEqual([{ item: "U02", reason: "quarter" }]);
    expect(owed({ U02: "A" }, elder("2026-10-01"))).toEqual([]);
    expect(owed({ U02: "B" }, elder("2026-10-01"))).toEqual([{ item: "U02", reason: "changed" }]);
    expect(owed({ U02: "D" }, elder("2026-10-01", "D"))).toEqual([{ item: "U02", reason: "severity" }]);
  });

  test("[photo] fixed on site asks for before and after; with a gas leak nobody photographs anything", () => {
    const { draft, context } = begin();
    const fixed = setAnswer(
      draft,
      "L10",
      { state: "answered", option: "D", source: "tap", at, fixed: { note: "拔了", at } },
      context,
    );
    expect(owedPhotos(context.elder, fixed)).toEqual([{ item: "L10", reason: "fixed" }]);
    expect(owed({ U01: "C", S05: "D" })).toEqual([]);
  });

  test("[photo] owing photos never keeps a visit from being finished", () => {
    const { draft, context } = begin();
    const done = places.reduce(
      (so, place) => nothingElseWrong(so, place, at),
      setAnswer(draft, "U02", tap("D", at), context),
    );
    const result = assessVisit(context.elder, community, done);
    const record = finishRecord(done, { outcome: "completed", finishedAt: at, result, elder: context.elder });
    expect(record.photosOwed).toContainEqual({ item: "U02", reason: "severity" });
    const world = new World(context.elder);
    world.mustDo("visit.submit", record, { at, visitId: "v" });
    expect(world.visit("v").record.photosOwed).toEqual(record.photosOwed);
  });
});

test("[join] answers found together are offered as one hazard, once", () => {
  const offers = (options: Record<string, string>) => joinOffers(tapped(options));
  expect(offers({ S05: "D" })).toEqual([]);
  expect(offers({ S05: "D", L07: "D" })).toEqual([["S05", "L07"]]);
  expect(offers({ S06: "D", U09: "D" })).toEqual([["S06", "U09"]]);
  expect(offers({ S06: "D", U09: "D", U02: "E" })).toEqual([["S06", "U02", "U09"]]);
  expect(offers({ S02: "C", L01: "B" })).toEqual([["S02", "L01"]]);
  expect(offers({ S05: "C", L07: "D" })).toEqual([]);
  const joined = { ...tapped({ S05: "D", L07: "D" }), joined: [["S05", "L07"]] };
  expect(joinOffers(joined)).toEqual([]);
});

test("[K10] a correction keeps when the visit ended, and says when it was made", () => {
  const world = new World();
  world.submit({ visitId: "v" });
  world.giveBack("v");
  const visit = world.visit("v");
  const nextDay = "2099-01-02T03:04:05.000Z";
  const record = finishRecord(draftFromVisit(visit, { at: nextDay }), {
    outcome: "completed",
    finishedAt: nextDay,
    result: visit.result,
  });
  expect(record).toMatchObject({ finishedAt: visit.record.finishedAt, correctedAt: nextDay });
});

test("[correct] a correction starts from the record, one revision on, with the supervisor's words", () => {
  const world = new World();
  world.submit({ visitId: "v" });
  world.giveBack("v");
  const draft = draftFromVisit(world.visit("v"), { at });
  expect(draft).toMatchObject({
    visitId: "v",
    revision: 2,
    baseRevision: 1,
    returned: { reason: "other", note: "看不清" },
  });
  expect(draft.answers).toEqual(world.visit("v").record.answers);
  expect(setAnswer(draft, "L02", tap("B", at), { elder: world.elder, community }).due).toEqual(draft.due);
});

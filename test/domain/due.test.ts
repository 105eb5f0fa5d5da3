/** Which items a visit asks, and which older answers count (§2.1). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FactId } from "../../src/domain/answer.ts";
import { addDays } from "../../src/domain/calendar.ts";
import { askPhq2, carriedAnswers, type DueInput, dueItems, spokenM03 } from "../../src/domain/due.ts";
import type { Elder, ElderState, LastAnswer } from "../../src/domain/elder.ts";
import { emptyState } from "../../src/domain/elder-state.ts";
import { seenFact } from "../../src/domain/facts.ts";
import type { CareLevel } from "../../src/domain/scales.ts";
import { allCodes, community, makeElder, rules, tap } from "./support/homes.ts";

const everything: Record<FactId, boolean> = Object.fromEntries(
  rules.facts.filter((fact) => fact.from !== "kit").map((fact) => [fact.id, true]),
);
const fullKit = ["bp_device", "device_present", "glucose_meter"];
const cycleOf = (code: string) => rules.items.find((item) => item.id === code)?.cycle;
const on = "2026-11-22";

function ask(elder: Elder, more: Partial<DueInput> = {}): DueInput {
  return { elder, community, on, kit: [], observed: [], ...more };
}

/** An elder with all facts, every item answered A on a day, visited then. */
function visited(last: string, level: CareLevel = 3, part: Partial<ElderState> = {}): Elder {
  const answers = Object.fromEntries(
    allCodes.map((code): [string, LastAnswer] => [code, { option: "A", on: last, visitId: "v" }]),
  );
  const visits = [{ visitId: "v", on: last, state: "approved" as const, level, overall: 100, dims: null }];
  return makeElder({ facts: everything, state: { ...emptyState(), level, contactOn: last, answers, visits, ...part } });
}

describe("rhythm", () => {
  test("[due] a first visit asks everything that applies, in walking order", () => {
    const due = dueItems(ask(makeElder({ facts: everything }), { kit: fullKit }));
    expect([...due].sort()).toEqual([...allCodes].sort());
    const place = (code: string) => rules.places[rules.items.find((item) => item.id === code)?.place ?? "talk"].order;
    expect(due.map(place)).toEqual(due.map(place).sort());
    expect(due[0]).toBe("H01");
  });

  test("[due] a first part asks E items only; the rest stays due for 30 days, then falls into the usual rhythm", () => {
    const elder = makeElder({ facts: everything });
    const first = dueItems(ask(elder, { firstPart: true, kit: fullKit }));
    expect(new Set(first.map(cycleOf))).toEqual(new Set(["E"]));
    const answers = Object.fromEntries(first.map((code) => [code, { option: "A", on: "2026-11-01", visitId: "v" }]));
    const state = { ...emptyState(), level: 3 as const, answers, firstPartUntilOn: "2026-12-01" };
    const visits = [
      { visitId: "v", on: "2026-11-01", state: "submitted" as const, level: 3 as const, overall: 1, dims: null },
    ];
    const again = makeElder({ facts: everything, state: { ...state, visits } });
    expect(dueItems(ask(again, { kit: fullKit }))).toHaveLength(allCodes.length);
    const quarterly = dueItems(ask(again, { on: "2026-12-02", kit: fullKit })).filter((code) => cycleOf(code) === "Q");
    expect(quarterly).toHaveLength(5);
  });

  test("[due] M at the first visit of a calendar month, not at the second", () => {
    const monthly = (last: string) =>
      dueItems(ask(visited(last), { kit: fullKit })).filter((code) => cycleOf(code) === "M");
    expect(monthly("2026-11-02")).toEqual([]);
    const all = rules.items.filter((item) => item.cycle === "M").map((item) => item.id);
    expect(monthly("2026-10-31").sort()).toEqual(all.filter((code) => code !== "M02").sort());
    expect(monthly("2026-09-30").sort()).toEqual(all.sort());
  });

  test("[due] a visit where nobody was met or that was broken off does not use up the month", () => {
    for (const [outcome, level] of [
      ["no_answer", null],
      ["emergency_stop", 3],
    ] as const) {
      const visits = [
        { visitId: "w", on: "2026-11-10", outcome, state: "approved" as const, level, overall: null, dims: null },
      ];
      const elder = visited("2026-10-20", 3, { visits });
      expect(dueItems(ask(elder)).filter((code) => cycleOf(code) === "M").length).toBeGreaterThan(0);
    }
  });

  test("[due] an M answer older than 45 days is due now, also within a month already visited", () => {
    const elder = visited("2026-11-10");
    elder.state.answers.S02 = { option: "B", on: addDays(on, -45), visitId: "u" };
    expect(dueItems(ask(elder))).not.toContain("S02");
    elder.state.answers.S02 = { option: "B", on: addDays(on, -46), visitId: "u" };
    expect(dueItems(ask(elder))).toContain("S02");
  });

  test("[due] up to 35 days between visits: one third of the applicable Q items, oldest first, ties by code", () => {
    const elder = visited("2026-11-10", 3);
    expect(quarterlyOf(elder)).toEqual(["H10", "H11", "H12", "L01", "L04"]);
    elder.state.answers.U10 = { option: "A", on: "2026-09-01", visitId: "u" };
    expect(quarterlyOf(elder)).toEqual(["H10", "H11", "H12", "L01", "U10"]);
    elder.facts = {};
    // L06, U03, U04, U05, H11 no longer apply: ten are left, a third is four.
    expect(quarterlyOf(elder)).toHaveLength(4);
  });

  test("[due] every Q item comes round within three visits", () => {
    let elder = visited("2026-11-01", 3);
    const seen = new Set<string>();
    for (const day of ["2026-11-15", "2026-11-29", "2026-12-13"]) {
      const due = dueItems(ask(elder, { on: day })).filter((code) => cycleOf(code) === "Q");
      for (const code of due) seen.add(code);
      const answers = { ...elder.state.answers };
      for (const code of due) answers[code] = { option: "A", on: day, visitId: day };
      elder = makeElder({ ...elder, state: { ...elder.state, answers } });
    }
    expect(seen.size).toBe(15);
  });

  test("[due] longer between visits: all Q items answered more than 80 days ago", () => {
    expect(quarterlyOf(visited(addDays(on, -80), 1))).toEqual([]);
    expect(quarterlyOf(visited(addDays(on, -81), 1))).toHaveLength(15);
  });

  test("[due] a stricter local rhythm for aged living alone makes the thirds", () => {
    const local = { ...community, settings: { ...community.settings, local: { aloneAged80: 7 } } };
    const elder = { ...visited(addDays(on, -20), 1), birthOn: "1940-02-29" };
    expect(quarterlyOf(elder)).toHaveLength(0);
    expect(dueItems(ask(elder, { community: local })).filter((code) => cycleOf(code) === "Q")).toHaveLength(5);
  });

  const quarterlyOf = (elder: Elder) =>
    dueItems(ask(elder))
      .filter((code) => cycleOf(code) === "Q")
      .sort();
});

describe("applicability", () => {
  const due = (elder: Elder, more: Partial<DueInput> = {}) => dueItems(ask(elder, more));

  test("[applies] blood pressure: every visit with a device and a reason, else monthly, never without a device", () => {
    const quiet = visited("2026-11-02");
    quiet.facts = {};
    expect(due(quiet, { kit: ["bp_device"] })).not.toContain("H02");
    expect(due(quiet, { kit: ["bp_device"], observed: ["requested"] })).toContain("H02");
    expect(due({ ...quiet, birthOn: "1946-11-22" }, { kit: ["bp_device"] })).toContain("H02");
    expect(due({ ...quiet, birthOn: "1946-11-23" }, { kit: ["bp_device"] })).not.toContain("H02");
    expect(due({ ...quiet, birthOn: "1946" }, { kit: ["bp_device"] })).toContain("H02");
    expect(due({ ...quiet, facts: { hypertension: true } }, { kit: ["bp_device"] })).toContain("H02");
    expect(due({ ...quiet, facts: { hypertension: true } })).not.toContain("H02");
    const monthLater = visited("2026-10-02");
    monthLater.facts = {};
    expect(due(monthLater, { kit: ["bp_device"] })).toContain("H02");
  });

  test.each([
    ["L10", "ebike_owned"],
    ["U01", "gas_used"],
    ["U02", "gas_used"],
    ["U06", "solid_fuel"],
    ["U07", "lpg"],
    ["U04", "water_heater"],
    ["U08", "induction"],
    ["L09", "home_oxygen"],
    ["L06", "has_steps"],
    ["H08", "takes_medicine"],
    ["H11", "wheelchair"],
    ["M05", "dementia"],
    ["M10", "has_carer"],
  ])("[applies] %s with %s on file, or seen today, and not otherwise", (code, fact) => {
    expect(due(makeElder())).not.toContain(code);
    expect(due(makeElder({ facts: { [fact]: true } }))).toContain(code);
    expect(due(makeElder(), { observed: [fact] })).toContain(code);
    expect(due(makeElder({ facts: { [fact]: true } }), { observed: [`!${fact}`] })).not.toContain(code);
  });

  test.each(["U01", "U04", "U06", "U07", "L09", "L10", "M05"])(
    "[applies] %s comes by 看到了 on the item, at any visit",
    (code) => {
      const elder = visited("2026-11-20");
      elder.facts = {};
      expect(due(elder)).not.toContain(code);
      expect(due(elder, { observed: [seenFact(code)] })).toContain(code);
    },
  );

  test("[applies] memory and mood questions leave when the elder cannot answer", () => {
    expect(due(makeElder())).toEqual(expect.arrayContaining(["M02", "M04"]));
    const silent = due(makeElder(), { observed: ["!can_answer"] });
    expect(silent).not.toContain("M02");
    expect(silent).not.toContain("M04");
  });

  test("[applies] M05 also when M04 is C or worse, today or last time", () => {
    const elder = makeElder();
    expect(due(elder, { answers: { M04: tap("B", "") } })).not.toContain("M05");
    expect(due(elder, { answers: { M04: tap("C", "") } })).toContain("M05");
    const before = visited("2026-10-20");
    before.facts = {};
    before.state.answers.M04 = { option: "C", on: "2026-10-20", visitId: "v" };
    expect(due(before)).toContain("M05");
    expect(due(before, { answers: { M04: tap("A", "") } })).not.toContain("M05");
  });
});

describe("spoken questions", () => {
  test("[M02] asked at the first visit of a quarter, and when the mood today is low", () => {
    expect(askPhq2(ask(visited("2026-09-30")))).toBe(true);
    expect(askPhq2(ask(visited("2026-10-02")))).toBe(false);
    expect(askPhq2(ask(visited("2026-11-02"), { answers: { M01: tap("B", "") } }))).toBe(true);
    expect(askPhq2(ask(visited("2026-11-02"), { answers: { M01: tap("A", "") } }))).toBe(false);
    const due = (answers: DueInput["answers"]) => dueItems(ask(visited("2026-11-02"), { answers })).includes("M02");
    expect([due({ M01: tap("B", "") }), due({})]).toEqual([true, false]);
  });

  test("[M03] said aloud at the first visit of a month, with a low mood or screen, or after a major change", () => {
    const calm = visited("2026-11-02");
    const spoken = (elder: Elder, more: Partial<DueInput> = {}) => spokenM03(ask(elder, more));
    expect(spoken(calm)).toBe(false);
    expect(spoken(visited("2026-10-30"))).toBe(true);
    expect(spoken(makeElder())).toBe(true);
    expect(spoken(calm, { answers: { M01: tap("B", "") } })).toBe(true);
    expect(spoken(calm, { answers: { M02: tap("B", "") } })).toBe(true);
    expect(spoken(calm, { answers: { M08: tap("C", "") } })).toBe(true);
    expect(spoken(calm, { answers: { M08: tap("B", "") } })).toBe(false);
    expect(spoken(calm, { observed: ["!has_carer"] })).toBe(true);
    const changed = (changedOn: string) => ({ ...calm, vulnerability: { ...calm.vulnerability, changedOn } });
    expect(spoken(changed(addDays(on, -90)))).toBe(true);
    expect(spoken(changed(addDays(on, -91)))).toBe(false);
  });
});

describe("carry-forward", () => {
  const carried = (elder: Elder, more: Partial<DueInput> = {}) =>
    carriedAnswers(rules, ask(elder, more)).map(([code]) => code);

  test("[carry] M up to 45 days, Q and the mood screen up to 100, E never", () => {
    const at = (days: number) => new Set(carried(visited(addDays(on, -days)), { kit: fullKit }));
    expect([at(45).has("S02"), at(46).has("S02")]).toEqual([true, false]);
    expect([at(100).has("L01"), at(101).has("L01")]).toEqual([true, false]);
    expect([at(100).has("M02"), at(101).has("M02")]).toEqual([true, false]);
    expect([...at(1)].some((code) => cycleOf(code) === "E")).toBe(false);
  });

  test("[carry] only where the item applies, and not over today's answer; not seen today keeps the old one", () => {
    const elder = visited("2026-11-10");
    expect(carried(elder)).toContain("U03");
    expect(carried(elder, { observed: ["!gas_used"] })).not.toContain("U03");
    expect(carried(elder, { answers: { U03: tap("B", "") } })).not.toContain("U03");
    expect(carried(elder, { answers: { U03: { state: "na", at: "" } } })).not.toContain("U03");
    expect(carried(elder, { answers: { U03: { state: "not_seen", at: "" } } })).toContain("U03");
  });

  test("[carry] whatever is too old to carry is due, for any age of any answer", () => {
    const items = rules.items.filter((item) => item.cycle !== "E" && !item.asked);
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 140 }), { minLength: 55, maxLength: 55 }),
        fc.integer({ min: 1, max: 5 }),
        (ages, level) => {
          const elder = visited("2026-11-20", level as CareLevel);
          for (const [at, code] of allCodes.entries()) {
            elder.state.answers[code] = { option: "A", on: addDays(on, -(ages[at] ?? 0)), visitId: "v" };
          }
          const has = new Set([...dueItems(ask(elder, { kit: fullKit })), ...carried(elder, { kit: fullKit })]);
          expect(items.filter((item) => !has.has(item.id)).map((item) => item.id)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

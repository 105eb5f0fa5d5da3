/** Scores, floors, cross rules, coverage (§2.9, §3.1–§3.4) and the properties that must hold for every input. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemOf } from "../../src/domain/checklist.ts";
import type { CrossFacts } from "../../src/domain/cross.ts";
import { type AssessInput, assess, type GradedAnswer, type OpenBefore } from "../../src/domain/grade.ts";
import { type Severity, severities, severityRank } from "../../src/domain/scales.ts";
import { allCodes, redlines, rules } from "./support/homes.ts";

const none: CrossFacts = { alone: false, gas_used: false, dementia_diagnosed: false, home_oxygen: false, hypo: false };

function graded(
  notA: Record<string, string> = {},
  more: Partial<AssessInput> & { fixed?: string[]; carried?: string[] } = {},
) {
  const { fixed = [], carried = [], ...part } = more;
  const answers: GradedAnswer[] = allCodes.map((item) => ({
    item,
    option: notA[item] ?? itemOf(rules, item)?.options[0]?.k ?? "A",
    fixed: fixed.includes(item),
    carried: carried.includes(item),
  }));
  return {
    ruleset: rules,
    answers,
    due: allCodes,
    facts: none,
    open: [],
    points: 0,
    special: false,
    previous: null,
    ...part,
  };
}
const ticket = (item: string, severity: Severity, fixedOnSite = false): OpenBefore => ({
  items: [item],
  severity,
  fixedOnSite,
});

describe("cross rules", () => {
  const gas = { ...none, gas_used: true };
  const stove = { U03: "D", U05: "C" };

  test("[X1] dementia, gas, an unsafe stove and no working alarm: the stove becomes high, unattended fire too", () => {
    const sick = { ...gas, dementia_diagnosed: true };
    expect(assess(graded({ ...stove, U08: "C" }, { facts: sick })).severities).toMatchObject({
      U03: "high",
      U08: "high",
    });
    expect(assess(graded({ ...stove, U08: "B" }, { facts: sick })).severities.U08).toBe("low");
    expect(assess(graded({ U03: "E", U05: "B", U08: "C" }, { facts: sick }))).toMatchObject({ combo: ["X1"] });
    expect(assess(graded({ ...stove, M04: "C" }, { facts: gas })).combo).toEqual(["X1"]);
  });

  test("[X1] each condition is needed", () => {
    expect(assess(graded(stove, { facts: gas })).combo).toEqual([]);
    expect(assess(graded({ ...stove, M04: "B" }, { facts: gas })).combo).toEqual([]);
    expect(assess(graded({ ...stove, M04: "C" }, { facts: none })).combo).toEqual([]);
    expect(assess(graded({ U03: "C", U05: "B", M04: "C" }, { facts: gas })).combo).toEqual([]);
    expect(assess(graded({ U03: "D", U05: "A", M04: "C" }, { facts: gas })).combo).toEqual([]);
  });

  test("[X2] very high pressure in an unwell elder is critical; an old reading is not", () => {
    expect(assess(graded({ H02: "D", H01: "C" })).severities.H02).toBe("critical");
    expect(assess(graded({ H02: "D", H01: "B" })).combo).toEqual([]);
    expect(assess(graded({ H02: "C", H01: "C" })).combo).toEqual([]);
    expect(assess(graded({ H02: "D", H01: "C" }, { carried: ["H02"] })).combo).toEqual([]);
  });

  test("[X3] low glucose in an unwell elder is critical; a high one is not", () => {
    const low = { ...none, hypo: true };
    expect(assess(graded({ H04: "D", H01: "C" }, { facts: low })).severities.H04).toBe("critical");
    expect(assess(graded({ H04: "D", H01: "C" })).combo).toEqual([]);
    expect(assess(graded({ H04: "D", H01: "B" }, { facts: low })).combo).toEqual([]);
  });

  test("[X3] without a glucose answer there is nothing to raise", () => {
    const input = graded({ H01: "C" }, { facts: { ...none, hypo: true } });
    const answers = input.answers.filter((answer) => answer.item !== "H04");
    expect(assess({ ...input, answers })).toMatchObject({
      combo: [],
      severities: expect.not.objectContaining({ H04: "critical" }),
    });
  });

  test("[X4] alone, hurt by a fall and without a way to call", () => {
    const alone = { ...none, alone: true };
    expect(assess(graded({ H05: "C", L12: "C" }, { facts: alone })).severities.L12).toBe("high");
    expect(assess(graded({ H05: "B", L12: "C" }, { facts: alone })).combo).toEqual([]);
    expect(assess(graded({ H05: "C", L12: "B" }, { facts: alone })).combo).toEqual([]);
    expect(assess(graded({ H05: "C", L12: "C" })).combo).toEqual([]);
  });

  test("[X5] any flame beside home oxygen", () => {
    const oxygen = { ...none, home_oxygen: true };
    expect(assess(graded({ L09: "B" }, { facts: oxygen })).severities.L09).toBe("critical");
    expect(assess(graded({}, { facts: oxygen })).combo).toEqual([]);
    expect(assess(graded({ L09: "B" })).combo).toEqual([]);
  });

  test("[X6] alone, cannot rise and the way out is bad", () => {
    const alone = { ...none, alone: true };
    expect(assess(graded({ H06: "D", L07: "C" }, { facts: alone })).severities.L07).toBe("high");
    expect(assess(graded({ H06: "C", L07: "C" }, { facts: alone })).combo).toEqual([]);
    expect(assess(graded({ H06: "D", L07: "C" })).combo).toEqual([]);
  });

  test("[X5] a raised answer fixed on site deducts 5 and holds level 4", () => {
    const result = assess(graded({ L09: "B" }, { facts: { ...none, home_oxygen: true }, fixed: ["L09"] }));
    expect(result.dims.L).toBe(95);
    expect(result.computed).toBe(4);
  });

  test("[X1] a rule only raises, whatever the answers", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = assess(input);
        for (const answer of input.answers) {
          const own = itemOf(rules, answer.item)?.options.find((option) => option.k === answer.option)?.sev ?? "none";
          const after = result.severities[answer.item] ?? "none";
          if (severityRank(after) < severityRank(own)) expect([answer, after]).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("floors", () => {
  const level = (...args: Parameters<typeof graded>) => assess(graded(...args)).computed;

  test("[floor] one high 3, two high 4, one critical 5, of any class", () => {
    expect(level({ M03: "B" })).toBe(3);
    expect(level({ M03: "B", U10: "D" })).toBe(4);
    expect(level({ H01: "D" })).toBe(5);
    expect(level({ U02: "C", L03: "C" })).toBe(1);
  });

  test("[floor] a ticket from before counts until it is closed, even when today is A", () => {
    expect(level({}, { open: [ticket("U02", "high")] })).toBe(3);
    expect(level({}, { open: [ticket("U02", "critical")] })).toBe(5);
    expect(level({}, { open: [ticket("U02", "medium")] })).toBe(1);
  });

  test("[floor] a new sighting of an open ticket does not count twice; the worse counts", () => {
    expect(level({ U02: "D" }, { open: [ticket("U02", "high")] })).toBe(3);
    expect(level({ U02: "E" }, { open: [ticket("U02", "high")] })).toBe(5);
    expect(level({ U02: "C" }, { open: [ticket("U02", "high")] })).toBe(3);
    expect(level({ U02: "D", U09: "D" }, { open: [ticket("U02", "high")] })).toBe(4);
  });

  test("[floor] the reason counts a ticket and its sighting as one", () => {
    const { reasons } = assess(graded({ U02: "D" }, { open: [ticket("U02", "critical")] }));
    expect(reasons).toContainEqual({ kind: "hazards", level: 5, critical: 1, high: 0 });
  });

  test("[floor] one ticket for two items stands for one of them", () => {
    const joined: OpenBefore = { items: ["L07", "S05"], severity: "high", fixedOnSite: false };
    expect(level({}, { open: [joined] })).toBe(3);
    expect(level({ L07: "D" }, { open: [joined] })).toBe(3);
    expect(level({ S05: "C" }, { open: [joined] })).toBe(3);
    expect(level({ L07: "D", S05: "D" }, { open: [joined] })).toBe(4);
  });

  test("[floor] critical fixed on site holds 4 until its re-check, high fixed sets none", () => {
    expect(level({ U09: "E" }, { fixed: ["U09"] })).toBe(4);
    expect(level({ U09: "D" }, { fixed: ["U09"] })).toBe(1);
    expect(level({}, { open: [ticket("U09", "critical", true)] })).toBe(4);
    expect(level({}, { open: [ticket("U09", "high", true)] })).toBe(1);
    expect(level({ U09: "B" }, { open: [ticket("U09", "critical", true)] })).toBe(4);
    expect(level({ U09: "E" }, { open: [ticket("U09", "critical", true)] })).toBe(5);
    expect(level({ U09: "E" }, { open: [ticket("U09", "critical")], fixed: ["U09"] })).toBe(4);
    expect(level({ U09: "D" }, { open: [ticket("U09", "high")], fixed: ["U09"] })).toBe(1);
  });

  test("[floor] an older answer deducts but sets no floor", () => {
    const result = assess(graded({ M04: "D" }, { carried: ["M04"] }));
    expect(result.dims.M).toBe(70);
    expect(result.reasons.map((reason) => reason.kind)).toEqual(["base"]);
    expect(level({ M04: "D" })).toBe(3);
  });

  test("[floor] a ticket of an older answer rises with the rule that raises the answer", () => {
    const facts = { ...none, gas_used: true, dementia_diagnosed: true };
    const old = { open: [ticket("U03", "medium")], carried: ["U03", "U05"], facts };
    expect(assess(graded({ U03: "D", U05: "B" }, old)).computed).toBe(3);
    expect(assess(graded({ U03: "D", U05: "B" }, { ...old, facts: none })).computed).toBe(1);
  });

  test("[floor] vulnerability V1 2, V2 3, V3 4; special-difficulty 2", () => {
    expect([1, 2, 3, 4, 5, 9].map((points) => level({}, { points }))).toEqual([1, 2, 3, 3, 4, 4]);
    expect(level({}, { special: true })).toBe(2);
  });

  test("[band] the score alone gives 1 to 5 at 90, 80, 65, 50", () => {
    const { scoreBands } = rules;
    expect(scoreBands).toEqual([90, 80, 65, 50]);
    fc.assert(
      fc.property(anyInput, (input) => {
        const { overall, base } = assess(input);
        const wanted = overall >= 90 ? 1 : overall >= 80 ? 2 : overall >= 65 ? 3 : overall >= 50 ? 4 : 5;
        if (base !== wanted) expect({ overall, base }).toEqual({ overall, base: wanted });
      }),
      { numRuns: 300 },
    );
  });
});

describe("coverage", () => {
  const without = (codes: string[], more: Partial<AssessInput> = {}) => {
    const input = graded({}, more);
    return assess({ ...input, answers: input.answers.filter((answer) => !codes.includes(answer.item)) });
  };

  test("[coverage] the red lines are the eight of the text", () => {
    expect([...redlines].sort()).toEqual(["H01", "H05", "L07", "L10", "M03", "U01", "U02", "U06"]);
  });

  test.each(redlines)("[coverage] red line %s unanswered makes it provisional, when it was due", (code) => {
    expect(without([code])).toMatchObject({ provisional: true, missing: [code] });
    expect(without([code], { due: allCodes.filter((other) => other !== code) }).provisional).toBe(false);
  });

  test("[coverage] under 80 % of the due items of one dimension", () => {
    expect(without(["S01"]).provisional).toBe(false);
    expect(without(["S01", "S02"])).toMatchObject({ provisional: true, uncovered: ["S"] });
    expect(without(["S01"], { due: ["S01", "S02", "S03", "S04", "S05"] }).provisional).toBe(false);
    expect(without(["S01"], { due: ["S01", "S02", "S03", "S04"] }).uncovered).toEqual(["S"]);
  });

  test("[coverage] an older answer does not cover a due item", () => {
    expect(assess(graded({}, { carried: ["S01", "S02"] })).uncovered).toEqual(["S"]);
  });

  test("[provisional] never below what is published, may rise above it", () => {
    expect(without(["U01"], { previous: 4 })).toMatchObject({ level: 4, computed: 1 });
    expect(assess(graded({}, { previous: 4 })).level).toBe(1);
    const worse = graded({ H01: "D" }, { previous: 2 });
    const answers = worse.answers.filter((answer) => answer.item !== "U01");
    expect(assess({ ...worse, answers }).level).toBe(5);
  });
});

const facts = fc.record({
  alone: fc.boolean(),
  gas_used: fc.boolean(),
  dementia_diagnosed: fc.boolean(),
  home_oxygen: fc.boolean(),
  hypo: fc.boolean(),
});
/** Mostly fine, some items anything. */
const anyAnswers = fc
  .record({
    codes: fc.subarray(allCodes, { maxLength: 16 }),
    left: fc.subarray(allCodes, { maxLength: 8 }),
    fixed: fc.subarray(allCodes, { maxLength: 8 }),
    carried: fc.subarray(allCodes, { maxLength: 8 }),
    seed: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
  })
  .map(({ codes, left, fixed, carried, seed }): GradedAnswer[] =>
    allCodes
      .filter((code) => !left.includes(code))
      .map((item) => {
        const options = itemOf(rules, item)?.options ?? [];
        const at = codes.indexOf(item);
        const option = options[at < 0 ? 0 : (seed[at] ?? 0) % options.length]?.k ?? "A";
        return { item, option, fixed: fixed.includes(item), carried: carried.includes(item) };
      }),
  );
const anyTicket = fc.record({
  items: fc.subarray(["U02", "U09", "S05", "L07", "U03", "L09"], { minLength: 1, maxLength: 2 }),
  severity: fc.constantFrom(...severities),
  fixedOnSite: fc.boolean(),
});
const anyOpen = fc.array(anyTicket, { maxLength: 3 }).map((tickets) => {
  const taken = new Set<string>();
  return tickets.filter((one) => one.items.every((code) => !taken.has(code) && taken.add(code)));
});
const anyInput: fc.Arbitrary<AssessInput> = fc.record({
  ruleset: fc.constant(rules),
  answers: anyAnswers,
  due: fc.subarray(allCodes),
  facts,
  open: anyOpen,
  points: fc.nat({ max: 10 }),
  special: fc.boolean(),
  previous: fc.constantFrom(null, 1, 2, 3, 4, 5),
});

describe("properties", () => {
  test("[monotone] a worse answer never raises a score or lowers a level", () => {
    fc.assert(
      fc.property(anyInput, fc.nat(), (input, pick) => {
        const at = pick % Math.max(1, input.answers.length);
        const answer = input.answers[at];
        const options = answer ? (itemOf(rules, answer.item)?.options ?? []) : [];
        const now = options.findIndex((option) => option.k === answer?.option);
        // Fixing something with an old ticket fixes the ticket: a worse thing fixed is then not worse.
        if (answer?.fixed && input.open.some((one) => one.items.includes(answer.item))) return;
        const before = assess(input);
        for (const worse of options.slice(now + 1)) {
          // Options of one severity (L10 C and D) are alike; the letters go from mild to bad.
          const answers = input.answers.with(at, { ...(answer as GradedAnswer), option: worse.k });
          const after = assess({ ...input, answers });
          const worst = Object.entries(after.dims).some(([dim, score]) => score > before.dims[dim as "H"]);
          if (
            worst ||
            after.overall > before.overall ||
            after.level < before.level ||
            after.computed < before.computed
          ) {
            expect({ item: answer, worse: worse.k, before, after }).toBeNull();
          }
        }
      }),
      { numRuns: 1000 },
    );
  }, 120_000);

  test("[monotone] every single step of every item, alone and in company", () => {
    const companies = [{}, { H01: "C" }, { H05: "C", H06: "D" }, { U03: "D", U05: "B", M04: "C" }];
    const everything = { alone: true, gas_used: true, dementia_diagnosed: true, home_oxygen: true, hypo: true };
    for (const company of companies) {
      for (const item of rules.items) {
        const steps = item.options.map((option) =>
          assess(graded({ ...company, [item.id]: option.k }, { facts: everything })),
        );
        for (const [at, step] of steps.entries()) {
          const milder = steps[at - 1];
          if (!milder) continue;
          expect(step.overall, `${item.id} ${at}`).toBeLessThanOrEqual(milder.overall);
          expect(step.computed, `${item.id} ${at}`).toBeGreaterThanOrEqual(milder.computed);
        }
      }
    }
  });

  test("[order] the order of answers, due items and tickets is irrelevant", () => {
    fc.assert(
      fc.property(anyInput, fc.nat(), (input, seed) => {
        const shuffled = {
          ...input,
          answers: mixed(input.answers, seed),
          due: mixed(input.due, seed),
          open: mixed(input.open, seed),
        };
        const [a, b] = [assess(input), assess(shuffled)];
        expect({ ...b, severities: null, missing: [...b.missing].sort(), reasons: null }).toEqual({
          ...a,
          severities: null,
          missing: [...a.missing].sort(),
          reasons: null,
        });
        expect(b.severities).toEqual(a.severities);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test("[integers] every figure is a whole number in its range", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { dims, weighted, overall, computed, level } = assess(input);
        const scores = [...Object.values(dims), overall];
        const whole = [...scores, weighted, computed, level].every(Number.isInteger);
        const inRange =
          scores.every((score) => score >= 0 && score <= 100) && weighted <= 10_000 && computed >= 1 && level <= 5;
        if (!whole || !inRange) expect({ dims, weighted, overall, computed, level }).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test("[provisional] never below published, on any input", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { provisional, level } = assess(input);
        if (provisional && input.previous !== null) expect(level).toBeGreaterThanOrEqual(input.previous);
      }),
      { numRuns: 300 },
    );
  });
});

function mixed<T>(list: T[], seed: number): T[] {
  return list
    .map((value, at) => ({ value, key: ((at + 1) * 2_654_435_761 + seed * 40_503) % 1_000_003 }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** Every published vector: grades, bands, due days, check-in, ID numbers, stability (domain pack §2.8, §3.5, §3.6, §4.2, §8.2). */
import { describe, expect, test } from "vitest";
import type { AnswerValue } from "../../src/domain/answer.ts";
import { bandOf } from "../../src/domain/band.ts";
import { judgeCheckIn } from "../../src/domain/check-in.ts";
import { itemOf } from "../../src/domain/checklist.ts";
import { readIdNumber } from "../../src/domain/id-number.ts";
import { isRefusal } from "../../src/domain/refusal.ts";
import type { CareLevel } from "../../src/domain/scales.ts";
import { nextDueOn } from "../../src/domain/schedule.ts";
import { publish } from "../../src/domain/stability.ts";
import { assessLine } from "../../src/server/assess/assess-line.ts";
import { rules } from "./support/homes.ts";
import vectors from "./vectors.json";

describe("grades", () => {
  test.each(vectors.grades.map((vector) => [vector.id, vector.desc, vector] as const))("[%s] %s", (_, __, vector) => {
    const answer = assessLine(JSON.stringify(vector));
    const { reasons, ...figures } = "out" in answer ? answer.out : { reasons: [], problem: answer.problem };
    expect(figures).toEqual(vector.expect);
    expect(reasons.length).toBeGreaterThan(0);
  });
});

describe("bands", () => {
  const check = (name: string, code: string, value: AnswerValue, age: number | null, wanted: string) =>
    test(`[band ${name}] ${JSON.stringify(value)} at ${age} → ${wanted}`, () => {
      const item = itemOf(rules, code);
      expect(item && bandOf(item, value, { age })).toBe(wanted);
    });
  for (const { i, o } of vectors.bands.H02) check("H02", "H02", { sys: i[0], dia: i[1] }, i[2] ?? null, o);
  for (const { i, o } of vectors.bands.H03) check("H03", "H03", { pulse: i[0], celsius: i[1], spo2: i[2] }, 75, o);
  for (const { i, o } of vectors.bands.H04)
    check("H04", "H04", { mmol: i[0] as number, fasting: i[1] as boolean }, 75, o);
  for (const { i, o } of vectors.bands.L11) check("L11", "L11", { celsius: i }, 75, o);
  for (const { i, o } of vectors.bands.TUG) check("H06", "H06", { tugSeconds: i }, 75, o);
  for (const { i, o } of vectors.bands.M04) check("M04", "M04", { errors: i }, 75, o);
  for (const { i, o } of vectors.bands.PHQ2) check("M02 PHQ-2", "M02", { scale: "PHQ-2", score: i }, 75, o);
  for (const { i, o } of vectors.bands.GDS5) check("M02 GDS-5", "M02", { scale: "GDS-5", score: i }, 75, o);
});

describe("due days", () => {
  test.each(vectors.due.map((vector) => [vector.last, vector.grade, vector.next, vector] as const))(
    "[due] %s level %i → %s",
    (_, __, next, { last, grade, special, critical }) => {
      const rhythm = { level: grade as CareLevel, aged: false, alone: false, local: {} };
      expect(nextDueOn({ ...rhythm, lastOn: last, special, criticalToday: critical })).toBe(next);
    },
  );
});

describe("check-in", () => {
  test.each(vectors.checkin)("[check-in] $distance m, accuracy $accuracy m → $o", ({ distance, accuracy, o }) => {
    expect(judgeCheckIn({ distanceM: distance, accuracyM: accuracy })).toBe(o);
  });
});

describe("ID numbers", () => {
  test.each(vectors.idValid)("[id] %s is good", (number) => {
    expect(readIdNumber(number, { demo: true })).toMatchObject({ number });
  });
  test.each(vectors.idInvalid)("[id] %s is not", (number) => {
    expect(isRefusal(readIdNumber(number, { demo: true }))).toBe(true);
  });
});

describe("stability", () => {
  const vectors: [CareLevel | null, CareLevel, number, CareLevel, number][] = [
    [4, 2, 0, 4, 1],
    [4, 2, 1, 3, 0],
    [2, 5, 0, 5, 0],
    [null, 1, 0, 1, 0],
  ];
  test.each(vectors)("[stability] (%s, %s, %s) → (%s, %s)", (level, computed, streak, published, after) => {
    const standing = publish({ level, streak }, { computed, provisional: false, approved: true });
    expect(standing).toEqual({ level: published, streak: after });
  });
});

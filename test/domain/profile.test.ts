/** Profile facts, points and tiers, the calendar, check-in distances, ID numbers as people type them (§3.2, §3.5, §4.2, §8). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  ageOn,
  dayOf,
  daysBetween,
  endOfDay,
  inSeason,
  isDay,
  lastDayOfMonth,
} from "../../src/domain/calendar.ts";
import { distanceM, judgeCheckIn } from "../../src/domain/check-in.ts";
import { readIdNumber } from "../../src/domain/id-number.ts";
import { deriveFacts, type ElderProfile } from "../../src/domain/profile.ts";
import { daysLate, INTERVALS, nextDueOn } from "../../src/domain/schedule.ts";
import { isSpecial, tierOf, vulnerabilityPoints } from "../../src/domain/vulnerability.ts";
import { addWorkingDays, isWorkingDay } from "../../src/domain/working-days.ts";

const on = "2026-11-22";
const quiet: ElderProfile = {
  living: "family",
  abilityLevel: 0,
  severeDisability: false,
  dementia: "no",
  specialFamily: false,
  hardship: "none",
  diagnoses: [],
  takesMedicine: false,
  bedbound: false,
  wheelchair: false,
  hardOfHearing: false,
  gasType: "none",
  heating: "district",
  waterHeater: "none",
  eBike: false,
  smoker: false,
  homeOxygen: false,
  hasSteps: false,
  incense: false,
  candles: false,
  induction: false,
  solidFuelCooking: false,
  hasCarer: false,
  oneKeyDevice: false,
};
const points = (part: Partial<ElderProfile>, birthOn: string | null = "1960-01-01", day = on) =>
  vulnerabilityPoints(deriveFacts({ ...quiet, ...part }).vulnerability, birthOn, day);
const special = (part: Partial<ElderProfile>, birthOn = "1960-01-01") =>
  isSpecial(deriveFacts({ ...quiet, ...part }).vulnerability, birthOn, on);

describe("vulnerability", () => {
  test.each([
    [{}, 0, false],
    [{ living: "alone" }, 2, true],
    [{ living: "couple" }, 1, true],
    [{ living: "leftbehind" }, 1, true],
    [{ living: "disabled_child" }, 2, true],
    [{ abilityLevel: 1 }, 1, true],
    [{ abilityLevel: 2 }, 2, true],
    [{ abilityLevel: 3 }, 3, true],
    [{ abilityLevel: 4 }, 3, true],
    [{ severeDisability: true }, 2, true],
    [{ severeDisability: true, abilityLevel: 1 }, 2, true],
    [{ severeDisability: true, abilityLevel: 4 }, 3, true],
    [{ dementia: "yes" }, 2, true],
    [{ dementia: "suspected" }, 0, false],
    [{ specialFamily: true }, 1, true],
    [{ hardship: "特困" }, 1, true],
    [{ hardship: "低保" }, 1, true],
    [{ hardship: "低保边缘" }, 1, true],
    [{ hardship: "其他" }, 0, false],
  ] as [Partial<ElderProfile>, number, boolean][])("[vulnerability] %j gives %i", (part, wanted, flag) => {
    expect(points(part)).toBe(wanted);
    expect(special(part)).toBe(flag);
  });

  test("[vulnerability] age counts on the day of the visit, not on the day of the file", () => {
    expect([points({}, "1946-11-23"), points({}, "1946-11-22"), points({}, "1936-11-22"), points({}, null)]).toEqual([
      0, 1, 2, 0,
    ]);
    expect([special({}, "1946-11-23"), special({}, "1946-11-22")]).toEqual([false, true]);
    expect(points({}, "1946")).toBe(1);
  });

  test("[vulnerability] a discharge counts 30 days, a bereavement 90, both together once", () => {
    const pointsAfter = (part: Partial<ElderProfile>, days: number) => points(part, "1960-01-01", addDays(on, days));
    expect([pointsAfter({ dischargedOn: on }, 30), pointsAfter({ dischargedOn: on }, 31)]).toEqual([1, 0]);
    expect([pointsAfter({ bereavedOn: on }, 90), pointsAfter({ bereavedOn: on }, 91)]).toEqual([1, 0]);
    expect([
      pointsAfter({ dischargedOn: on, bereavedOn: on }, 10),
      pointsAfter({ dischargedOn: on, bereavedOn: on }, 60),
    ]).toEqual([1, 1]);
    expect(
      deriveFacts({ ...quiet, dischargedOn: "2026-10-01", bereavedOn: "2026-11-01" }).vulnerability.changedOn,
    ).toBe("2026-11-01");
    expect(special({ dischargedOn: on })).toBe(false);
  });

  test("[vulnerability] tiers", () => {
    expect([0, 1, 2, 3, 4, 5, 11].map(tierOf)).toEqual([0, 0, 1, 2, 2, 3, 3]);
  });

  test("[privacy] what the phone gets tells neither hardship nor special family nor diagnosis in words, nor points one by one", () => {
    const secret = {
      hardship: "低保",
      specialFamily: true,
      dementia: "yes",
      diagnoses: ["mental", "cancer"],
      living: "alone",
    } as const;
    const derived = deriveFacts({ ...quiet, ...secret, diagnoses: [...secret.diagnoses] });
    expect(derived.vulnerability.others).toEqual([{ points: 6 }]);
    expect(derived.tags).toEqual(["独居"]);
    expect(Object.keys(derived.facts).sort()).toEqual(["alone", "dementia", "dementia_diagnosed"]);
  });

  test("[facts] gas, cylinder, solid fuel, heater, diagnoses as the items need them", () => {
    const facts = (part: Partial<ElderProfile>) => Object.keys(deriveFacts({ ...quiet, ...part }).facts).sort();
    expect(facts({})).toEqual([]);
    expect(facts({ gasType: "natural" })).toEqual(["gas_used"]);
    expect(facts({ gasType: "both" })).toEqual(["gas_used", "lpg"]);
    expect(facts({ heating: "coal" })).toEqual(["solid_fuel"]);
    expect(facts({ solidFuelCooking: true })).toEqual(["solid_fuel"]);
    expect(facts({ waterHeater: "solar" })).toEqual(["water_heater"]);
    expect(facts({ diagnoses: ["hypertension", "diabetes"] })).toEqual(["diabetes", "hypertension"]);
    expect(facts({ dementia: "suspected" })).toEqual(["dementia"]);
  });
});

describe("days", () => {
  test("[calendar] a Shanghai day begins at 16:00 UTC", () => {
    expect([dayOf("2026-11-21T15:59:59.999Z"), dayOf("2026-11-21T16:00:00.000Z")]).toEqual([
      "2026-11-21",
      "2026-11-22",
    ]);
    expect(endOfDay("2026-11-22")).toBe("2026-11-22T15:59:59.999Z");
    expect([
      lastDayOfMonth("2028-02"),
      lastDayOfMonth("2027-02"),
      addMonths("2026-11", 14),
      addMonths("2026-01", -1),
    ]).toEqual(["2028-02-29", "2027-02-28", "2028-01", "2025-12"]);
    expect(["2026-02-29", "2028-02-29", "2026-13-01", "2026-1-1", "x"].map(isDay)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
    expect([ageOn("1940-02-29", "2027-02-28"), ageOn("1940-02-29", "2027-03-01"), ageOn("1940", on)]).toEqual([
      86, 87, 86,
    ]);
  });

  test("[calendar] a season may run over New Year, both ends in it", () => {
    const heating = { from: "11-15", to: "03-15" };
    const days = ["2026-11-14", "2026-11-15", "2027-01-01", "2027-03-15", "2027-03-16"];
    expect(days.map((day) => inSeason(heating, day))).toEqual([false, true, true, true, false]);
    expect(inSeason({ from: "06-01", to: "08-31" }, "2026-07-01")).toBe(true);
  });

  test("[calendar] adding and counting days agree", () => {
    fc.assert(
      fc.property(fc.nat({ max: 40_000 }), fc.integer({ min: -4000, max: 4000 }), (start, days) => {
        const from = addDays("1990-01-01", start);
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  test("[calendar] working days know days off and working weekends of 2026", () => {
    expect(
      ["2026-10-01", "2026-10-10", "2026-10-11", "2026-02-14", "2026-11-20", "2026-11-21"].map(isWorkingDay),
    ).toEqual([false, true, false, true, true, false]);
    expect(addWorkingDays("2026-09-30", 3)).toBe("2026-10-10");
  });

  test("[due] late only after the grace, and a stricter local rhythm for aged living alone", () => {
    expect([
      daysLate("2026-11-10", 2, "2026-11-12"),
      daysLate("2026-11-10", 2, "2026-11-13"),
      daysLate("2026-11-10", 0, "2026-11-01"),
    ]).toEqual([0, 1, 0]);
    expect(Object.values(INTERVALS).map(({ days, graceDays }) => [days, graceDays])).toEqual([
      [90, 10],
      [30, 5],
      [14, 2],
      [7, 1],
      [3, 0],
    ]);
    const rhythm = { lastOn: on, level: 3 as const, special: true, criticalToday: false, local: { aloneAged80: 7 } };
    expect(nextDueOn({ ...rhythm, aged: true, alone: true })).toBe("2026-11-29");
    expect(nextDueOn({ ...rhythm, aged: true, alone: false })).toBe("2026-12-06");
    expect(nextDueOn({ ...rhythm, level: 5, aged: true, alone: true })).toBe("2026-11-25");
  });
});

describe("check-in", () => {
  test("[check-in] at its limits", () => {
    const judged = (distance: number | null, accuracy: number | null) =>
      judgeCheckIn({ distanceM: distance, accuracyM: accuracy });
    expect([judged(70, 20), judged(71, 20)]).toEqual(["ok", "weak"]);
    expect([judged(200, 150), judged(200, 151)]).toEqual(["ok", "weak"]);
    expect([judged(220, 20), judged(221, 20)]).toEqual(["weak", "outside"]);
    expect([judged(350, 500), judged(351, 500), judged(0, 501)]).toEqual(["weak", "outside", "manual"]);
    expect([judged(null, 20), judged(20, null)]).toEqual(["manual", "manual"]);
  });

  test("[check-in] distance in whole metres, the same both ways", () => {
    const gate = { lat: 39.9123, lng: 116.3661 };
    expect(distanceM(gate, gate)).toBe(0);
    expect(distanceM(gate, { lat: 39.9133, lng: 116.3661 })).toBe(111);
    const shifted = { lat: 39.913678, lng: 116.372314 };
    expect(Math.abs(distanceM(gate, shifted) - 552)).toBeLessThanOrEqual(2);
    expect(distanceM(shifted, gate)).toBe(distanceM(gate, shifted));
  });
});

describe("ID numbers", () => {
  const read = (text: string, demo = false) => readIdNumber(text, { demo });

  test("[id] birth date and sex come from the number; full width, spaces and a small x are read", () => {
    expect(read("11010519491231002x")).toEqual({ number: "11010519491231002X", birthOn: "1949-12-31", sex: 2 });
    expect(read(" １１０１０５ 19491231 002Ｘ ")).toMatchObject({ number: "11010519491231002X" });
    expect(read("34052419800101001X")).toMatchObject({ sex: 1 });
  });

  test.each([
    ["110105491231002", "id-number.old"],
    ["1101051949123100", "id-number.length"],
    ["", "id-number.length"],
    ["1101051949123100XX", "id-number.characters"],
    ["110105194102290004", "id-number.birth-date"],
    ["110105194912310021", "id-number.checksum"],
    ["990000194002290003", "id-number.demo-only"],
    ["98000019400229001X", "id-number.demo-only"],
  ])("[id] %s: %s", (text, refused) => {
    expect(read(text)).toMatchObject({ refused });
  });

  test("[id] any single wrong digit is noticed", () => {
    const good = "990000193808080035";
    for (let at = 0; at < 17; at += 1) {
      for (const digit of "0123456789") {
        if (digit === good[at]) continue;
        expect(read(good.slice(0, at) + digit + good.slice(at + 1), true)).toHaveProperty("refused");
      }
    }
  });
});

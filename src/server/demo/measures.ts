/** Numbers and months an invented patroller reads off in an invented home. They move around a value of that home. */
import type { AnswerValue, ItemCode } from "../../domain/answer.ts";
import { addMonths, monthOf } from "../../domain/calendar.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import type { Day } from "../../domain/time.ts";
import { type Random, randomOf } from "./random.ts";

/** Indoor °C by month, January first. */
const INDOORS = [22, 22, 20.5, 19.5, 23, 26, 27.8, 27, 24.5, 21.5, 20.5, 22];
const CARE_TASKS = ["bathing", "dressing", "toileting", "moving", "washing", "eating"];
const WORD_SETS = 4;

const tenth = (value: number) => Math.round(value * 10) / 10;

export type MeasureInput = {
  item: ItemCode;
  /** The option index the home's condition says. */
  index: number;
  profile: ElderProfile;
  /** Names the home, for what stays the same there. */
  home: string;
  on: Day;
  today: Day;
  /** How many visits before this one. */
  visit: number;
};

/** Undefined where the item has no number, or the patroller left it out. */
export function measure(random: Random, input: MeasureInput): AnswerValue | undefined {
  const { item, profile, on, today } = input;
  const own = randomOf(`${input.home} ${item}`);
  const around = (middle: number, spread: number) => middle + (own.next() - 0.5) * spread * 2;
  const now = (spread: number) => (random.next() - 0.5) * spread * 2;
  switch (item) {
    case "H02": {
      const sys = Math.round(around(profile.diagnoses.includes("hypertension") ? 138 : 126, 9) + now(9));
      return { sys, dia: Math.round(sys * 0.55 + around(6, 4) + now(4)) };
    }
    case "H03":
      return {
        pulse: Math.round(around(72, 9) + now(5)),
        celsius: tenth(36.5 + now(0.3)),
        spo2: Math.min(99, Math.round(around(profile.diagnoses.includes("COPD") ? 94.5 : 97.5, 1) + now(0.8))),
      };
    case "H04":
      return { mmol: tenth(around(7.2, 1.6) + now(1)), fasting: own.chance(0.5) };
    case "H07": {
      const count = profile.abilityLevel >= 2 ? input.index % 3 : Math.min(input.index, 1);
      return { ticks: CARE_TASKS.slice(0, count) };
    }
    case "H09":
      return own.chance(0.4) ? { kg: tenth(around(61, 12) + now(0.8)) } : undefined;
    case "L11":
      return { celsius: tenth((INDOORS[Number(on.slice(5, 7)) - 1] ?? 21) + around(0, 1) + now(1.2)) };
    case "M02":
      return {
        scale: "PHQ-2",
        score: random.weighted([
          [0, 62],
          [1, 24],
          [2, 10],
          [3, 3],
          [4, 1],
        ]),
      };
    case "M04": {
      const errors =
        profile.dementia === "no"
          ? random.weighted([
              [0, 60],
              [1, 30],
              [2, 10],
            ])
          : random.between(2, 5);
      return { errors, wordSet: input.visit % WORD_SETS };
    }
    case "U02":
      return input.index === 0 ? { expires: addMonths(monthOf(today), own.between(8, 60)) } : undefined;
    case "U03":
    case "U04":
      return input.index === 0 ? { bought: addMonths(monthOf(today), -own.between(10, 60)) } : undefined;
    case "U05":
      return input.index === 0 ? { expires: addMonths(monthOf(today), own.between(6, 48)) } : undefined;
    case "U07":
      return input.index === 0 ? { nextTest: addMonths(monthOf(today), own.between(5, 40)) } : undefined;
    default:
      return undefined;
  }
}

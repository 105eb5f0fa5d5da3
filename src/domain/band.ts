/** From a measured value to an option (§2.8), and what may be typed at all. Decimals are compared as whole tenths. */
import type { AnswerValue, OptionCode } from "./answer.ts";
import { addMonths, daysBetween, lastDayOfMonth } from "./calendar.ts";
import { type BandTerm, type ChecklistItem, optionIndex } from "./checklist.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Day } from "./time.ts";

/** Option the value stands for, or null when there is too little to say. Unknown age is banded as under 80. */
export function bandOf(item: ChecklistItem, value: AnswerValue, about: { age: number | null }): OptionCode | null {
  const measure = item.measure;
  if (!measure || measure.bands.length === 0 || !hasNeeded(item, value)) return null;
  const row = measure.bands.find((band) => !band.any || band.any.some((term) => termHolds(term, value, about)));
  return row?.k ?? null;
}

/** Of what was seen and what was measured, what counts: the number, or with H06 the worse of the two. */
export function countingOption(
  item: ChecklistItem,
  tapped: OptionCode | null,
  value: AnswerValue | undefined,
  about: { age: number | null },
): OptionCode | null {
  const banded = value ? bandOf(item, value, about) : null;
  if (banded === null) return tapped;
  if (tapped === null || item.measure?.beside !== "worse") return banded;
  return optionIndex(item, tapped) > optionIndex(item, banded) ? tapped : banded;
}

/** What the dates alone say (a hose past its month is D): an offer to the patroller, never applied by itself. */
export function datesSuggest(item: ChecklistItem, value: AnswerValue, on: Day): OptionCode | null {
  for (const [field, months, daysLeft, option] of item.dates ?? []) {
    const month = value[field];
    if (month && daysBetween(on, lastDayOfMonth(addMonths(month, months))) <= daysLeft) return option;
  }
  return null;
}

/** Ranges, decimals and months a person may enter (§2 types). */
export function checkValue(item: ChecklistItem, value: AnswerValue): Refusal | null {
  for (const [field, [min, max, step]] of Object.entries(item.measure?.fields ?? {}) as [
    string,
    [number, number, number],
  ][]) {
    const number = value[field as keyof AnswerValue];
    if (number === undefined) continue;
    const top = field === "score" && value.scale === "GDS-5" ? 5 : max;
    if (typeof number !== "number" || !(number >= min && number <= top)) {
      return refuse("answer.out-of-range", { field: FIELD_WORDS[field] ?? field, min, max: top });
    }
    if (Math.abs(number / step - Math.round(number / step)) > 1e-6) {
      return refuse("answer.step", { field: FIELD_WORDS[field] ?? field, decimals: step === 1 ? 0 : 1 });
    }
  }
  if (value.sys !== undefined && value.dia !== undefined && value.sys <= value.dia)
    return refuse("answer.pressure-order");
  for (const field of item.months ?? []) {
    const month = value[field];
    if (month !== undefined && !isMonth(month)) return refuse("answer.month");
  }
  return null;
}

const FIELD_WORDS: Record<string, string> = {
  sys: "高压",
  dia: "低压",
  pulse: "脉搏",
  celsius: "温度",
  spo2: "血氧",
  mmol: "血糖",
  tugSeconds: "秒数",
  kg: "体重",
  score: "得分",
  errors: "错误数",
};

/** `YYYY-MM`, 1990 to 2099 (§4.2). */
function isMonth(text: string): boolean {
  return /^(199\d|20\d\d)-(0[1-9]|1[0-2])$/.test(text);
}

function hasNeeded(item: ChecklistItem, value: AnswerValue): boolean {
  const measure = item.measure;
  if (!measure) return false;
  if (measure.needs.length > 0) return measure.needs.every((field) => value[field] !== undefined);
  return Object.keys(measure.fields).some((field) => value[field as keyof AnswerValue] !== undefined);
}

function termHolds([field, op, limit, guard]: BandTerm, value: AnswerValue, about: { age: number | null }): boolean {
  if (guard?.ageUnder !== undefined && about.age !== null && about.age >= guard.ageUnder) return false;
  if (guard?.fasting !== undefined && value.fasting !== guard.fasting) return false;
  if (guard?.scale !== undefined && value.scale !== guard.scale) return false;
  const tenths = tenthsOf(value[field]);
  if (tenths === null) return false;
  if (op === "<") return tenths < limit;
  if (op === "<=") return tenths <= limit;
  return op === ">" ? tenths > limit : tenths >= limit;
}

function tenthsOf(value: AnswerValue[keyof AnswerValue]): number | null {
  if (typeof value === "number") return Math.round(value * 10);
  return Array.isArray(value) ? new Set(value).size * 10 : null;
}

/** The rule set as data: items, bands, cross-item rules, action cards. Versioned: a visit names the one it was made under. */
import type { AnswerValue, FactId, ItemCode, OptionCode } from "./answer.ts";
import data from "./rulesets/2026.1.json";
import type { AnswerClass, CareLevel, Cycle, Dimension, Place, Severity } from "./scales.ts";

export type Words = { zh: string; en: string };

/** A fact, or facts joined by `and` / `or`. */
export type Condition = FactId | ["and" | "or", ...Condition[]];

/** This item's option is `min` or a later letter. */
export type AnswerAtLeast = { item: ItemCode; min: OptionCode };

export type ItemKind =
  | "single"
  | "pressure"
  | "vitals"
  | "glucose"
  | "mobility"
  | "multi"
  | "weight"
  | "temperature"
  | "screen"
  | "memory"
  | "months";

export type ChecklistOption = { k: OptionCode; zh: string; en: string; sev: Severity; cls: AnswerClass; short: Words };

/** A guard narrows a comparison: only under this age, only fasting, only with this scale. */
export type BandGuard = { ageUnder?: number; fasting?: boolean; scale?: AnswerValue["scale"] };
/** Field, operator, limit in tenths (§2.8 compares ×10). */
export type BandTerm = [field: keyof AnswerValue, op: "<" | "<=" | ">" | ">=", tenths: number, guard?: BandGuard];

export type Measure = {
  /** Least, greatest and step a person may type, natural units. */
  fields: { [field in keyof AnswerValue]?: [min: number, max: number, step: number] };
  /** Fields that must be there before anything can be banded. */
  needs: (keyof AnswerValue)[];
  /** Worst first; the first row with any term true wins, a row without terms always does. */
  bands: { k: OptionCode; any?: BandTerm[] }[];
  /** The number stands beside an observation and the worse of the two counts (H06). */
  beside?: "worse";
};

/** Opens a card: `confirm` asks the patroller, `answer` looks at an answer, `not` when that card was declined. */
export type ItemAction = {
  when: OptionCode[];
  card: string;
  onlyIf?: Partial<Words> & {
    answer?: { item: ItemCode; min?: OptionCode; valueMax?: number; valueMin?: number };
    confirm?: boolean;
    not?: string;
    rule?: string;
  };
};

/** `0` none · `2` from medium on · `Q` first, each quarter, changed, from medium on · `X` never (§2.1). */
export type PhotoRule = "0" | "2" | "Q" | "X";

export type ChecklistItem = {
  id: ItemCode;
  dim: Dimension;
  zh: string;
  en: string;
  kind: ItemKind;
  cycle: Cycle;
  redline: boolean;
  place: Place;
  /** Walking order within the place. */
  order: number;
  ask: Words;
  photo: PhotoRule;
  /** 这里其余无异常 never sets it, though it is a single choice. */
  noShortcut: boolean;
  appliesWhen: Condition;
  /** Another rhythm when `appliesWhen` does not hold but this does (H02). */
  otherwise?: { cycle: Cycle; appliesWhen: Condition };
  /** Also applies when one of these answers was given (M05). */
  appliesOrAnswer?: AnswerAtLeast[];
  /** Only asked when this answer was given, or at the first visit of the period (M02). */
  asked?: { answer: AnswerAtLeast; firstOf: "quarter" };
  /** Observed at every visit, said aloud only then (M03). */
  spoken?: { answers: AnswerAtLeast[]; firstOf: "month"; changedWithinDays: number };
  /** Carry-forward of its own, days. */
  carryDays?: number;
  numberOptional?: boolean;
  direction?: { when: OptionCode[]; options: ({ k: "cold" | "hot" } & Words)[] };
  measure?: Measure;
  months?: ("fitted" | "expires" | "bought" | "nextTest" | "scrap")[];
  /** What a date alone says: field, months it lasts, days left at most (−1: past), option. First that holds. */
  dates?: [
    field: "fitted" | "expires" | "bought" | "nextTest" | "scrap",
    months: number,
    daysLeft: number,
    k: OptionCode,
  ][];
  ticks?: ({ k: string } & Words)[];
  options: ChecklistOption[];
  actions: ItemAction[];
};

/** A number to dial, a number of the area (`phones` in its settings), or somebody without a fixed number. */
export type CardCall = Words & { number?: string; area?: "gas" | "heating" | "dutyDesk" };

export type ActionCard = {
  code: string;
  zh: string;
  en: string;
  stepsZh: string[];
  stepsEn: string[];
  calls: CardCall[];
};

export type CrossTerm =
  | { any: CrossTerm[] }
  | { fact: FactId }
  | { item: ItemCode; min?: Severity; in?: OptionCode[]; today?: boolean };

/** X1–X6 (§2.9). Fires when every term holds and its first target was answered. */
export type CrossRule = {
  id: string;
  when: CrossTerm[];
  raise: { item: ItemCode; to: Severity; min?: Severity }[];
};

export type RuleSet = {
  ruleset: string;
  /** Version of the code that reads this data. */
  engine: number;
  severityDeduction: Record<Severity, number>;
  fixedDeduction: number;
  /** Least overall score of level 1, 2, 3, 4. */
  scoreBands: [number, number, number, number];
  /** Answered × of ≥ due × least, per dimension. */
  coverage: { of: number; least: number };
  dimensions: Record<Dimension, Words & { weight: number }>;
  intervals: Record<CareLevel, { days: number; graceDays: number }>;
  carryDays: { M: number; Q: number };
  quarterAfterDays: number;
  thirdsUpToDays: number;
  firstPartDays: number;
  places: Record<Place, Words & { order: number }>;
  facts: ({ id: FactId; from: "always" | "kit" | "profile" | "observed" | "season" } & Words)[];
  cross: CrossRule[];
  /** Answers that are offered as one hazard when found together. */
  joins: [item: ItemCode, option: OptionCode][][];
  items: ChecklistItem[];
  cards: ActionCard[];
};

export const CURRENT_RULESET = "2026.1";

const current = data as unknown as RuleSet;
const all: Record<string, RuleSet> = { [CURRENT_RULESET]: current };
const indexes = new Map<string, Map<ItemCode, ChecklistItem>>();

/** The rule set of that name, or null when this version of the app does not have it. */
export function checklistOf(ruleset: string): RuleSet | null {
  // Object.hasOwn is younger than the oldest engines the app runs on.
  return Object.keys(all).includes(ruleset) ? (all[ruleset] as RuleSet) : null;
}

export function itemOf(ruleset: string | RuleSet, code: ItemCode): ChecklistItem | null {
  const set = typeof ruleset === "string" ? checklistOf(ruleset) : ruleset;
  if (!set) return null;
  let index = indexes.get(set.ruleset);
  if (!index) {
    index = new Map(set.items.map((item) => [item.id, item]));
    indexes.set(set.ruleset, index);
  }
  return index.get(code) ?? null;
}

export function optionOf(item: ChecklistItem, k: OptionCode): ChecklistOption | null {
  return item.options.find((option) => option.k === k) ?? null;
}

/** Position of an option in its item, mildest 0; −1 when the item has no such option. */
export function optionIndex(item: ChecklistItem, k: OptionCode): number {
  return item.options.findIndex((option) => option.k === k);
}

export function cardOf(code: string): ActionCard | null {
  return current.cards.find((card) => card.code === code) ?? null;
}

/** As one walks: place, then order within the place, then code. */
export function inWalkingOrder(set: RuleSet, codes: Iterable<ItemCode>): ItemCode[] {
  const wanted = new Set(codes);
  return walk(set).filter((code) => wanted.has(code));
}

const walks = new Map<string, ItemCode[]>();

function walk(set: RuleSet): ItemCode[] {
  let order = walks.get(set.ruleset);
  if (!order) {
    order = [...set.items]
      .sort(
        (a, b) => set.places[a.place].order - set.places[b.place].order || a.order - b.order || (a.id < b.id ? -1 : 1),
      )
      .map((item) => item.id);
    walks.set(set.ruleset, order);
  }
  return order;
}

/** An item whose answers can open a hazard ticket (class HZ); others refer, note a need or inform. */
export function isHazardItem(item: ChecklistItem): boolean {
  return item.options.some((option) => option.cls === "HZ");
}

export const placeWords: Record<Place, Words> = current.places;
export const dimensionWords: Record<Dimension, Words> = current.dimensions;

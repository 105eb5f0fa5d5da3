/** Which items this visit asks (§2.1), and which old answers still count in its place (carry-forward). */
import type { Answers, FactId, ItemCode, OptionCode } from "./answer.ts";
import { daysBetween, monthOf, quarterOf } from "./calendar.ts";
import {
  type AnswerAtLeast,
  type ChecklistItem,
  CURRENT_RULESET,
  checklistOf,
  inWalkingOrder,
  itemOf,
  optionIndex,
  type RuleSet,
} from "./checklist.ts";
import type { Community } from "./community.ts";
import type { Elder, ElderState, LastAnswer } from "./elder.ts";
import { conditionHolds, type FactInput, seenFact } from "./facts.ts";
import type { Cycle } from "./scales.ts";
import { intervalDays } from "./schedule.ts";
import type { Day } from "./time.ts";
import { isAged } from "./vulnerability.ts";

export type DueInput = {
  elder: Pick<Elder, "facts" | "birthOn" | "vulnerability" | "state">;
  community: Pick<Community, "settings">;
  on: Day;
  /** Kit carried today: bp_device, device_present, glucose_meter. */
  kit: readonly FactId[];
  observed: readonly FactId[];
  /** Answers so far in this visit: some items come or go with them. */
  answers?: Answers | undefined;
  /** 首访第一部分: E items only; means nothing after the first visit. */
  firstPart?: boolean | undefined;
  ruleset?: string | undefined;
};

/** Items due and applicable, in walking order. An item answered `na` stays listed; coverage leaves it out. */
export function dueItems(input: DueInput): ItemCode[] {
  const set = checklistOf(input.ruleset ?? CURRENT_RULESET);
  if (!set) return [];
  const rhythm = rhythmOf(set, input);
  const due = new Set<ItemCode>();
  const quarterly: ChecklistItem[] = [];
  for (const item of set.items) {
    const cycle = cycleAt(item, input);
    if (cycle === null) continue;
    if (cycle === "Q") quarterly.push(item);
    if (isDue(item, cycle, rhythm, set, input)) due.add(item.id);
  }
  if (rhythm.thirds) {
    for (const item of oldestThird(quarterly, input.elder.state)) due.add(item.id);
  }
  return inWalkingOrder(set, due);
}

/** Cycle of an item for this elder at this visit; null when it does not apply. */
export function cycleAt(item: ChecklistItem, input: DueInput): Cycle | null {
  const facts = factInput(input);
  if (conditionHolds(item.appliesWhen, facts, item.id)) return item.cycle;
  if (item.otherwise && conditionHolds(item.otherwise.appliesWhen, facts, item.id)) return item.otherwise.cycle;
  if (item.appliesOrAnswer?.some((rule) => isAtLeast(rule, input, "also-last"))) return item.cycle;
  return null;
}

/** Is the M03 question said aloud, or only observed? (§2.1) */
export function spokenM03(input: DueInput): boolean {
  const set = checklistOf(input.ruleset ?? CURRENT_RULESET);
  const spoken = set && itemOf(set, "M03")?.spoken;
  if (!spoken) return false;
  const changedOn = input.elder.vulnerability.changedOn;
  return (
    isFirstVisit(input.elder.state) ||
    !metBefore(input.elder.state, (on) => monthOf(on) === monthOf(input.on)) ||
    spoken.answers.some((rule) => isAtLeast(rule, input, "also-last")) ||
    input.observed.includes("!has_carer") ||
    (changedOn !== undefined && changedOn <= input.on && daysBetween(changedOn, input.on) <= spoken.changedWithinDays)
  );
}

/** Is the M02 screen asked at this visit? At the first visit of a quarter, and when the mood seen today is low (§2.1). */
export function askPhq2(input: DueInput): boolean {
  const set = checklistOf(input.ruleset ?? CURRENT_RULESET);
  const item = set && itemOf(set, "M02");
  if (!item?.asked || cycleAt(item, input) === null) return false;
  return (
    isFirstVisit(input.elder.state) ||
    !metBefore(input.elder.state, (on) => quarterOf(on) === quarterOf(input.on)) ||
    isAtLeast(item.asked.answer, input, "today")
  );
}

/** Answers of earlier visits that still count: M up to 45 days, Q up to 100, only where the item applies and was not answered today. */
export function carriedAnswers(set: RuleSet, input: DueInput): [ItemCode, LastAnswer][] {
  return set.items.flatMap((item): [ItemCode, LastAnswer][] => {
    const today = input.answers?.[item.id];
    const last = input.elder.state.answers[item.id];
    if (!last || today?.state === "answered" || today?.state === "na") return [];
    const cycle = cycleAt(item, input);
    if (cycle === null || cycle === "E") return [];
    return daysBetween(last.on, input.on) <= carryDays(set, item, cycle) ? [[item.id, last]] : [];
  });
}

/** No answer of this elder counts yet. */
export function isFirstVisit(state: ElderState): boolean {
  return Object.keys(state.answers).length === 0;
}

type Rhythm = { first: boolean; firstOfMonth: boolean; thirds: boolean; stillFirstPart: boolean };

function rhythmOf(set: RuleSet, { elder, community, on }: DueInput): Rhythm {
  const { state } = elder;
  const first = isFirstVisit(state);
  const interval = intervalDays({
    level: state.level ?? 2,
    aged: isAged(elder.birthOn, on),
    alone: elder.facts["alone"] === true,
    local: community.settings.local,
  });
  return {
    first,
    firstOfMonth: !metBefore(state, (visitOn) => monthOf(visitOn) === monthOf(on)),
    thirds: !first && interval <= set.thirdsUpToDays,
    stillFirstPart: state.firstPartUntilOn !== undefined && on <= state.firstPartUntilOn,
  };
}

function isDue(item: ChecklistItem, cycle: Cycle, rhythm: Rhythm, set: RuleSet, input: DueInput): boolean {
  if (cycle === "E") return true;
  if (input.observed.includes(seenFact(item.id))) return true;
  if (input.firstPart && rhythm.first) return false;
  const last = input.elder.state.answers[item.id];
  if (rhythm.first || (rhythm.stillFirstPart && !last)) return true;
  if (item.asked) return askPhq2(input);
  const age = last ? daysBetween(last.on, input.on) : null;
  if (age !== null && age > carryDays(set, item, cycle)) return true;
  if (cycle === "M") return rhythm.firstOfMonth || age === null;
  return !rhythm.thirds && (age === null || age > set.quarterAfterDays);
}

/** One third of the applicable Q items, rounded up: never answered first, then oldest answer, ties by code. */
function oldestThird(items: ChecklistItem[], state: ElderState): ChecklistItem[] {
  const age = (item: ChecklistItem) => state.answers[item.id]?.on ?? "";
  return [...items]
    .sort((a, b) => (age(a) === age(b) ? (a.id < b.id ? -1 : 1) : age(a) < age(b) ? -1 : 1))
    .slice(0, Math.ceil(items.length / 3));
}

/** Was the elder met and the checklist gone through on such a day? A visit broken off does not use up a month. */
function metBefore(state: ElderState, matches: (on: Day) => boolean): boolean {
  return state.visits.some(
    (visit) =>
      visit.level !== null &&
      (visit.outcome === undefined || visit.outcome === "completed" || visit.outcome === "partial") &&
      matches(visit.on),
  );
}

function carryDays(set: RuleSet, item: ChecklistItem, cycle: "M" | "Q"): number {
  return item.carryDays ?? set.carryDays[cycle];
}

function isAtLeast(rule: AnswerAtLeast, input: DueInput, where: "today" | "also-last"): boolean {
  const item = itemOf(input.ruleset ?? CURRENT_RULESET, rule.item);
  const option = optionNow(rule.item, input, where);
  return item !== null && option !== null && optionIndex(item, option) >= optionIndex(item, rule.min);
}

function optionNow(code: ItemCode, { answers, elder, on }: DueInput, where: "today" | "also-last"): OptionCode | null {
  const today = answers?.[code];
  if (today) return today.state === "answered" ? today.option : null;
  const last = elder.state.answers[code];
  return where === "also-last" && last && daysBetween(last.on, on) <= 100 ? last.option : null;
}

function factInput({ elder, community, on, kit, observed }: DueInput): FactInput {
  return { elder, settings: community.settings, on, kit, observed };
}

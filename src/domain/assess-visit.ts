/** What the rules make of one visit, with everything the elder brings along: facts, open tickets, older answers. */
import type { Answers, ItemCode, OptionCode } from "./answer.ts";
import { countingOption } from "./band.ts";
import { ageOn } from "./calendar.ts";
import { checklistOf, isHazardItem, itemOf, optionOf, type RuleSet } from "./checklist.ts";
import type { Community } from "./community.ts";
import { carriedAnswers, cycleAt, type DueInput, isFirstVisit } from "./due.ts";
import type { Elder } from "./elder.ts";
import { factHolds } from "./facts.ts";
import { type AssessInput, type Assessment, assess, type GradedAnswer } from "./grade.ts";
import { itemsOfTicket, needsTicket } from "./hazards.ts";
import { wasMet } from "./outcome.ts";
import { type Dimension, dimensions, type Severity } from "./scales.ts";
import { publish, type Standing } from "./stability.ts";
import type { Day } from "./time.ts";
import type { Reason, VisitDraft, VisitRecord, VisitResult } from "./visit.ts";
import { isSpecial, vulnerabilityPoints } from "./vulnerability.ts";

/** Highest glucose that is a low one for X3, mmol/L ×10. */
const HYPO_TENTHS = 39;

/**
 * `elder.state` is the state *before* this visit. Phone and server run this alike; the server's facts win.
 * A draft without an outcome yet is assessed as if it were completed.
 */
export function assessVisit(
  elder: Elder,
  community: Pick<Community, "settings">,
  visit: VisitRecord | VisitDraft,
): VisitResult {
  const assessment = figuresOf(elder, community, visit);
  if (!assessment) return notAssessed(elder.state);
  const options = todaysOptions(visit, elder.birthOn);
  const severities = Object.entries(assessment.severities).filter(([code]) => code in options);
  const result: VisitResult = {
    dims: assessment.dims,
    overall: assessment.overall,
    computedLevel: assessment.computed,
    level: null,
    previousLevel: null,
    provisional: assessment.provisional,
    worst: assessment.worst,
    reasons: assessment.reasons,
    combo: assessment.combo,
    severities: Object.fromEntries(severities),
  };
  return published(result, elder.state, false).result;
}

/** Puts a result into the line of published levels: after this standing, approved or still waiting. */
export function published(
  result: VisitResult,
  before: Standing,
  approved: boolean,
): { result: VisitResult; standing: Standing } {
  const computed = result.computedLevel;
  if (computed === null) {
    return {
      result: { ...result, level: before.level, previousLevel: before.level },
      standing: { level: before.level, streak: before.streak },
    };
  }
  const standing = publish(before, { computed, provisional: result.provisional, approved });
  const level = standing.level ?? computed;
  const kept = result.provisional && before.level !== null && before.level > computed ? before.level : null;
  const reasons: Reason[] = result.reasons
    .filter((reason) => reason.kind !== "held-up")
    .map((reason) => (reason.kind === "provisional" ? { ...reason, level: kept } : reason));
  if (level > computed && !result.provisional) reasons.push({ kind: "held-up", level, computed });
  return { result: { ...result, level, previousLevel: before.level, reasons }, standing };
}

/** Option that counts for every item answered today: a number bands itself, whatever the phone wrote. */
export function todaysOptions(
  visit: { ruleset: string; answers: Answers; on: Day },
  birthOn: string | null,
): Record<ItemCode, OptionCode> {
  const age = ageOn(birthOn, visit.on);
  const options: Record<ItemCode, OptionCode> = {};
  for (const [code, answer] of Object.entries(visit.answers)) {
    const item = itemOf(visit.ruleset, code);
    if (!item || answer.state !== "answered") continue;
    const option = countingOption(item, answer.option, answer.value, { age });
    if (option !== null && optionOf(item, option)) options[code] = option;
  }
  return options;
}

/** The whole assessment, or null when this visit is not assessed: nobody was met and nothing found that needs a ticket. */
export function figuresOf(
  elder: Elder,
  community: Pick<Community, "settings">,
  visit: VisitRecord | VisitDraft,
): Assessment | null {
  const set = checklistOf(visit.ruleset);
  if (!set) return null;
  const input = inputOf(set, elder, community, visit);
  if (visit.outcome === null || wasMet(visit.outcome)) return assess(input);
  const assessment = assess({ ...input, unmet: true });
  const opensTicket = input.answers.some(
    ({ item, option, carried }) => !carried && needsTicket(set, item, option, assessment.severities[item] ?? "none"),
  );
  return opensTicket ? assessment : null;
}

function inputOf(
  set: RuleSet,
  elder: Elder,
  community: Pick<Community, "settings">,
  visit: VisitRecord | VisitDraft,
): AssessInput {
  const { on, kit, observed, answers: todays } = visit;
  const about: DueInput = { elder, community, on, kit, observed, answers: todays, ruleset: set.ruleset };
  const facts = { elder, settings: community.settings, on, kit, observed };
  const answers: GradedAnswer[] = Object.entries(todaysOptions(visit, elder.birthOn)).map(([item, option]) => {
    const answer = todays[item];
    return { item, option, fixed: answer?.state === "answered" && answer.fixed !== undefined, carried: false };
  });
  const answered = new Set(answers.map((answer) => answer.item));
  for (const [item, last] of carriedAnswers(set, about)) {
    if (!answered.has(item)) answers.push({ item, option: last.option, fixed: last.fixed === true, carried: true });
  }
  return {
    ruleset: set,
    answers,
    due: coveredItems(set, about, visit),
    facts: {
      alone: factHolds("alone", facts),
      gas_used: factHolds("gas_used", facts),
      dementia_diagnosed: factHolds("dementia_diagnosed", facts),
      home_oxygen: factHolds("home_oxygen", facts),
      hypo: isHypo(todays),
    },
    open: elder.state.open
      .filter(
        (ticket) => itemsOfTicket(ticket).some((code) => isHazardCode(set, code)) || ticket.state === "fixed_on_site",
      )
      .map((ticket) => ({
        items: itemsOfTicket(ticket),
        severity: ticket.severity,
        fixedOnSite: ticket.state === "fixed_on_site",
      })),
    points: vulnerabilityPoints(elder.vulnerability, elder.birthOn, on),
    special: isSpecial(elder.vulnerability, elder.birthOn, on),
    previous: elder.state.level,
  };
}

/** What had to be asked: as the phone saw it, plus every E item that applies by the facts here. `na` leaves. */
function coveredItems(set: RuleSet, about: DueInput, visit: VisitRecord | VisitDraft): ItemCode[] {
  const asked = new Set(visit.due);
  const firstPart = visit.firstPart === true && isFirstVisit(about.elder.state);
  return set.items
    .filter((item) => {
      if (visit.answers[item.id]?.state === "na") return false;
      const everyVisit = cycleAt(item, about) === "E";
      return everyVisit || (!firstPart && asked.has(item.id));
    })
    .map((item) => item.id);
}

function isHazardCode(set: RuleSet, code: ItemCode): boolean {
  const item = itemOf(set, code);
  return item !== null && isHazardItem(item);
}

function isHypo(answers: Answers): boolean {
  const glucose = answers["H04"];
  if (glucose?.state !== "answered" || glucose.value?.mmol === undefined) return false;
  return Math.round(glucose.value.mmol * 10) <= HYPO_TENTHS;
}

function notAssessed(before: Standing): VisitResult {
  const worst = Object.fromEntries(dimensions.map((dim) => [dim, "none"])) as Record<Dimension, Severity>;
  return {
    dims: null,
    overall: null,
    computedLevel: null,
    level: before.level,
    previousLevel: before.level,
    provisional: false,
    worst,
    reasons: [],
    combo: [],
    severities: {},
  };
}

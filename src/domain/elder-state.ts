/**
 * What visits have built up for an elder: a pure fold over visits and closed tickets in the order they happened.
 * A stored result is folded as it is; only its published level follows what came before. So approving, returning or
 * voiding a visit is folding again from its `before`, and an old visit is never scored again.
 */

import { published, todaysOptions } from "./assess-visit.ts";
import { addDays, dayOf } from "./calendar.ts";
import { checklistOf } from "./checklist.ts";
import type { Community } from "./community.ts";
import { isFirstVisit } from "./due.ts";
import type { ClosedHazard, Elder, ElderState, LastAnswer, OpenHazard, VisitBrief } from "./elder.ts";
import { type Findings, itemsOfTicket, ticketsAfter } from "./hazards.ts";
import { isContact } from "./outcome.ts";
import { nextDueOn } from "./schedule.ts";
import type { Day, Instant } from "./time.ts";
import type { Visit, VisitRecord, VisitResult } from "./visit.ts";
import { isAged, isSpecial } from "./vulnerability.ts";

const BRIEFS_KEPT = 8;
const CLOSED_KEPT = 20;

export function emptyState(): ElderState {
  return {
    level: null,
    levelOn: null,
    streak: 0,
    provisional: false,
    overall: null,
    dims: null,
    answers: {},
    open: [],
    visits: [],
    contactOn: null,
    awaitingReview: false,
    nextDueOn: null,
  };
}

/** State after a visit, and the visit with `before` and published level set by that place in the line. Void changes nothing. */
export function foldVisit(
  elder: Elder,
  community: Pick<Community, "settings">,
  before: ElderState,
  visit: Visit,
): { state: ElderState; visit: Visit } {
  if (visit.state === "void") return { state: before, visit: { ...visit, before } };
  const { result, standing } = published(visit.result, before, visit.state === "approved");
  const folded: Visit = { ...visit, before, result };
  const open = ticketsOf(elder, before.open, visit.record, result);
  const level = standing.level;
  const levelOn = level === before.level ? before.levelOn : visit.record.on;
  if (visit.state === "returned") {
    // Its answers, contact and streak go back; hazards and a raised level stay, to be safe.
    const raised = level !== null && level > (before.level ?? 0);
    return { state: { ...before, open, ...(raised ? { level, levelOn } : {}) }, visit: folded };
  }
  const { record } = visit;
  const assessed = result.computedLevel !== null;
  const on = contactDay(visit);
  const latest = before.contactOn === null || on >= before.contactOn;
  const visits = briefsWith(before.visits, briefOf(folded));
  const state: ElderState = {
    ...before,
    level,
    levelOn,
    streak: standing.streak,
    ...(assessed ? { provisional: result.provisional, overall: result.overall, dims: result.dims } : {}),
    answers: answersAfter(elder, before.answers, record),
    open,
    visits,
    contactOn: isContact(record.outcome) && latest ? on : before.contactOn,
    awaitingReview: visits.some((brief) => brief.state === "submitted"),
  };
  const firstPart = firstPartUntil(before, record);
  if (firstPart) state.firstPartUntilOn = firstPart;
  state.nextDueOn = dueAfter(elder, community, before, state, folded);
  return { state, visit: folded };
}

/** Closes a ticket at a moment: by id, or whatever ticket then covers its items. Its answers hardly deduct from then on. */
export function foldClosing(before: ElderState, closing: ClosedHazard): ElderState {
  const gone = before.open.filter(
    (ticket) => ticket.id === closing.id || itemsOfTicket(ticket).some((code) => closing.items.includes(code)),
  );
  const answers = { ...before.answers };
  for (const code of closing.items) {
    const last = answers[code];
    if (last) answers[code] = { ...last, fixed: true };
  }
  return {
    ...before,
    answers,
    open: before.open.filter((ticket) => !gone.includes(ticket)),
    closed: [closing, ...(before.closed ?? [])].slice(0, CLOSED_KEPT),
  };
}

export type Line = {
  elder: Elder;
  community: Pick<Community, "settings">;
  /** State before the first of `visits`. */
  before: ElderState;
  /** Oldest first. */
  visits: Visit[];
};

/**
 * Folds visits, and the closings known to the elder that came after `before`, in the order they happened.
 * Tickets of visits outside the line are kept as they are.
 */
export function foldLine({ elder, community, before, visits }: Line): { state: ElderState; visits: Visit[] } {
  const known = new Set((before.closed ?? []).map((closing) => closing.id));
  const closings = (elder.state.closed ?? []).filter((closing) => !known.has(closing.id)).reverse();
  const inLine = new Set(visits.map((visit) => visit.id));
  const seen = new Set(before.open.map((ticket) => ticket.id));
  let state: ElderState = {
    ...before,
    open: [...before.open, ...elder.state.open.filter((ticket) => !inLine.has(ticket.visitId) && !seen.has(ticket.id))],
  };
  const folded: Visit[] = [];
  const closeUpTo = (at: Instant | null) => {
    while (closings[0] && (at === null || closings[0].at < at))
      state = foldClosing(state, closings.shift() as ClosedHazard);
  };
  for (const visit of visits) {
    closeUpTo(visit.occurredAt);
    const step = foldVisit(elder, community, state, visit);
    state = step.state;
    folded.push(step.visit);
  }
  closeUpTo(null);
  return { state, visits: folded };
}

function ticketsOf(elder: Elder, open: OpenHazard[], record: VisitRecord, result: VisitResult): OpenHazard[] {
  const set = checklistOf(record.ruleset);
  if (!set) return open;
  const found: Findings = {
    severities: result.severities,
    options: todaysOptions(record, elder.birthOn),
    raises: result.reasons.flatMap((reason) =>
      reason.kind === "cross" ? [{ item: reason.item, severity: reason.severity }] : [],
    ),
  };
  return ticketsAfter(open, set, record, found);
}

function answersAfter(elder: Elder, before: ElderState["answers"], record: VisitRecord): ElderState["answers"] {
  const answers = { ...before };
  const options = todaysOptions(record, elder.birthOn);
  for (const [code, answer] of Object.entries(record.answers)) {
    const known = answers[code];
    if (known && known.on > record.on) continue;
    if (answer.state === "na") delete answers[code];
    const option = options[code];
    if (answer.state !== "answered" || option === undefined) continue;
    const last: LastAnswer = { option, on: record.on, visitId: record.visitId };
    if (answer.value) last.value = answer.value;
    if (answer.direction) last.direction = answer.direction;
    if (answer.fixed) last.fixed = true;
    answers[code] = last;
  }
  return answers;
}

function briefOf(visit: Visit): VisitBrief {
  return {
    visitId: visit.id,
    on: visit.record.on,
    outcome: visit.record.outcome,
    state: visit.state,
    level: visit.result.computedLevel === null ? null : visit.result.level,
    overall: visit.result.overall,
    dims: visit.result.dims,
  };
}

function briefsWith(briefs: VisitBrief[], brief: VisitBrief): VisitBrief[] {
  const others = briefs.filter((other) => other.visitId !== brief.visitId);
  const at = others.findIndex((other) => other.on <= brief.on);
  return [...others.slice(0, at < 0 ? others.length : at), brief, ...(at < 0 ? [] : others.slice(at))].slice(
    0,
    BRIEFS_KEPT,
  );
}

/** M and Q stay due for 30 days after a first part; a first visit broken off by an emergency is one. */
function firstPartUntil(before: ElderState, record: VisitRecord): string | null {
  const set = checklistOf(record.ruleset);
  const partly = record.firstPart === true || record.outcome === "emergency_stop";
  return set && partly && isFirstVisit(before) ? addDays(record.on, set.firstPartDays) : null;
}

/** The day a visit counts from: a clock that runs ahead must not put off the next visit, so never after it was heard of. */
function contactDay({ record, receivedAt }: Visit): Day {
  const heardOn = receivedAt === null ? record.on : dayOf(receivedAt);
  return record.on < heardOn ? record.on : heardOn;
}

function dueAfter(
  elder: Elder,
  community: Pick<Community, "settings">,
  before: ElderState,
  state: ElderState,
  visit: Visit,
): string | null {
  const { record, result } = visit;
  const on = contactDay(visit);
  const known = before.open.filter((ticket) => ticket.severity === "critical").flatMap(itemsOfTicket);
  const criticalToday = Object.entries(result.severities).some(
    ([code, severity]) => severity === "critical" && !known.includes(code),
  );
  const rose = state.level !== null && state.level > (before.level ?? 0);
  const contact = state.contactOn === on && isContact(record.outcome);
  if (state.level === null || !(contact || rose || criticalToday)) return before.nextDueOn;
  const due = nextDueOn({
    lastOn: on,
    level: state.level,
    special: isSpecial(elder.vulnerability, elder.birthOn, record.on),
    aged: isAged(elder.birthOn, record.on),
    alone: elder.facts["alone"] === true,
    criticalToday,
    local: community.settings.local,
  });
  if (contact || before.nextDueOn === null) return due;
  return due < before.nextDueOn ? due : before.nextDueOn;
}

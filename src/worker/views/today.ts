/** 今日: who is due, most urgent first, then nearest. Everything from memory. */
import { ageOn } from "../../domain/calendar.ts";
import { distanceM } from "../../domain/check-in.ts";
import type { Elder } from "../../domain/elder.ts";
import { type Severity, worseSeverity } from "../../domain/scales.ts";
import { daysLate, INTERVALS } from "../../domain/schedule.ts";
import type { Day } from "../../domain/time.ts";
import type { Visit } from "../../domain/visit.ts";
import { progressOf } from "../../domain/visit-form.ts";
import type { Position, Today, TodayCard } from "../api.ts";
import { today } from "../day.ts";
import type { Desk } from "../desk.ts";

export function todayView(desk: Desk, from: Position | null): Today {
  const on = today(desk.clock);
  const cards = eldersHere(desk)
    .filter((elder) => elder.status === "active")
    .map((elder) => cardOf(desk, elder, on, from))
    .sort(byUrgency);
  const visited = cards.filter(({ group }) => group === "done").length;
  const planned = cards.filter(({ group }) => group !== "later").length;
  return { on, cards, visited, planned };
}

/** Whoever is assigned, and whoever a visit was begun for before being handed over. */
function eldersHere(desk: Desk): Elder[] {
  const elders = desk.replica.elders();
  const known = new Set(elders.map(({ id }) => id));
  const begun = desk.replica.drafts().map(({ elder }) => elder);
  return [...elders, ...begun.filter(({ id }) => !known.has(id))];
}

export function cardOf(desk: Desk, elder: Elder, on: Day, from: Position | null): TodayCard {
  const { state } = elder;
  const draft = desk.replica.drafts().find((kept) => kept.draft.elderId === elder.id)?.draft;
  const returned = returnedVisit(desk, elder.id);
  const late = state.nextDueOn ? daysLate(state.nextDueOn, state.level ? INTERVALS[state.level].graceDays : 0, on) : 0;
  return {
    elderId: elder.id,
    name: elder.name,
    sex: elder.sex,
    age: ageOn(elder.birthOn, on),
    plate: elder.plate,
    level: state.level,
    tags: elder.tags,
    group: groupOf(elder, late, on),
    daysLate: late,
    dueOn: state.nextDueOn,
    distanceM: from && elder.homePoint ? distanceM(from, elder.homePoint) : null,
    progress: draft ? progressOf(draft) : null,
    awaitingReview: state.awaitingReview,
    returned: returned
      ? { visitId: returned.id, reason: returned.reviewed?.reason ?? "other", note: returned.reviewed?.note ?? "" }
      : null,
    worstOpen: worstOf(elder),
  };
}

/** Never visited counts as due: nobody has looked yet. */
function groupOf({ state }: Elder, late: number, on: Day): TodayCard["group"] {
  if (state.contactOn === on) return "done";
  if (late > 0) return "overdue";
  return state.nextDueOn !== null && state.nextDueOn > on ? "later" : "today";
}

function worstOf({ state }: Elder): Severity | null {
  return state.open.reduce<Severity | null>(
    (worst, { severity }) => (worst ? worseSeverity(worst, severity) : severity),
    null,
  );
}

/** The patroller's own visit that the supervisor sent back and that was not sent again. */
export function returnedVisit(desk: Desk, elderId: string): Visit | null {
  const visits = [...desk.replica.view(elderId).visits.values()];
  return (
    visits.filter(({ state }) => state === "returned").sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1))[0] ?? null
  );
}

const groups: readonly TodayCard["group"][] = ["overdue", "today", "done", "later"];

/** Group · sent back · something critical open · care level · distance · how late · door plate. */
function byUrgency(a: TodayCard, b: TodayCard): number {
  const far = (card: TodayCard) => card.distanceM ?? Number.MAX_SAFE_INTEGER;
  return (
    groups.indexOf(a.group) - groups.indexOf(b.group) ||
    Number(b.returned !== null) - Number(a.returned !== null) ||
    Number(b.worstOpen === "critical") - Number(a.worstOpen === "critical") ||
    (b.level ?? 0) - (a.level ?? 0) ||
    far(a) - far(b) ||
    b.daysLate - a.daysLate ||
    (a.dueOn ?? "").localeCompare(b.dueOn ?? "") ||
    a.plate.localeCompare(b.plate, "zh-Hans-CN", { numeric: true })
  );
}

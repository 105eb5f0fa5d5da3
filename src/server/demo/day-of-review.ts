/** A supervisor's day: yesterday's visits read, two sent back, mended hazards closed. */
import { daysBetween } from "../../domain/calendar.ts";
import { itemsOfTicket } from "../../domain/hazards.ts";
import type { Day } from "../../domain/time.ts";
import type { Visit } from "../../domain/visit.ts";
import { isWorkingDay } from "../../domain/working-days.ts";
import type { DemoCalendar } from "./calendar-of-demo.ts";
import { at } from "./clock.ts";
import { act, type Life, type Staff } from "./life.ts";
import type { Random } from "./random.ts";

export type Desk = { supervisors: Staff[]; random: Random; returned: Set<string> };

/** Open tickets of the last days stay open for whoever opens the demo. */
const LEAVE_OPEN_DAYS = 5;
const MORNING = 515;
const EVENING = 1055;

const RETURNS = [
  { login: "patroller1", reason: "text-too-short", note: "厨房软管写清楚哪年装的、哪年到期，请补一下。" },
  { login: "patroller3", reason: "text-too-short", note: "备注太简单，老人的要求请写清楚。" },
] as const;

export function reviewDay(desk: Desk, lives: readonly Life[], on: Day, calendar: DemoCalendar): void {
  const working = isWorkingDay(on);
  let minute = MORNING;
  for (const life of lives) {
    for (const visit of life.visits.filter((one) => one.state === "submitted" && one.record.on < on)) {
      const back = sendBack(desk, life, visit, on, calendar);
      if (!back && (!working || visit.record.on >= calendar.unreviewedFrom)) continue;
      minute += 1;
      const by = desk.random.chance(0.85) ? desk.supervisors[0] : desk.supervisors[1];
      if (!by) continue;
      const named = { visitId: visit.id, revision: visit.revision };
      if (back) act(life, "visit.return", { ...named, reason: back.reason, note: back.note }, by, at(on, minute));
      else act(life, "visit.approve", named, by, at(on, minute));
    }
  }
  if (working) closeMended(desk, lives, on, calendar);
}

/** One visit each of two patrollers, of the last days, still waiting to be corrected. */
function sendBack(desk: Desk, life: Life, visit: Visit, on: Day, calendar: DemoCalendar) {
  const found = RETURNS.find((one) => one.login === life.patroller.login);
  if (!found || desk.returned.has(found.login) || visit.record.outcome !== "completed") return null;
  if (visit.record.on < calendar.unreviewedFrom || on <= visit.record.on || (life.elder.state.level ?? 0) > 4)
    return null;
  desk.returned.add(found.login);
  return found;
}

function closeMended(desk: Desk, lives: readonly Life[], on: Day, { today }: DemoCalendar): void {
  let minute = EVENING;
  for (const life of lives) {
    for (const ticket of life.elder.state.open) {
      if (daysBetween(ticket.foundOn, today) <= LEAVE_OPEN_DAYS || ticket.foundOn >= on) continue;
      const answers = itemsOfTicket(ticket).map((code) => life.elder.state.answers[code]);
      const mended = answers.every((last) => last !== undefined && (last.option === "A" || last.fixed === true));
      if (!mended || !desk.random.chance(0.6)) continue;
      minute += 1;
      const by = desk.random.chance(0.7) ? desk.supervisors[0] : desk.supervisors[1];
      if (by) act(life, "hazard.close", { hazardId: ticket.id, note: "复查过，已整改。" }, by, at(on, minute));
    }
  }
}

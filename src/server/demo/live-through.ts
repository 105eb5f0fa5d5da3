/**
 * Three months in two communities, day by day: yesterday's visits are reviewed, who is due is visited, what was mended
 * is closed. The last days are left as an office finds them: visits waiting, some homes overdue, some due today.
 */
import { addDays } from "../../domain/calendar.ts";
import type { Day } from "../../domain/time.ts";
import { planFirstVisits } from "../roster/plan-first-visits.ts";
import { demoCalendar } from "./calendar-of-demo.ts";
import { planCrises } from "./crises.ts";
import { type Patrol, patrolDay } from "./day-of-patrol.ts";
import { type Desk, reviewDay } from "./day-of-review.ts";
import type { Life, Staff } from "./life.ts";
import { randomOf } from "./random.ts";

export function liveThrough(lives: readonly Life[], staff: readonly Staff[], today: Day): void {
  const calendar = demoCalendar(today);
  const plan = planFirstVisits(
    lives.map((life) => ({ elder: life.elder, patrollerId: life.patroller.id })),
    calendar.from,
  );
  for (const life of lives) {
    const { elder } = life;
    life.elder = { ...elder, state: { ...elder.state, nextDueOn: plan.get(elder.id) ?? null } };
  }
  const crises = planCrises(lives, calendar);
  const patrols = staff
    .filter((one) => one.role === "patroller")
    .map(
      (one): Patrol => ({
        staff: one,
        lives: lives.filter((life) => life.patroller === one),
        random: randomOf(`patrol ${one.login}`),
        forgotten: new Set(),
      }),
    );
  const desk: Desk = {
    supervisors: staff.filter((one) => one.role === "supervisor"),
    random: randomOf("desk"),
    returned: new Set(),
  };
  for (let on = calendar.from; on <= calendar.last; on = addDays(on, 1)) {
    reviewDay(desk, lives, on, calendar);
    for (const patrol of patrols) patrolDay(patrol, on, calendar, crises);
  }
}

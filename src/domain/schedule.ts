/** When the next visit is due (§3.5). */
import { addDays, daysBetween, earlier, lastDayOfMonth, monthOf } from "./calendar.ts";
import { CURRENT_RULESET, checklistOf, type RuleSet } from "./checklist.ts";
import type { AreaSettings, IntervalTable } from "./community.ts";
import type { CareLevel } from "./scales.ts";
import type { Day } from "./time.ts";

export const INTERVALS: IntervalTable = (checklistOf(CURRENT_RULESET) as RuleSet).intervals;

export type Rhythm = {
  level: CareLevel;
  /** 80 or over. */
  aged: boolean;
  alone: boolean;
  local: AreaSettings["local"];
};

/** Days between visits at this level, with the stricter local rule where the area has one. */
export function intervalDays({ level, aged, alone, local }: Rhythm): number {
  const days = INTERVALS[level].days;
  return aged && alone && local.aloneAged80 !== undefined ? Math.min(days, local.aloneAged80) : days;
}

/**
 * Due day after an effective contact on `lastOn`. A new critical finding is looked at again the next day;
 * a special-difficulty elder is never due after the end of the calendar month following the contact.
 */
export function nextDueOn(input: Rhythm & { lastOn: Day; special: boolean; criticalToday: boolean }): Day {
  const due = addDays(input.lastOn, input.criticalToday ? 1 : intervalDays(input));
  return input.special ? earlier(due, lastDayOfMonthAfter(input.lastOn)) : due;
}

/** Days past due and grace on `on`, 0 when not late. */
export function daysLate(dueOn: Day, graceDays: number, on: Day): number {
  return Math.max(0, daysBetween(dueOn, on) - graceDays);
}

function lastDayOfMonthAfter(on: Day): Day {
  return lastDayOfMonth(monthOf(addDays(lastDayOfMonth(monthOf(on)), 1)));
}

/** The days the demo is made of, seen from today. */
import { addDays } from "../../domain/calendar.ts";
import type { Day } from "../../domain/time.ts";
import { isWorkingDay } from "../../domain/working-days.ts";

export const DEMO_DAYS = 91;

export type DemoCalendar = {
  today: Day;
  /** First day, first visits from here on. */
  from: Day;
  /** Yesterday: the last day on which anything was done. */
  last: Day;
  /** Visits of this day and later still wait for review. */
  unreviewedFrom: Day;
};

export function demoCalendar(today: Day): DemoCalendar {
  let unreviewedFrom = today;
  for (let left = 2; left > 0; ) {
    unreviewedFrom = addDays(unreviewedFrom, -1);
    if (isWorkingDay(unreviewedFrom)) left -= 1;
  }
  return { today, from: addDays(today, -DEMO_DAYS), last: addDays(today, -1), unreviewedFrom };
}

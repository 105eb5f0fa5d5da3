/** Working days with the official days off and working weekends (§8.4). A year without a table counts weekends only. */
import { addDays, daysBetween } from "./calendar.ts";
import table from "./holidays.json";
import type { Day } from "./time.ts";

type Year = { off: string[][]; work: string[] };
const years = table as Record<string, Year>;
/** A Monday. */
const MONDAY = "2024-01-01";

export function isWorkingDay(on: Day): boolean {
  const year = years[on.slice(0, 4)];
  const day = on.slice(5);
  if (year?.work.includes(day)) return true;
  if (year?.off.some(([from, to]) => from !== undefined && to !== undefined && from <= day && day <= to)) return false;
  const weekday = ((daysBetween(MONDAY, on) % 7) + 7) % 7;
  return weekday < 5;
}

/** The day on which `count` working days after `on` have passed. */
export function addWorkingDays(on: Day, count: number): Day {
  let day = on;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

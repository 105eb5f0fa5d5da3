/** Day arithmetic on text. Days are Asia/Shanghai (UTC+8, no daylight saving); nothing here knows what day it is. */
import type { Day, Instant, Month } from "./time.ts";

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** The Asia/Shanghai day an instant falls on. */
export function dayOf(instant: Instant): Day {
  return new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** The last millisecond of a Shanghai day. */
export function endOfDay(on: Day): Instant {
  return new Date(number(on) * DAY_MS + DAY_MS - SHANGHAI_MS - 1).toISOString();
}

export function addHours(at: Instant, hours: number): Instant {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString();
}

export function addDays(on: Day, days: number): Day {
  return text(number(on) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return number(to) - number(from);
}

export function monthOf(on: Day): Month {
  return on.slice(0, 7);
}

/** `2026-4` style key of the calendar quarter. */
export function quarterOf(on: Day): string {
  return `${on.slice(0, 4)}-${Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1}`;
}

export function lastDayOfMonth(month: Month): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

export function addMonths(month: Month, months: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

export function earlier(a: Day, b: Day): Day {
  return a <= b ? a : b;
}

/** `YYYY-MM-DD` that exists in the calendar. */
export function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && text(number(value)) === value;
}

/** UTC, ISO 8601 ending in `Z`, and a moment that exists. */
export function isInstant(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

/** Is `on` in a season given by month-days, both ends in it; a season may run over New Year. */
export function inSeason(season: { from: string; to: string }, on: Day): boolean {
  const day = on.slice(5);
  return season.from <= season.to ? season.from <= day && day <= season.to : day >= season.from || day <= season.to;
}

/** Whole years at that day; with only a year known, the year counts as completed (§2 facts). Null when unknown. */
export function ageOn(birthOn: string | null, on: Day): number | null {
  if (!birthOn) return null;
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4));
  if (birthOn.length === 4) return years;
  return on.slice(5) >= birthOn.slice(5) ? years : years - 1;
}

function number(on: Day): number {
  return Math.floor(Date.UTC(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1, Number(on.slice(8, 10))) / DAY_MS);
}

function text(day: number): Day {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

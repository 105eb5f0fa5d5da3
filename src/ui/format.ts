/**
 * Dates, times, distances and counts as people read them, in the language now set. Days are `YYYY-MM-DD`
 * and instants ISO 8601 text; both are shown as Asia/Shanghai, which has no summer time.
 */
import { language } from "./settings.ts";

const zhWeekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
const enWeekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const enMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86_400_000;

const zh = (): boolean => language() === "zh";
const dayMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const shanghai = (instant: string): Date => new Date(Date.parse(instant) + 8 * 3_600_000);
const two = (n: number): string => String(n).padStart(2, "0");

/** The Asia/Shanghai day of an instant. */
export function dayOfInstant(instant: string): string {
  return shanghai(instant).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayMs(to) - dayMs(from)) / DAY_MS);
}

/** 11月22日 周日 · Sun 22 Nov. */
export function longDay(day: string): string {
  const date = new Date(dayMs(day));
  const weekday = date.getUTCDay();
  return zh()
    ? `${shortDay(day)} ${zhWeekdays[weekday]}`
    : `${enWeekdays[weekday]} ${date.getUTCDate()} ${enMonths[date.getUTCMonth()]}`;
}

/** 11月22日 · 22 Nov. */
export function shortDay(day: string): string {
  const date = new Date(dayMs(day));
  return zh()
    ? `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
    : `${date.getUTCDate()} ${enMonths[date.getUTCMonth()]}`;
}

/** 今天, 昨天, 明天, else the long form; with the year when it is another one. */
export function nearDay(day: string, today: string): string {
  const away = daysBetween(today, day);
  if (away === 0) return zh() ? "今天" : "Today";
  if (away === -1) return zh() ? "昨天" : "Yesterday";
  if (away === 1) return zh() ? "明天" : "Tomorrow";
  if (day.slice(0, 4) !== today.slice(0, 4)) return zh() ? `${day.slice(0, 4)}年${shortDay(day)}` : day;
  return longDay(day);
}

/** 8 天前 up to 30 days, then the date. */
export function daysAgo(day: string, today: string): string {
  const ago = daysBetween(day, today);
  if (ago === 0) return zh() ? "今天" : "today";
  if (ago === 1) return zh() ? "昨天" : "yesterday";
  if (ago < 0 || ago > 30) return day;
  return zh() ? `${ago} 天前` : `${ago} days ago`;
}

/** 24-hour clock: 10:42. */
export function clockTime(instant: string): string {
  const date = shanghai(instant);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** For records: 2026-11-22 10:51. */
export function dateTime(instant: string): string {
  return `${dayOfInstant(instant)} ${clockTime(instant)}`;
}

/** 10:42 today, 昨天 16:30, else 11月20日 16:30. */
export function nearTime(instant: string, today: string): string {
  const day = dayOfInstant(instant);
  const away = daysBetween(day, today);
  if (away === 0) return clockTime(instant);
  if (away === 1) return `${nearDay(day, today)} ${clockTime(instant)}`;
  return `${shortDay(day)} ${clockTime(instant)}`;
}

/** 120米 in steps of 10 under a kilometre, 1.2公里 above. */
export function distance(metres: number): string {
  const tens = Math.round(metres / 10) * 10;
  if (tens < 1000) return zh() ? `${tens}米` : `${tens} m`;
  const km = (metres / 1000).toFixed(1);
  return zh() ? `${km}公里` : `${km} km`;
}

/** 误差 12 米, never ±. */
export function accuracy(metres: number): string {
  return zh() ? `误差 ${Math.round(metres)} 米` : `within ${Math.round(metres)} m`;
}

/** 82岁 · 82. */
export function ageText(age: number): string {
  return zh() ? `${age}岁` : String(age);
}

/** 138 **** 2043 for mobiles, 010 **** 2043 for others; short service numbers stay whole. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  return digits.length <= 6 ? phone : `${digits.slice(0, 3)} **** ${digits.slice(-4)}`;
}

/** For `href`: digits, `+`, `*` and `#` only. */
export function telLink(phone: string): string {
  return `tel:${phone.replace(/[^\d+*#]/g, "")}`;
}

/** 0.4 MB, 12 KB. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 100 * 1024) return `${Math.round(bytes / 1024)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}

/** 23 分钟 · 1 小时 5 分钟. */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (zh()) return hours > 0 ? `${hours} 小时 ${rest} 分钟` : `${rest} 分钟`;
  return hours > 0 ? `${hours} h ${rest} min` : `${rest} min`;
}

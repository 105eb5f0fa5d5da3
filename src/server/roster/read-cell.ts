/** One cell → one value, or why not. Every reader gets tidied, non-empty text. */
import type { Day } from "../../domain/time.ts";
import { looksScientific, withoutSpaces } from "../csv/normal-text.ts";

export type CellRefusal = { code: string; reason: string };
export type Read<T> = { value: T } | CellRefusal;

const ok = <T>(value: T): Read<T> => ({ value });
const no = (code: string, reason: string): CellRefusal => ({ code, reason });

/** Words for “there is none”, which also clear what was known before. */
export const isNone = (text: string) => /^(无|没有|否|不|不用|未|-|—|——|\/|n|no|0|×|x)$/i.test(text);
const isYes = (text: string) => /^(是|有|对|用|√|✓|✔|y|yes|1|true)$/i.test(text);

export function readYesNo(text: string): Read<boolean> {
  if (isYes(text)) return ok(true);
  if (isNone(text)) return ok(false);
  return no("cell.yes-no", `应写“是”或“否”，写的是“${text}”。`);
}

/** One of a few words, each with its synonyms: the first pattern that fits wins. */
export function readChoice<T>(text: string, choices: readonly (readonly [RegExp, T])[], allowed: string): Read<T> {
  for (const [pattern, value] of choices) if (pattern.test(text)) return ok(value);
  return no("cell.choice", `不认识“${text}”，可以写：${allowed}。`);
}

/** Days of a month by the Gregorian calendar. */
function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** @param today nothing may lie after it. */
export function readDay(text: string, today: Day): Read<Day> {
  const compact = withoutSpaces(text).replace(/(日|号|0?0:00(:00)?)$/, "");
  const match =
    /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})$/.exec(compact) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(compact);
  if (!match) return no("date.form", `日期应像 1940-02-29，写的是“${text}”。`);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return no("date.none", `没有“${text}”这一天。`);
  const on = `${match[1]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (on > today) return no("date.future", `“${text}”还没有到。`);
  return ok(on);
}

/** A birth date, or the year alone where no more is known. */
export function readBirth(text: string, today: Day): Read<string> {
  const year = /^(\d{4})年?$/.exec(withoutSpaces(text));
  const read = year ? ok(year[1] ?? "") : readDay(text, today);
  if (!("value" in read)) {
    if (read.code === "date.form")
      return no("date.form", `应写到日，如 1940-02-29，或只写年份 1940，写的是“${text}”。`);
    return read;
  }
  const age = Number(today.slice(0, 4)) - Number(read.value.slice(0, 4));
  if (age < 0) return no("date.future", `“${text}”还没有到。`);
  if (age > 125) return no("birth.age", `按“${text}”算有 ${age} 岁，请核对。`);
  return read;
}

export function readSex(text: string): Read<0 | 1 | 2 | 9> {
  return readChoice<0 | 1 | 2 | 9>(
    text,
    [
      [/^(男|男性|1)$/, 1],
      [/^(女|女性|2)$/, 2],
      [/^(未知|不详|0)$/, 0],
      [/^(未说明|9)$/, 9],
    ],
    "男、女",
  );
}

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}-?\d{7,8}$/;

/** One mobile or landline number. */
export function readPhone(text: string, kind: "mobile" | "landline" | "any"): Read<string> {
  if (looksScientific(text)) return no("phone.scientific", `号码被表格改成了“${text}”，请把这一列设为文本再填。`);
  const bare = withoutSpaces(text)
    .replace(/^\+?86-?(?=1)/, "")
    .replace(/^\((0\d{2,3})\)/, "$1-");
  const compact = bare.replace(/-/g, "");
  if (kind !== "landline" && MOBILE.test(compact)) return ok(compact);
  if (kind !== "mobile" && LANDLINE.test(bare)) return ok(bare);
  if (kind === "landline") return no("phone.landline", `固话应像 010-66001234，写的是“${text}”。`);
  if (kind === "mobile" && LANDLINE.test(bare)) return no("phone.mobile", "这是固话，请填到“固话”列。");
  return no(
    "phone.form",
    `手机应是 1 开头的 11 位数字${kind === "any" ? "，固话应像 010-66001234" : ""}，写的是“${text}”。`,
  );
}

export function readAbility(text: string): Read<0 | 1 | 2 | 3 | 4> {
  return readChoice<0 | 1 | 2 | 3 | 4>(
    text,
    [
      [/^([0０]级?|能力完好|完好|自理|完全自理|能自理|正常|无|否)$/, 0],
      [/^(1级?|一级|轻度.*)$/, 1],
      [/^(2级?|二级|中度.*|半失能|半自理)$/, 2],
      [/^(3级?|三级|重度.*)$/, 3],
      [/^(4级?|四级|完全.*|全失能|不能自理)$/, 4],
    ],
    "0 到 4，或 完好、轻度、中度、重度、完全失能",
  );
}

/** `二级`, `肢体二级`, `2` → 2; none → 0. */
export function readDisability(text: string): Read<0 | 1 | 2 | 3 | 4> {
  if (isNone(text)) return ok(0);
  const grade = /([一二三四1-4])级?$/.exec(text)?.[1];
  if (grade === undefined) return no("cell.choice", `残疾等级应写一级到四级，或“无”，写的是“${text}”。`);
  const at = "一二三四".indexOf(grade);
  return ok((at >= 0 ? at + 1 : Number(grade)) as 1 | 2 | 3 | 4);
}

export type Point = { lat: number; lng: number };

const sixDecimals = (value: number) => Math.round(value * 1e6) / 1e6;

/** WGS-84 degrees within China. */
export function readPoint(latText: string, lngText: string): Read<Point> {
  const [lat, lng] = [Number(latText), Number(lngText)];
  if (!/^\d{1,3}(\.\d+)?$/.test(latText) || !/^\d{1,3}(\.\d+)?$/.test(lngText))
    return no("point.form", `坐标应是小数，如 39.912300 和 116.366100，写的是“${latText}”和“${lngText}”。`);
  if (lat >= 73 && lat <= 136 && lng >= 3 && lng <= 54) return no("point.swapped", "纬度和经度写反了。");
  if (lat < 3 || lat > 54 || lng < 73 || lng > 136)
    return no("point.outside", `坐标 ${latText}, ${lngText} 不在国内。`);
  return ok({ lat: sixDecimals(lat), lng: sixDecimals(lng) });
}

/** `39.9123,116.3661` either way round. */
export function readPointCell(text: string): Read<Point> {
  const [a = "", b = ""] = text.split(/[,，;；\s]+/);
  return Number(a) > Number(b) ? readPoint(b, a) : readPoint(a, b);
}

/**
 * Questions to the supervisor about how a visit was recorded, never penalties (domain pack §2.1, [K10]).
 * Pure.
 */
import type { Answered } from "../../domain/answer.ts";
import { checklistOf, type RuleSet } from "../../domain/checklist.ts";
import { dimensions } from "../../domain/scales.ts";
import type { Visit, VisitRecord } from "../../domain/visit.ts";

export type Flag =
  | "short-visit"
  | "shortcut-heavy"
  | "same-numbers"
  | "outside-fence"
  | "clock-moved"
  | "phone-differs";

/** Under five minutes with every answer A. */
const SHORT_VISIT_MS = 5 * 60_000;
/** So many visits of one patroller in a row with more than this share of shortcuts. */
export const SHORTCUT_HEAVY = { visits: 10, overPct: 95 };
/** The same numbers in so many visits of one elder in a row. */
export const SAME_NUMBERS_VISITS = 3;
/** A phone clock further off than this is shown. */
const CLOCK_LIMIT_MS = 5 * 60_000;

/** Measured by a device, so that twice exactly the same is rare. Months, scores and ticks repeat by nature. */
const measured = ["sys", "dia", "pulse", "celsius", "spo2", "mmol", "tugSeconds", "kg"] as const;

/** What is kept beside a visit so that later ones can be compared with it. */
export type Habits = {
  /** Percent of the answers the shortcut could have set that it did set; null when there was none. */
  shortcutPct: number | null;
  /** The measured numbers as one text; null when nothing was measured. */
  numbers: string | null;
};

export function habitsOf(record: VisitRecord): Habits {
  const rules = checklistOf(record.ruleset);
  const answered = Object.entries(record.answers).filter(
    (entry): entry is [string, Answered] => entry[1].state === "answered",
  );
  const open = answered.filter(([code]) => rules !== null && shortcutMay(rules, code));
  const byShortcut = open.filter(([, answer]) => answer.source === "shortcut").length;
  const numbers = answered.flatMap(([code, answer]) =>
    measured.flatMap((name) => (answer.value?.[name] === undefined ? [] : [`${code}.${name}=${answer.value[name]}`])),
  );
  return {
    shortcutPct: open.length === 0 ? null : Math.round((100 * byShortcut) / open.length),
    numbers: numbers.length === 0 ? null : numbers.sort().join(" "),
  };
}

/** Red-line items and numbers are tapped one by one whatever happens, so they don't count. */
function shortcutMay(rules: RuleSet, code: string): boolean {
  const item = rules.items.find((candidate) => candidate.id === code);
  return item !== undefined && item.kind === "single" && !item.redline && !item.noShortcut;
}

/** Flags one visit shows by itself; `shortcut-heavy` and `same-numbers` need others beside it (visits.sql.ts). */
export function flagsOf(visit: Visit, clockOffsetMs: number | null): Flag[] {
  const { record } = visit;
  const flags: Flag[] = [];
  if (isShort(record)) flags.push("short-visit");
  if (record.checkIn?.judgement === "outside") flags.push("outside-fence");
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > CLOCK_LIMIT_MS) flags.push("clock-moved");
  if (phoneDiffers(visit)) flags.push("phone-differs");
  return flags;
}

function isShort(record: VisitRecord): boolean {
  const answers = Object.values(record.answers).filter((answer) => answer.state === "answered");
  const allFine = answers.length > 0 && answers.every((answer) => answer.option === "A" || answer.option === "0");
  return allFine && Date.parse(record.finishedAt) - Date.parse(record.startedAt) < SHORT_VISIT_MS;
}

/** The server's figures win; that the phone saw others is shown. */
function phoneDiffers({ record: { computed }, result }: Visit): boolean {
  return (
    computed.level !== result.level ||
    computed.overall !== result.overall ||
    dimensions.some((dim) => (computed.dims?.[dim] ?? null) !== (result.dims?.[dim] ?? null))
  );
}

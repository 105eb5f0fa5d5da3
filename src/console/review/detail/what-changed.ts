import type { Answer, AnswerValue, ItemCode, OptionCode } from "../../../domain/answer.ts";
import { type ChecklistItem, checklistOf, itemOf, optionOf } from "../../../domain/checklist.ts";
import { type Dimension, dimensions, type Severity, severityRank } from "../../../domain/scales.ts";
import type { Day } from "../../../domain/time.ts";
import type { OwedPhoto, Visit } from "../../../domain/visit.ts";

/** The answer that counted before this visit: from the visit before, or carried forward from an older one. */
export type EarlierAnswer = {
  option: OptionCode;
  value?: AnswerValue | undefined;
  direction?: "cold" | "hot" | undefined;
  on: Day;
};

/**
 * `changed` another option than last time · `same` · `first` nothing to compare with ·
 * `blank` due, and left without any answer · `unseen` not seen, refused or not applicable.
 */
export type Change = "changed" | "same" | "first" | "blank" | "unseen";

export type ItemLine = {
  code: ItemCode;
  /** Null when this console doesn't know the visit's rule set. */
  item: ChecklistItem | null;
  now: Answer | null;
  earlier: EarlierAnswer | null;
  change: Change;
  /** After the cross-item rules; `raised` says that one of them lifted it. */
  severity: Severity;
  raised: boolean;
  owed: OwedPhoto | null;
};

/** An older answer that still counts, though the item wasn't asked this time (carry-forward, §2.1). */
export type CarriedLine = { code: ItemCode; item: ChecklistItem; earlier: EarlierAnswer; severity: Severity };

export type DimensionLines = {
  dim: Dimension;
  worst: Severity | null;
  lines: ItemLine[];
  /** What makes the dimension worse than anything answered today; empty when today explains it. */
  carried: CarriedLine[];
};

/** A visit item by item, grouped by the five dimensions in reading order; only items due or answered. */
export function linesOf(visit: Visit, previous: Visit | null): DimensionLines[] {
  const { record, result } = visit;
  const known = checklistOf(record.ruleset)?.items ?? [];
  const order = new Map(known.map((item, index) => [item.id, index]));
  const codes = [...new Set([...record.due, ...Object.keys(record.answers)])].sort(
    (a, b) => (order.get(a) ?? known.length) - (order.get(b) ?? known.length) || (a < b ? -1 : 1),
  );
  const lines = codes.map((code) => lineOf(code, itemOf(record.ruleset, code), visit, previous));
  return dimensions.map((dim) => {
    const own = lines.filter((line) => (line.item?.dim ?? line.code[0]) === dim);
    // Nothing answered of what was due: no tick for a dimension nobody looked at.
    const seen = own.length === 0 || own.some((line) => line.now?.state === "answered");
    const worst = result.dims && (seen || result.worst[dim] !== "none") ? result.worst[dim] : null;
    return { dim, worst, lines: own, carried: worst ? carriedOf(dim, worst, own, visit) : [] };
  });
}

function carriedOf(dim: Dimension, worst: Severity, lines: ItemLine[], visit: Visit): CarriedLine[] {
  const today = Math.max(0, ...lines.map((line) => severityRank(line.severity)));
  if (severityRank(worst) <= today) return [];
  return Object.entries(visit.before.answers).flatMap(([code, earlier]) => {
    const item = itemOf(visit.record.ruleset, code);
    if (!item || item.dim !== dim || visit.record.answers[code]?.state === "answered") return [];
    const severity = optionOf(item, earlier.option)?.sev;
    return severity === worst ? [{ code, item, earlier, severity }] : [];
  });
}

function lineOf(code: ItemCode, item: ChecklistItem | null, visit: Visit, previous: Visit | null): ItemLine {
  const now = visit.record.answers[code] ?? null;
  const earlier = earlierAnswer(code, visit, previous);
  const own = now?.state === "answered" && item ? (optionOf(item, now.option)?.sev ?? "none") : "none";
  const severity = now?.state === "answered" ? (visit.result.severities[code] ?? own) : "none";
  return {
    code,
    item,
    now,
    earlier,
    change: changeOf(now, earlier),
    severity,
    raised: severityRank(severity) > severityRank(own),
    owed: visit.record.photosOwed.find((photo) => photo.item === code) ?? null,
  };
}

function earlierAnswer(code: ItemCode, visit: Visit, previous: Visit | null): EarlierAnswer | null {
  const carried = visit.before.answers[code];
  if (carried) return carried;
  const answer = previous?.record.answers[code];
  return answer?.state === "answered" && previous ? { ...answer, on: previous.record.on } : null;
}

function changeOf(now: Answer | null, earlier: EarlierAnswer | null): Change {
  if (!now) return "blank";
  if (now.state !== "answered") return "unseen";
  if (!earlier) return "first";
  return now.option === earlier.option && (now.direction ?? null) === (earlier.direction ?? null) ? "same" : "changed";
}

/** How many items differ from the time before. */
export function changesIn(groups: DimensionLines[]): number {
  return groups.reduce((sum, group) => sum + group.lines.filter((line) => line.change === "changed").length, 0);
}

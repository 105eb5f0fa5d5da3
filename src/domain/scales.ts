/** The ordered scales every part of the product speaks in (domain pack §3, §4.1). */

/** Severity of one answer or hazard, mildest first. Display words: 正常 / 轻微 / 一般 / 严重 / 紧急. */
export const severities = ["none", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** Five dimensions in the order they are read out: 健康 卫生 居住 煤水电 精神. */
export const dimensions = ["H", "S", "L", "U", "M"] as const;
export type Dimension = (typeof dimensions)[number];

/** 关爱等级 1–5; 5 = most care needed. */
export const careLevels = [1, 2, 3, 4, 5] as const;
export type CareLevel = (typeof careLevels)[number];

/** What an answer creates: hazard ticket, referral, service need, information. */
export const answerClasses = ["HZ", "RF", "ND", "IF"] as const;
export type AnswerClass = (typeof answerClasses)[number];

/** Every visit, first visit of a calendar month, about once a quarter. */
export type Cycle = "E" | "M" | "Q";

/** Places in walking order. */
export const places = ["talk", "kitchen", "bathroom", "bedroom", "door"] as const;
export type Place = (typeof places)[number];

/** How a visit ended (§5.2). */
export const outcomes = [
  "completed",
  "partial",
  "no_answer",
  "refused",
  "hospital",
  "away",
  "moved",
  "deceased",
  "emergency_stop",
] as const;
export type Outcome = (typeof outcomes)[number];

/** Where a submitted visit stands in review (§5.2). */
export const visitStates = ["submitted", "returned", "approved", "void"] as const;
export type VisitState = (typeof visitStates)[number];

export const roles = ["patroller", "supervisor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Rank of a severity, 0 (none) to 4 (critical). */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** The worse of two severities. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  return severityRank(a) >= severityRank(b) ? a : b;
}

/** What an outcome means for assessment and contact (§3.5, §5.2). */
import type { Outcome } from "./scales.ts";

/** The elder was met and the checklist was begun. */
export function wasMet(outcome: Outcome): boolean {
  return outcome === "completed" || outcome === "partial" || outcome === "emergency_stop";
}

/** Effective contact: any submitted visit but `no_answer` and `refused`. */
export function isContact(outcome: Outcome): boolean {
  return outcome !== "no_answer" && outcome !== "refused";
}

/** The rule of every act, without the schema of its arguments: what a phone replays, so that it carries no parser. */
import { closeHazard } from "./hazard-rules.ts";
import type { MutationChange } from "./mutation.ts";
import { approveVisit, returnVisit, submitVisit, voidVisit } from "./visit-rules.ts";

export const mutationRules = {
  "visit.submit": submitVisit,
  "visit.approve": approveVisit,
  "visit.return": returnVisit,
  "visit.void": voidVisit,
  "hazard.close": closeHazard,
  /** Nothing changes; the chain of the device has no hole [K11]. */
  "work.discard": (): MutationChange => ({}),
};

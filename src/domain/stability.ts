/** Up at once, down slowly (§3.4). */
import type { CareLevel } from "./scales.ts";

export type Standing = { level: CareLevel | null; streak: number };

/** Approved visits in a row that must compute lower before the level falls, one step at a time. */
const LOWER_VISITS_NEEDED = 2;

/**
 * What a visit does to the published level. A rise counts from submission; a lower result counts only once the
 * visit is approved. A provisional result can raise, never lowers, and leaves the streak alone.
 */
export function publish(
  before: Standing,
  visit: { computed: CareLevel; provisional: boolean; approved: boolean },
): Standing {
  const { level, streak } = before;
  if (level === null || visit.computed > level) return { level: visit.computed, streak: 0 };
  if (visit.provisional) return before;
  if (visit.computed === level) return { level, streak: 0 };
  if (!visit.approved) return before;
  if (streak + 1 < LOWER_VISITS_NEEDED) return { level, streak: streak + 1 };
  return { level: (level - 1) as CareLevel, streak: 0 };
}

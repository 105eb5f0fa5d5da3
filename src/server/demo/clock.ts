/** Times of day in Shanghai as UTC instants. */
import type { Day, Instant } from "../../domain/time.ts";

/** @param minute minutes after midnight in Shanghai. */
export function at(on: Day, minute: number, seconds = 0): Instant {
  return new Date(Date.parse(`${on}T00:00:00+08:00`) + minute * 60_000 + seconds * 1000).toISOString();
}

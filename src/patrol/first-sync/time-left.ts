/** How long a download will still take, from how fast it has been. Pure: times are arguments. */

/**
 * Whole minutes left, 0 for less than one, or null while that cannot be said:
 * in the first five seconds, or when nothing came or the total is not known.
 */
export function minutesLeft(got: number, total: number | null, elapsedMs: number): number | null {
  if (total === null || got <= 0 || elapsedMs < 5000 || got >= total) return null;
  const leftMs = ((total - got) * elapsedMs) / got;
  return leftMs < 60_000 ? 0 : Math.round(leftMs / 60_000);
}

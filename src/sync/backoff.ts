/** How long to leave the server alone after failing. */
const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/**
 * Milliseconds until the next try after `failures` in a row (1 or more): doubling, with full jitter in its upper half,
 * so that two hundred phones do not come back together. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

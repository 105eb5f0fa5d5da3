/** Chance that is the same every time: the demo is invented once and told the same way on every machine. */

export type Random = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 0 ≤ n < below. */
  int(below: number): number;
  /** Whole number, both ends in it. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** By weight; weights need not sum to anything. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  bytes(count: number): Uint8Array;
};

/** Mulberry32, seeded with text, so that every part of the demo has its own stream. */
export function randomOf(seed: string): Random {
  let state = 2166136261;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (probability) => next() < probability,
    pick: (items) => items[int(items.length)] as (typeof items)[number],
    weighted: (items) => {
      let at = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        at -= weight;
        if (at < 0) return item;
      }
      return (items.at(-1) as (typeof items)[number])[0];
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => int(256)),
  };
}

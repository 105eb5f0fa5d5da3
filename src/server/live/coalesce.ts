/** Gathers words for a moment and hands them on together, so that a burst of commits is one hint. */
export type Coalesced = {
  add(words: Iterable<string>): void;
  /** Drops what is gathered. */
  stop(): void;
};

export function coalesce(waitMs: number, hand: (words: string[]) => void): Coalesced {
  const gathered = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  return {
    add(words) {
      for (const word of words) gathered.add(word);
      if (gathered.size === 0 || timer) return;
      timer = setTimeout(() => {
        timer = null;
        const all = [...gathered];
        gathered.clear();
        hand(all);
      }, waitMs);
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      gathered.clear();
    },
  };
}

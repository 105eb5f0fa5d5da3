/** One writer: only one window of this browser may write. A second one waits, or takes over when a person says so. */

export type Writer = {
  /** True when this window writes now. Waits a moment: the window before us may just be closing. */
  claim(): Promise<boolean>;
  /** 在这里用 */
  steal(): Promise<void>;
};

const LOCK = "xunan-writer";
const PATIENCE_MS = 600;

/** `gained` when the lock comes after all, `lost` when another window took it. */
export function createWriter(gained: () => void, lost: () => void): Writer {
  let mine = false;
  let queued: AbortController | null = null;

  // Holds the lock until another window steals it or this one goes away.
  const hold = (options: LockOptions): Promise<void> =>
    new Promise((granted) => {
      navigator.locks
        .request(LOCK, options, () => {
          mine = true;
          queued = null;
          granted();
          return new Promise<never>(() => {});
        })
        .catch(() => {
          // Stolen, or our own waiting was called off.
          if (!mine) return;
          mine = false;
          lost();
          void queue().then(gained);
        });
    });
  const queue = (): Promise<void> => {
    queued = new AbortController();
    return hold({ signal: queued.signal });
  };

  return {
    async claim() {
      // No locks in this engine: every write still checks the chain and the cursor it builds on.
      if (mine || !("locks" in navigator)) return true;
      const granted = queue();
      const late = Symbol();
      const first = await Promise.race([granted, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, late))]);
      if (first === late) void granted.then(gained);
      return first !== late;
    },
    async steal() {
      if (mine || !("locks" in navigator)) return;
      queued?.abort();
      await hold({ steal: true });
    },
  };
}

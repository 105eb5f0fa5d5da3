/** One round at a time, whoever runs it: page worker or service worker. The browser frees the lock when its holder dies. */

const NAME = "sync";

/** Holds the lock `sync` while `work` runs; answers null when somebody else holds it. Without Web Locks it goes on alone. */
export async function underSyncLock<T>(work: () => Promise<T>): Promise<T | null> {
  // Very old engines have no locks; two rounds at once are harmless by the ids, only wasteful.
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(NAME, { ifAvailable: true }, async (lock) => (lock ? await work() : null));
}

/** The same, but waits until whoever holds it has ended: for what no round may run beside. */
export async function afterOtherRounds<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request(NAME, work) : work();
}

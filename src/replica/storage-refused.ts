/** The store would not take it: disk full, private mode, broken files. The caller must never say “saved”. */
export class StorageRefused extends Error {
  constructor(cause: unknown) {
    super(describe(cause), { cause });
    this.name = "StorageRefused";
  }
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Dexie wraps the browser's error; the inner name says more (QuotaExceededError).
  const inner = (cause as { inner?: unknown }).inner;
  return inner instanceof Error ? `${cause.name}: ${inner.name}` : cause.name;
}

/** A connection that died in the phone's sleep heals by reopening; a full disk does not. */
const healing = new Set(["DatabaseClosedError", "InvalidStateError", "UnknownError", "AbortError"]);

/** `retired`: closed on purpose; another window may write now, so it is not opened again. */
type Reopenable = { close(): void; open(): PromiseLike<unknown>; retired?: boolean };

/** Runs storage work; a dead connection is reopened once; what still fails becomes StorageRefused. */
export async function stored<T>(database: Reopenable, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (first) {
    if (first instanceof StaleWrite) throw first;
    if (database.retired || !(first instanceof Error) || !healing.has(first.name)) throw new StorageRefused(first);
    try {
      database.close();
      await database.open();
      return await work();
    } catch (second) {
      if (second instanceof StaleWrite) throw second;
      throw new StorageRefused(second);
    }
  }
}

/** Somebody else wrote in between; nothing of ours was stored. */
export class StaleWrite extends Error {
  constructor(what: string) {
    super(what);
    this.name = "StaleWrite";
  }
}

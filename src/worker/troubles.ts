/** What went wrong, in the page's words. */
import { StorageRefused } from "../replica/storage-refused.ts";
import type { SyncTrouble } from "../sync/trouble.ts";
import type { Result, Trouble } from "./api.ts";

export const refused = (code: string, gaps?: Record<string, string | number>): { ok: false; trouble: Trouble } => ({
  ok: false,
  trouble: { word: "refused", code, ...(gaps ? { gaps } : {}) },
});

/** Of a round: a refusal of the session is told with its code, everything else is one of the four words. */
export function troubleOf({ word, code, retryAfterS }: SyncTrouble): Trouble {
  if (word === "server-trouble" && code?.startsWith("session.")) return { word: "refused", code };
  return { word, ...(retryAfterS === undefined ? {} : { retryAfterS }) };
}

/** Runs storage work: what the browser would not store is told as that, never as saved. */
export async function orRefused<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageRefused)
      return { ok: false, trouble: { word: "storage-refused", detail: error.message } };
    throw error;
  }
}

/** Will the browser keep our data? Only a page may ask; the answer is shown, never assumed. */
import { patrolApi } from "../worker-client.ts";

export type Kept = { persisted: boolean; usedBytes: number | null };

export async function keepStorage(): Promise<Kept> {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // Refused like any other no: the worker says how it stands.
  }
  return patrolApi().persist();
}

/** Who is here and how sync stands: one signal for the whole app, fed by the worker. */
import { createRoot, createSignal } from "solid-js";
import type { Community } from "../../domain/community.ts";
import type { CareLevel } from "../../domain/scales.ts";
import type { Start, SyncState } from "../../worker/api.ts";
import { onChange, patrolApi } from "../worker-client.ts";

const [known, setKnown] = createRoot(() => createSignal<Start | undefined>());
const [now, setNow] = createRoot(() => createSignal(Date.now()));

/** Undefined until the worker has answered once. */
export const start = known;

/** The phone's clock, corrected by what the server last said of it [K10]. Read it where a time goes on record. */
export function nowText(): string {
  now();
  return new Date(Date.now() + offsetMs()).toISOString();
}

/** The same in milliseconds, moving every 20 s: enough for “26 小时没连网”. */
export const nowMs = (): number => now() + offsetMs();

const offsetMs = (): number => known()?.sync.offsetMs ?? 0;

export function sync(): SyncState | undefined {
  return known()?.sync;
}

export function communities(): Community[] {
  return known()?.communities ?? [];
}

/** How many stars a care level shows as: more care, or where an area has set it so, more safety. */
export function starsOf(level: CareLevel, community?: Community): number {
  const direction = (community ?? communities()[0])?.settings.starDirection ?? "care";
  return direction === "care" ? level : 6 - level;
}

export async function askStart(): Promise<void> {
  setKnown(await patrolApi().start());
}

/** 在这里用: this window becomes the one that writes. */
export async function takeOver(): Promise<void> {
  setKnown(await patrolApi().takeOver());
}

/** Follows the worker until the returned function is called. Rejects when the worker cannot start. */
export async function followSession(): Promise<() => void> {
  const stop = onChange(["start", "sync"], () => void askStart());
  const timer = setInterval(() => setNow(Date.now()), 20_000);
  const shown = (): void => {
    setNow(Date.now());
    void patrolApi().visible(document.visibilityState === "visible");
  };
  document.addEventListener("visibilitychange", shown);
  await askStart();
  shown();
  return () => {
    stop();
    clearInterval(timer);
    document.removeEventListener("visibilitychange", shown);
  };
}

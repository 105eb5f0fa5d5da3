/** How the state of sync reads on the ribbon: one vocabulary for ribbon, badge and outbox. Offline is grey, never red. */

import { dayOf } from "../../domain/calendar.ts";
import { clockTime, shortDay } from "../../ui/format.ts";
import type { IconName } from "../../ui/icon.tsx";
import type { SyncState } from "../../worker/api.ts";
import { p } from "./part-words.ts";

export type RibbonState = {
  kind: "offline" | "sending" | "sent" | "needs";
  icon: IconName;
  /** Parts that stay together; the ribbon breaks between them. */
  words: string;
  /** Second line that asks for something. */
  hint: string | null;
  /** When everything then waiting had been sent. */
  time: string | null;
  /** Opens 待传. */
  tap: boolean;
};

const LONG_MS = 24 * 3_600_000;

/** `nowMs` by the corrected clock. */
export function ribbonState(sync: SyncState, signedOut: boolean, nowMs: number): RibbonState {
  const { waiting, needsYou } = sync;
  const time = sync.syncedAt === null ? null : p("syncedAt", { time: syncTime(sync.syncedAt, nowMs) });
  const pushing = sync.phase === "pushing" && sync.total > 0;
  const base = { hint: null, time, tap: true };
  if (signedOut) {
    const words = waiting > 0 ? p("signedOutWaiting", { n: waiting }) : p("signedOut");
    return { ...base, kind: "needs", icon: "triangle", words };
  }
  if (needsYou > 0) {
    const sending = pushing && sync.total > sync.done;
    const more = sending ? sync.total - sync.done : waiting;
    const words =
      more > 0 ? p(sending ? "needsSending" : "needsWaiting", { n: needsYou, more }) : p("needs", { n: needsYou });
    return { ...base, kind: "needs", icon: "triangle", words };
  }
  const away = sync.contactAt === null ? 0 : nowMs - Date.parse(sync.contactAt);
  if (!sync.online && away > LONG_MS) {
    const hours = Math.floor(away / 3_600_000);
    const words = waiting > 0 ? p("longOffline", { hours, n: waiting }) : p("longOfflineFree", { hours });
    return { ...base, kind: "offline", icon: "cloud-off", words, hint: p("longOfflineHint"), time: null };
  }
  if (!sync.online) {
    const words = waiting > 0 ? p("offlineWaiting", { n: waiting }) : p("offlineFree");
    return { ...base, kind: "offline", icon: "cloud-off", words, time: waiting > 0 ? time : null };
  }
  if (pushing) {
    const done = Math.min(sync.done + 1, sync.total);
    return { ...base, kind: "sending", icon: "cloud-up", words: p("sending", { done, total: sync.total }), time: null };
  }
  if (waiting > 0) return { ...base, kind: "offline", icon: "clock-dashed", words: p("waiting", { n: waiting }) };
  return { ...base, kind: "sent", icon: "cloud-tick", words: p("sent"), tap: false };
}

function syncTime(at: string, nowMs: number): string {
  const today = dayOf(new Date(nowMs).toISOString());
  return dayOf(at) === today ? clockTime(at) : shortDay(dayOf(at));
}

/** The ribbon: what of the desk's work is where. */
import type { SyncState, Trouble } from "../api.ts";
import type { Desk } from "../desk.ts";
import { troubleOf } from "../troubles.ts";
import { isShown, outboxView } from "./outbox.ts";

export function syncState(desk: Desk): SyncState {
  const { replica, engine, progress, clock } = desk;
  const core = engine.core();
  const shown = replica.entries().filter(isShown);
  return {
    online: core.online,
    phase: core.phase === "pushing" || core.phase === "pulling" ? core.phase : "idle",
    done: progress.done,
    total: progress.total,
    pulled: progress.pulled,
    toPull: progress.toPull,
    waiting: shown.filter(({ row }) => row.state === "waiting").length,
    needsYou: outboxView(desk).filter(({ state }) => state === "rejected" || state === "returned").length,
    syncedAt: core.syncedAt,
    contactAt: core.contactAt,
    trouble: troubleNow(desk),
    offsetMs: clock.offsetMs(),
  };
}

function troubleNow(desk: Desk): Trouble | null {
  if (desk.broke !== null) return { word: "storage-refused", detail: desk.broke };
  const { trouble } = desk.engine.core();
  return trouble && troubleOf(trouble);
}

/** Before anyone is signed in, or where another window has the desk. */
export function noSync(trouble: Trouble | null): SyncState {
  return {
    online: false,
    phase: "idle",
    done: 0,
    total: 0,
    pulled: 0,
    toPull: null,
    waiting: 0,
    needsYou: 0,
    syncedAt: null,
    contactAt: null,
    trouble,
    offsetMs: null,
  };
}

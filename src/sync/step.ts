/**
 * The sync core: what to do next, as a pure function. No IO, no clock, no randomness: `context` brings them.
 *
 *   idle ──wish──▶ locking ──locked──▶ pushing ──pushed──▶ pulling ──pulled──▶ idle
 *                     │ busy              │ failed             │ failed        (and again, when asked meanwhile)
 *                     ▼                   ▼                    ▼
 *                    idle, tried again later; nothing is ever taken out of the outbox here
 */
import type { Instant } from "../domain/time.ts";
import { backoffMs } from "./backoff.ts";
import type { SyncTrouble } from "./trouble.ts";

export type Why = "written" | "online" | "visible" | "timer" | "asked" | "sync-event";

export type Core = {
  phase: "idle" | "locking" | "pushing" | "pulling";
  /** A round is owed: asked for during one, or put off. */
  again: boolean;
  visible: boolean;
  /** In a row. */
  failures: number;
  /** Mono ms before which only a person, the network or the eye may start a round. */
  retryAt: number;
  /** Mono ms before which nobody may: the server asked for it. */
  notBefore: number;
  /** The session is over: nothing is read or sent until sign-in, everything is kept. */
  signedOut: boolean;
  online: boolean;
  trouble: SyncTrouble | null;
  contactAt: Instant | null;
  syncedAt: Instant | null;
};

export type SyncEvent =
  | { type: "wish"; why: Why }
  | { type: "shown" }
  | { type: "hidden" }
  | { type: "locked" }
  | { type: "busy" }
  /** `deferredS`: the server asked to get some items again after so long; null when none. */
  | { type: "pushed"; deferredS: number | null }
  | { type: "pulled"; waiting: number }
  | { type: "failed"; trouble: SyncTrouble }
  | { type: "signed-in" }
  | { type: "signed-out" };

export type Effect =
  | { type: "lock" }
  | { type: "push" }
  | { type: "pull" }
  /** Give the lock back. */
  | { type: "release" }
  /** One alarm only; a newer one takes its place. It rings as a wish by `timer`. */
  | { type: "alarm"; inMs: number };

/** `now` is the corrected instant, `mono` runs only forward, `random` is in [0, 1). */
export type SyncContext = { now: Instant; mono: number; random: number };

export const EVERY_MS = 60_000;
/** Somebody else is draining: look again soon, for what they may not have seen. */
const BUSY_MS = 3_000;
const pressing: readonly Why[] = ["asked", "online", "visible", "sync-event"];

export function freshCore(from: Partial<Core> = {}): Core {
  return {
    phase: "idle",
    again: false,
    visible: true,
    failures: 0,
    retryAt: 0,
    notBefore: 0,
    signedOut: false,
    online: false,
    trouble: null,
    contactAt: null,
    syncedAt: null,
    ...from,
  };
}

export type Stepped = { state: Core; effects: Effect[] };

export function step(state: Core, event: SyncEvent, context: SyncContext): Stepped {
  switch (event.type) {
    case "shown":
      return wish({ ...state, visible: true }, "visible", context);
    case "hidden":
      return { state: { ...state, visible: false }, effects: [] };
    case "wish":
      return wish(state, event.why, context);
    case "signed-in":
      return wish({ ...state, signedOut: false, trouble: null, failures: 0, retryAt: 0 }, "asked", context);
    case "signed-out":
      return { state: { ...state, signedOut: true, again: false }, effects: [] };
    case "locked":
      if (state.phase !== "locking") return stay(state);
      return state.signedOut
        ? { state: { ...state, phase: "idle", again: false }, effects: [{ type: "release" }] }
        : { state: { ...state, phase: "pushing" }, effects: [{ type: "push" }] };
    case "busy":
      return state.phase === "locking"
        ? {
            state: { ...state, phase: "idle", again: true, retryAt: context.mono + BUSY_MS },
            effects: [{ type: "alarm", inMs: BUSY_MS }],
          }
        : stay(state);
    case "pushed":
      return state.phase === "pushing" ? pushed(state, event.deferredS, context) : stay(state);
    case "pulled":
      return state.phase === "pulling" ? pulled(state, event.waiting, context) : stay(state);
    case "failed":
      return state.phase === "pushing" || state.phase === "pulling"
        ? failedRound(state, event.trouble, context)
        : stay(state);
  }
}

const stay = (state: Core): Stepped => ({ state, effects: [] });

function wish(state: Core, why: Why, context: SyncContext): Stepped {
  // A call is never fulfilled by a round that is already running: it may have read the outbox before the write.
  if (state.phase !== "idle") return { state: { ...state, again: true }, effects: [] };
  if (state.signedOut) return stay(state);
  // Nobody looks and nothing is owed: leave the radio off.
  if (why === "timer" && !state.visible && !state.again) return stay(state);
  const allowedAt = pressing.includes(why) ? state.notBefore : Math.max(state.retryAt, state.notBefore);
  if (context.mono < allowedAt)
    return { state: { ...state, again: true }, effects: [{ type: "alarm", inMs: allowedAt - context.mono }] };
  // A person, the network or the eye starts the waiting over: a reply lost now is asked for again in seconds.
  const failures = pressing.includes(why) ? 0 : state.failures;
  return { state: { ...state, phase: "locking", again: false, failures }, effects: [{ type: "lock" }] };
}

function pushed(state: Core, deferredS: number | null, { now, mono }: SyncContext): Stepped {
  if (state.signedOut) return { state: { ...state, phase: "idle", again: false }, effects: [{ type: "release" }] };
  const retryAt = deferredS === null ? 0 : mono + deferredS * 1_000;
  return {
    state: { ...state, phase: "pulling", online: true, contactAt: now, retryAt },
    effects: [{ type: "pull" }],
  };
}

function pulled(state: Core, waiting: number, { now, mono }: SyncContext): Stepped {
  const rested: Core = {
    ...state,
    phase: "idle",
    again: false,
    failures: 0,
    notBefore: 0,
    online: true,
    trouble: null,
    contactAt: now,
    syncedAt: waiting === 0 ? now : state.syncedAt,
  };
  if (state.again && !state.signedOut) return { state: { ...rested, phase: "pushing" }, effects: [{ type: "push" }] };
  const effects: Effect[] = [{ type: "release" }];
  // What had no verdict is owed another round: when the server said, else in a minute.
  rested.again = waiting > 0;
  const inMs = waiting > 0 && state.retryAt > 0 ? Math.max(0, state.retryAt - mono) : EVERY_MS;
  if (state.visible || rested.again) effects.push({ type: "alarm", inMs: Math.min(EVERY_MS, inMs) });
  return { state: rested, effects };
}

function failedRound(state: Core, trouble: SyncTrouble, { now, mono, random }: SyncContext): Stepped {
  const failures = state.failures + 1;
  const notBefore = trouble.retryAfterS === undefined ? state.notBefore : mono + trouble.retryAfterS * 1_000;
  const retryAt = Math.max(mono + backoffMs(failures, random), notBefore);
  const heard = trouble.word !== "offline" && trouble.code !== undefined;
  const rested: Core = {
    ...state,
    phase: "idle",
    again: true,
    failures,
    retryAt,
    notBefore,
    trouble,
    online: trouble.word === "offline" ? false : heard || state.online,
    contactAt: heard ? now : state.contactAt,
    signedOut: state.signedOut || trouble.word === "signed-out",
  };
  const effects: Effect[] = [{ type: "release" }];
  if (!rested.signedOut) effects.push({ type: "alarm", inMs: retryAt - mono });
  return { state: rested, effects };
}

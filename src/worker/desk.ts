/** One person's desk on this phone: the open replica, and sync at work on it. */

import type { Me } from "../protocol/session.ts";
import { plainCipher } from "../replica/cipher.ts";
import type { RuleOf } from "../replica/overlay.ts";
import { Replica } from "../replica/replica.ts";
import { openContactBook } from "../sync/contact.ts";
import { createEngine, type Engine } from "../sync/engine.ts";
import { underSyncLock } from "../sync/lock.ts";
import { pull } from "../sync/pull.ts";
import { freshBudget, push } from "../sync/push.ts";
import type { Core } from "../sync/step.ts";
import type { Transport } from "../sync/transport.ts";
import type { Change, Result, Saved } from "./api.ts";
import type { PhoneClock } from "./clock.ts";

export type DeskDeps = {
  me: Me;
  device: string;
  app: string;
  clock: PhoneClock;
  transport: Transport;
  ruleOf: RuleOf;
  random(): number;
  alarm(inMs: number, ring: () => void): () => void;
  changed(topics: Change["topics"]): void;
};

/** What runs now, for the ribbon. */
export type Progress = {
  done: number;
  total: number;
  sending: ReadonlySet<string>;
  pulled: number;
  toPull: number | null;
};

export type Desk = {
  me: Me;
  device: string;
  app: string;
  clock: PhoneClock;
  replica: Replica;
  engine: Engine;
  progress: Progress;
  /** Storage failed in the middle of sync; null again after a good round. */
  broke: string | null;
  changed(topics: Change["topics"]): void;
  /** Acts of a person one after the other: each looks at what the one before has left. */
  inTurn<T>(act: () => Promise<T>): Promise<T>;
  /** Visits now being handed in: a second tap gets the answer of the first. */
  handingIn: Map<string, Promise<Result<Saved>>>;
  close(): void;
};

export const NOTHING_RUNS: Progress = { done: 0, total: 0, sending: new Set(), pulled: 0, toPull: null };

/** Throws StorageRefused when the browser will not open the store. */
export async function openDesk(deps: DeskDeps): Promise<Desk> {
  const { me, device, app, clock, transport, changed } = deps;
  const { id, name, role } = me.user;
  const replica = await Replica.open({ author: { id, name, role }, cipher: plainCipher, ruleOf: deps.ruleOf });
  const contact = await openContactBook({
    userId: id,
    device,
    app,
    wall: clock.wall,
    newEpoch: () => replica.newEpoch(clock.now()),
  });
  clock.correct(contact.last()?.offsetMs ?? null);

  const head = async () => contact.head((await replica.outbox.waiting()).length);
  const heard: typeof contact.heard = async (answer, sentTo) => {
    const ours = await contact.heard(answer, sentTo);
    clock.correct(contact.last()?.offsetMs ?? null);
    return ours;
  };

  const rested = async () => {
    desk.broke = null;
    await replica.tidy(clock.now());
    if (replica.waitingCount() === 0) await contact.synced(clock.now());
  };

  let before: Core | null = null;
  const engine = createEngine(
    {
      push: async (budget) => {
        const progress = (done: number, total: number, offered: string[]) => {
          desk.progress = { ...NOTHING_RUNS, done, total, sending: new Set(offered) };
          changed(["sync", "outbox"]);
        };
        const outcome = await push(
          { outbox: replica.outbox, transport, head, heard, now: clock.now, progress },
          budget,
        );
        await replica.refreshOutbox();
        return outcome;
      },
      pull: () =>
        pull({
          target: replica,
          transport,
          head,
          heard,
          progress(pulled, toPull) {
            desk.progress = { ...NOTHING_RUNS, pulled, toPull: toPull === null ? null : Math.max(pulled, toPull) };
            changed(["sync"]);
          },
        }),
      lock: underSyncLock,
      waiting: () => replica.waitingCount(),
      context: () => ({ now: clock.now(), mono: clock.mono(), random: deps.random() }),
      alarm: deps.alarm,
      rested,
      broke: (error) => {
        desk.broke = error instanceof Error ? error.message : String(error);
      },
      changed(core) {
        const idle = core.phase === "idle";
        if (idle) desk.progress = NOTHING_RUNS;
        // At rest everything may be different; during a round only the ribbon is.
        if (idle && before?.phase !== "idle") changed(["start", "sync", "today", "elder", "outbox"]);
        else changed(["sync"]);
        before = core;
      },
    },
    freshBudget(),
    {
      signedOut: me.mustChangePassword,
      contactAt: contact.last()?.at ?? null,
      syncedAt: contact.last()?.syncedAt ?? null,
    },
  );

  // The service worker delivered something: what it settled is in the store, not in our memory.
  const channel = new BroadcastChannel("xunan-outbox");
  channel.onmessage = () => {
    void replica.refreshOutbox().then(() => changed(["sync", "outbox", "today"]));
  };

  let acting: Promise<unknown> = Promise.resolve();
  const desk: Desk = {
    me,
    device,
    app,
    clock,
    replica,
    engine,
    progress: NOTHING_RUNS,
    broke: null,
    changed,
    inTurn(act) {
      const done = acting.then(act);
      acting = done.catch(() => {});
      return done;
    },
    handingIn: new Map(),
    close() {
      channel.close();
      engine.stop();
      replica.close();
    },
  };
  return desk;
}

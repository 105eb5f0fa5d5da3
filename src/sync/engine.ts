/** Does what the core decides: one round at a time, under the lock, with one alarm. */
import type { PushBudget, Pushed } from "./push.ts";
import { type Core, type Effect, freshCore, type SyncContext, type SyncEvent, step, type Why } from "./step.ts";
import type { Outcome, SyncTrouble } from "./trouble.ts";

export type EngineDeps = {
  push(budget: PushBudget): Promise<Outcome<Pushed>>;
  pull(): Promise<Outcome<null>>;
  /** Runs `work` alone, or answers null when somebody else is at it. */
  lock(work: () => Promise<void>): Promise<unknown>;
  /** Still without a verdict. */
  waiting(): number;
  context(): SyncContext;
  alarm(inMs: number, ring: () => void): () => void;
  /** After every change of the core. */
  changed(core: Core): void;
  /** After a whole round, still under the lock. */
  rested?(): Promise<void>;
  /** Storage that fails in the middle of a round: not the server's fault, told as it is. */
  broke(error: unknown): void;
};

export type Engine = {
  core(): Core;
  wish(why: Why): void;
  tell(event: Extract<SyncEvent, { type: "shown" | "hidden" | "signed-in" | "signed-out" }>): void;
  /** Resolves when no round runs. */
  rest(): Promise<unknown>;
  stop(): void;
};

export function createEngine(deps: EngineDeps, budget: PushBudget, from: Partial<Core> = {}): Engine {
  let core = freshCore(from);
  let cancelAlarm = () => {};
  let release = () => {};
  /** The lock of the round before may take a moment to come free. */
  let before: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const send = (event: SyncEvent): void => {
    if (stopped) return;
    const stepped = step(core, event, deps.context());
    core = stepped.state;
    for (const effect of stepped.effects) run(effect);
    deps.changed(core);
  };

  const run = (effect: Effect): void => {
    switch (effect.type) {
      case "lock":
        before = before.then(takeLock);
        break;
      case "push":
        void report(deps.push(budget), ({ deferredS }) => send({ type: "pushed", deferredS }));
        break;
      case "pull":
        void report(deps.pull(), () => endRound());
        break;
      // The alarm of an earlier rest must not cut the next one short.
      case "release":
        cancelAlarm();
        release();
        break;
      case "alarm":
        cancelAlarm();
        cancelAlarm = deps.alarm(effect.inMs, () => send({ type: "wish", why: "timer" }));
        break;
    }
  };

  /** Holds the lock until the core gives it back. */
  const takeLock = async () => {
    const work = async () => {
      if (stopped) return;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      send({ type: "locked" });
      await held;
    };
    // Where the browser refuses locks altogether, a busy neighbour is the gentlest thing to believe.
    const answer = await deps.lock(work).catch(() => null);
    if (answer === null) send({ type: "busy" });
  };

  const endRound = async () => {
    try {
      await deps.rested?.();
    } catch (error) {
      // Tidying can wait; the round itself went well.
      deps.broke(error);
    }
    send({ type: "pulled", waiting: deps.waiting() });
  };

  const report = async <T>(work: Promise<Outcome<T>>, done: (value: T) => void): Promise<void> => {
    let outcome: Outcome<T>;
    try {
      outcome = await work;
    } catch (error) {
      deps.broke(error);
      const trouble: SyncTrouble = { word: "server-trouble" };
      outcome = { ok: false, trouble };
    }
    if (outcome.ok) done(outcome.value);
    else send({ type: "failed", trouble: outcome.trouble });
  };

  return {
    core: () => core,
    wish: (why) => send({ type: "wish", why }),
    tell: send,
    rest: () => before,
    stop() {
      stopped = true;
      cancelAlarm();
      release();
    },
  };
}

/** The sync core alone: what it decides, event by event, and over random walks with a printed seed. */
import { describe, expect, test } from "vitest";
import { backoffMs } from "../../src/sync/backoff.ts";
import { type Core, type Effect, freshCore, type SyncEvent, step } from "../../src/sync/step.ts";
import { seeded } from "./random.ts";

const at = (mono: number, random = 0.5) => ({ now: "2026-11-22T02:00:00.000Z", mono, random });

function play(events: SyncEvent[], from: Partial<Core> = {}) {
  let state = freshCore(from);
  const effects: Effect["type"][] = [];
  for (const event of events) {
    const stepped = step(state, event, at(0));
    state = stepped.state;
    effects.push(...stepped.effects.map((effect) => effect.type));
  }
  return { state, effects };
}

const round: SyncEvent[] = [{ type: "locked" }, { type: "pushed", deferredS: null }, { type: "pulled", waiting: 0 }];

describe("a round", () => {
  test("pushes, then pulls, then rests until the minute is over", () => {
    const { state, effects } = play([{ type: "wish", why: "written" }, ...round]);
    expect(effects).toEqual(["lock", "push", "pull", "release", "alarm"]);
    expect(state).toMatchObject({ phase: "idle", online: true, trouble: null, syncedAt: "2026-11-22T02:00:00.000Z" });
  });

  test("[K3] a wish during a round leads to one more round, however often it is wished", () => {
    for (const after of [0, 1, 2]) {
      const wishes: SyncEvent[] = [1, 2, 3].map(() => ({ type: "wish", why: "written" }));
      const events: SyncEvent[] = [
        { type: "wish", why: "asked" },
        ...round.slice(0, after),
        ...wishes,
        ...round.slice(after),
      ];
      const first = play(events);
      expect(first.state.phase, `wished after ${after} steps`).toBe("pushing");
      expect(play([...events, ...round.slice(1)]).state.phase).toBe("idle");
    }
  });

  test("a lock held elsewhere is asked for again, and the wish is kept", () => {
    const { state, effects } = play([{ type: "wish", why: "written" }, { type: "busy" }]);
    expect(effects).toEqual(["lock", "alarm"]);
    expect(step({ ...state, visible: false }, { type: "wish", why: "timer" }, at(3_000)).effects).toEqual([
      { type: "lock" },
    ]);
  });

  test("hidden and nothing owed: the timer starts nothing; shown starts a round", () => {
    const hidden = play([{ type: "hidden" }, { type: "wish", why: "timer" }]);
    expect(hidden.effects).toEqual([]);
    expect(step(hidden.state, { type: "shown" }, at(0)).effects).toEqual([{ type: "lock" }]);
  });
});

test("[K3] a wish that has to wait is owed: it runs when the time has come, also with nobody looking", () => {
  const { state } = play([{ type: "hidden" }, { type: "signed-in" }], { notBefore: 30_000, signedOut: true });
  expect(state.phase).toBe("idle");
  expect(step(state, { type: "wish", why: "timer" }, at(30_000)).effects).toEqual([{ type: "lock" }]);
});

describe("failures", () => {
  const fails = (trouble: Extract<SyncEvent, { type: "failed" }>["trouble"]) =>
    play([{ type: "wish", why: "written" }, { type: "locked" }, { type: "failed", trouble }]);

  test("each rests, keeps its word, and sets an alarm", () => {
    for (const word of ["offline", "outdated-app", "server-trouble"] as const) {
      const { state, effects } = fails({ word });
      expect(state).toMatchObject({ phase: "idle", failures: 1, trouble: { word } });
      expect(effects).toEqual(["lock", "push", "release", "alarm"]);
    }
    expect(fails({ word: "offline" }).state.online).toBe(false);
  });

  test("[K1] signed out: nothing is read or sent until sign-in, then at once", () => {
    const { state, effects } = fails({ word: "signed-out", code: "session.none" });
    expect(effects).toEqual(["lock", "push", "release"]);
    for (const why of ["written", "online", "visible", "timer", "asked", "sync-event"] as const)
      expect(step(state, { type: "wish", why }, at(1e9)).effects, why).toEqual([]);
    expect(step(state, { type: "signed-in" }, at(1e9)).effects).toEqual([{ type: "lock" }]);
  });

  test("Retry-After holds for everybody, backoff only for timers and writes", () => {
    const told = fails({ word: "server-trouble", retryAfterS: 30 }).state;
    for (const why of ["written", "asked", "visible", "online"] as const) {
      expect(step(told, { type: "wish", why }, at(29_999)).effects, why).toMatchObject([{ type: "alarm" }]);
      expect(step(told, { type: "wish", why }, at(60_000)).effects, why).toEqual([{ type: "lock" }]);
    }
    const untold = fails({ word: "offline" }).state;
    expect(step(untold, { type: "wish", why: "written" }, at(10)).effects).toMatchObject([{ type: "alarm" }]);
    expect(step(untold, { type: "wish", why: "online" }, at(10)).effects).toEqual([{ type: "lock" }]);
  });

  test("backoff doubles to five minutes, never beyond, and two phones differ", () => {
    expect(backoffMs(1, 0)).toBe(1_000);
    expect(backoffMs(1, 0.999)).toBeLessThanOrEqual(2_000);
    for (let failures = 1; failures < 60; failures += 1) {
      expect(backoffMs(failures, 0.999)).toBeLessThanOrEqual(300_000);
      expect(backoffMs(failures + 1, 0.5)).toBeGreaterThanOrEqual(backoffMs(failures, 0.5));
    }
    expect(backoffMs(8, 0.1)).not.toBe(backoffMs(8, 0.9));
  });
});

test("random walks: at rest and not signed out, an alarm is always set or nothing is owed; one round at a time", () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = seeded(seed);
    let state = freshCore();
    let running = 0;
    let alarm = false;
    for (let turn = 0; turn < 60; turn += 1) {
      const moves: SyncEvent[] = [
        { type: "wish", why: random.pick(["written", "online", "visible", "timer", "asked", "sync-event"] as const) },
        { type: "shown" },
        { type: "hidden" },
        { type: random.chance(0.5) ? "signed-in" : "signed-out" },
      ];
      if (state.phase === "locking") moves.push({ type: "locked" }, { type: "busy" });
      if (state.phase === "pushing") moves.push({ type: "pushed", deferredS: random.chance(0.2) ? 5 : null });
      if (state.phase === "pulling") moves.push({ type: "pulled", waiting: random.int(2) });
      if (state.phase === "pushing" || state.phase === "pulling")
        moves.push({
          type: "failed",
          trouble: { word: random.pick(["offline", "signed-out", "server-trouble"] as const) },
        });
      const event = random.pick(moves);
      // A ringing alarm is gone; the wish it makes may set the next.
      if (event.type === "wish" && event.why === "timer") alarm = false;
      const stepped = step(state, event, at(turn * 1_000, random.next()));
      for (const effect of stepped.effects) {
        if (effect.type === "lock") running += 1;
        if (effect.type === "release") running -= 1;
        alarm = effect.type === "alarm" || (alarm && effect.type !== "release");
      }
      if (event.type === "busy") running -= 1;
      state = stepped.state;
      const why = `seed ${seed}, turn ${turn}, after ${JSON.stringify(event)}`;
      const idle = state.phase === "idle";
      if (running !== (idle ? 0 : 1)) expect.fail(`${why}: ${running} rounds at once`);
      if (idle && state.again && !state.signedOut && !alarm)
        expect.fail(`${why}: a round is owed and nothing will start it`);
    }
  }
});

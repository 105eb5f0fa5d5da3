/** The one vocabulary of sync, and where a person may be: pure, so every row of the design is one line here. */
import { describe, expect, test } from "vitest";
import { minutesLeft } from "../../src/patrol/first-sync/time-left.ts";
import { redirectOf } from "../../src/patrol/guard.ts";
import { inParts } from "../../src/patrol/outbox/sorting.ts";
import { ribbonState } from "../../src/patrol/parts/sync-words.ts";
import { setLanguage } from "../../src/ui/settings.ts";
import type { Start, SyncState } from "../../src/worker/api.ts";
import { fakeMe, fakeOutbox, fakeSync } from "../support/fake-patrol-api.ts";

const NOW = Date.parse("2026-11-22T02:42:00Z");
const sync = (part: Partial<SyncState>): SyncState => ({ ...fakeSync, ...part });
const long = "2026-11-21T00:30:00Z";

const rows: [string, SyncState, string, string, string | null, string][] = [
  [
    "offline, nothing waiting",
    sync({ online: false }),
    "已离线 · 可照常填",
    "Offline · works as usual",
    null,
    "offline",
  ],
  [
    "offline, waiting",
    sync({ online: false, waiting: 3 }),
    "已离线 · 3 条待上传",
    "Offline · 3 to send",
    "09:12 同步",
    "offline",
  ],
  [
    "uploading",
    sync({ phase: "pushing", done: 0, total: 4, waiting: 4 }),
    "正在上传 1 / 4",
    "Sending 1 of 4",
    null,
    "sending",
  ],
  ["all sent", sync({}), "已全部上传", "All sent", "09:12 同步", "sent"],
  [
    "needs a person, others on their way",
    sync({ needsYou: 1, phase: "pushing", done: 0, total: 2, waiting: 2 }),
    "1 条要您处理 · 2 条上传中",
    "1 needs you · 2 sending",
    "09:12 同步",
    "needs",
  ],
  ["needs a person, nothing else", sync({ needsYou: 2 }), "2 条要您处理", "2 need you", "09:12 同步", "needs"],
  [
    "a day without network",
    sync({ online: false, waiting: 5, contactAt: long }),
    "26 小时没连网 · 5 条待上传",
    "26 h offline · 5 to send",
    null,
    "offline",
  ],
];

describe("the ribbon says", () => {
  for (const [name, state, zh, en, time, kind] of rows) {
    test(name, () => {
      setLanguage("zh");
      expect(ribbonState(state, false, NOW)).toMatchObject({ words: zh, time, kind });
      setLanguage("en");
      expect(ribbonState(state, false, NOW).words).toBe(en);
      setLanguage("zh");
    });
  }

  test("after a day without network what to do before the day ends", () => {
    expect(ribbonState(sync({ online: false, contactAt: long }), false, NOW).hint).toBe("收工前请连一次网");
  });

  test("signed out: what is on this phone, before anything else", () => {
    const state = ribbonState(sync({ online: false, waiting: 3, needsYou: 1 }), true, NOW);
    expect(state).toMatchObject({ kind: "needs", words: "登录过期了 · 3 条在本机" });
  });

  test("a sync of another day by its date, not its time", () => {
    expect(ribbonState(sync({ syncedAt: "2026-11-20T08:57:00Z" }), false, NOW).time).toBe("11月20日 同步");
  });
});

describe("the guard", () => {
  const start: Start = { me: fakeMe, signedOut: false, ready: true, sync: fakeSync };
  const cases: [string, Partial<Start>, string, string | null][] = [
    ["nobody signed in", { me: null, ready: false }, "/outbox", "/sign-in"],
    ["a password to change first", { me: { ...fakeMe, mustChangePassword: true } }, "/", "/sign-in"],
    ["nothing downloaded yet", { ready: false }, "/elder/e1", "/first-sync"],
    ["pages lost, without a network: what waits", { ready: false }, "/outbox", null],
    ["pages lost, without a network: a visit begun", { ready: false }, "/visit/v1/summary", null],
    ["everything there", {}, "/elder/e1", null],
    ["signed in already", {}, "/sign-in", "/"],
    ["signed in, nothing downloaded", { ready: false }, "/sign-in", "/first-sync"],
    ["session over: work goes on", { signedOut: true }, "/visit/v1", null],
    ["session over: may sign in again", { signedOut: true }, "/sign-in", null],
  ];
  for (const [name, part, path, to] of cases) {
    test(name, () => expect(redirectOf({ ...start, ...part }, path)).toBe(to));
  }
});

test("the outbox lists what needs a person first, then what is on its way, then what was sent", () => {
  const parts = inParts([...fakeOutbox].reverse());
  expect(parts.needs.map(({ state }) => state).sort()).toEqual(["rejected", "returned"]);
  expect(parts.way.map(({ state }) => state)).toEqual(["sending", "waiting"]);
  expect(parts.held.map(({ elderName }) => elderName)).toEqual(["何守义"]);
  expect(parts.sent.map(({ elderName }) => elderName)).toEqual(["赵广才", "周玉珍"]);
});

describe("how long a download still takes", () => {
  test("is not guessed in the first seconds, nor without a total, nor before anything came", () => {
    expect(minutesLeft(100, 300, 4999)).toBeNull();
    expect(minutesLeft(100, null, 60_000)).toBeNull();
    expect(minutesLeft(0, 300, 60_000)).toBeNull();
  });
  test("follows the pace so far", () => {
    expect(minutesLeft(100, 300, 60_000)).toBe(2);
    expect(minutesLeft(290, 300, 60_000)).toBe(0);
  });
});

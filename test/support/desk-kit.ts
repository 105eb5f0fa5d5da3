/** The worker's api without a worker: a fake server behind it, no timers, and kills at will. */
import { defaultSettings } from "../../src/domain/community.ts";
import type { Elder } from "../../src/domain/elder.ts";
import { emptyState } from "../../src/domain/elder-state.ts";
import type { Me } from "../../src/protocol/session.ts";
import { createTransport } from "../../src/sync/transport.ts";
import type { PatrolApi } from "../../src/worker/api.ts";
import { createClock } from "../../src/worker/clock.ts";
import { createPatrolApi, type Environment } from "../../src/worker/patrol-api.ts";
import { type FakeElder, FakeServer } from "../sim/fake-server.ts";
import { COMMUNITY } from "./replica-kit.ts";

export function realElder(id: string, about: Partial<Elder> = {}): Elder {
  return {
    id,
    community: COMMUNITY,
    communityName: "校场社区",
    name: "王秀兰",
    pinyin: { full: "wang xiu lan", initials: "wxl" },
    sex: 2,
    birthOn: "1955-03-08",
    phone: "01066010001",
    address: { building: "3", unit: "2", room: "402" },
    plate: "3号楼 2-402",
    homePoint: { lat: 39.89, lng: 116.35 },
    contacts: [],
    advice: "",
    tags: ["独居"],
    status: "active",
    facts: {},
    vulnerability: { others: [], specialBesidesAge: false },
    state: emptyState(),
    ...about,
  };
}

export const meOf = (id: string, more: Partial<Me> = {}): Me => ({
  user: { id, login: id, name: "张敏", role: "patroller", areas: [{ code: COMMUNITY, name: "校场社区" }] },
  mustChangePassword: false,
  demo: true,
  epoch: "epoch-1",
  serverTime: "2026-11-22T02:00:00.000Z",
  ...more,
});

export function aServer(elders: Elder[]): FakeServer {
  const server = new FakeServer();
  server.markEvery = 500;
  server.community = { name: "校场社区", streetName: "广外", districtName: "西城", settings: defaultSettings };
  for (const elder of elders) server.addElder({ ...elder, seen: [] } as unknown as FakeElder);
  server.rest = (path, request) => {
    if (path.endsWith("/sign-in")) return meOf((request as { login: string }).login);
    if (path.endsWith("/sign-out") || path.endsWith("/password")) return {};
    return null;
  };
  return server;
}

const always: Environment["writer"] = () => ({ claim: async () => true, steal: async () => {} });

/** The app as started anew on this phone: what it knows, it read from the store. */
export function startApp(server: FakeServer, writer: Environment["writer"] = always): PatrolApi {
  return createPatrolApi({
    app: "0.0.0-test",
    clock: createClock({ wall: () => server.time, mono: () => performance.now(), boot: "boot" }),
    transport: createTransport({ fetch: server.fetch, connectMs: 300, idleMs: 300 }),
    random: () => 0.5,
    alarm: () => () => {},
    askForSync: async () => {},
    storage: async () => ({ persisted: false, usedBytes: null }),
    writer,
  });
}

/** Asks for a round and waits until sync has come to rest; at once when the session is over and nothing may run. */
export async function settled(api: PatrolApi): Promise<void> {
  // An app that was left behind by a "kill" may still be in a round; ours would find the lock taken and rest at once.
  await navigator.locks.request("sync", async () => {});
  const rest = new Promise<void>((resolve) => {
    void api.watch(({ topics }) => {
      if (topics.includes("start")) resolve();
    });
  });
  await api.syncNow();
  if ((await api.start()).signedOut) return;
  await rest;
}

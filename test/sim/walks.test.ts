/**
 * The whole of sync (core, engine, push, pull, transport) against a server that is certain and a network that is not,
 * by seed. `SEED=123 npx vitest run --config test/vitest.config.ts --project sim` replays one; `WALKS=5000` runs more.
 */
import { expect, test } from "vitest";
import { FakeServer, type Misbehaviour } from "./fake-server.ts";
import { MemoryPhone } from "./memory-phone.ts";
import { idFrom, seeded } from "./random.ts";

const ask = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const ONE = ask("SEED", 0);
const WALKS = ONE ? 1 : ask("WALKS", 150);
const faults: Misbehaviour[] = [
  "offline",
  "reply-lost",
  "sent-twice",
  "signed-out",
  "500",
  "html-200",
  "413",
  "429",
  "cut-body",
];

/** Lets whatever is under way get on a little, or settle when asked for many. */
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

async function walk(seed: number): Promise<void> {
  const random = seeded(seed);
  const server = new FakeServer();
  const communities = ["110102001001", "110102001002"];
  const elders = Array.from({ length: 2 + random.int(8) }, () => idFrom(random));
  for (const id of elders) server.addElder({ id, community: random.pick(communities), name: "王秀兰", seen: [] });

  // Each seed draws its own mix: a uniform one hides what only long dry spells show.
  const mine = faults.filter(() => random.chance(0.5));
  const rate = random.next() * 0.8;
  server.misbehave = () => (mine.length > 0 && random.chance(rate) ? random.pick(mine) : "none");
  if (random.chance(0.3)) server.limit = 9_000;
  server.markEvery = 1 + random.int(5);

  const phone = new MemoryPhone(server, random);
  const saved: Saved[] = [];
  let restore: (() => void) | null = null;
  const acts: (() => void)[] = [
    () => {
      const item = { id: idFrom(random), lane: random.pick(elders), poison: random.chance(0.05) };
      saved.push(item);
      if (item.poison) server.poison.add(item.id);
      if (random.chance(0.1)) server.deferrals.set(item.id, 1 + random.int(2));
      phone.save(item.id, item.lane, random.int(4));
      phone.engine.wish("written");
    },
    () => phone.engine.wish(random.pick(["online", "asked", "timer"] as const)),
    () => phone.engine.tell({ type: random.chance(0.5) ? "hidden" : "shown" }),
    () => phone.engine.tell({ type: "signed-in" }),
    () => phone.advance(random.int(120_000)),
    () => void phone.pushFromServiceWorker(),
    () => {
      const id = random.pick(elders);
      if (server.assigned.has(id) && random.chance(0.5)) server.unassign(id);
      else if (server.assigned.has(id)) server.rename(id, `王${random.int(100)}`);
      else server.assign(id);
    },
    () => {
      if (random.chance(0.2)) server.resetNext = true;
    },
    () => {
      if (random.chance(0.3)) restore = server.backup();
      else if (random.chance(0.2)) restore?.();
    },
  ];
  for (let move = 0; move < 30 + random.int(60); move += 1) {
    random.pick(random.chance(0.4) ? acts.slice(0, 1) : acts)();
    await turns(random.int(8));
  }

  // The faults stop: everything has to come right by itself.
  server.misbehave = () => "none";
  server.limit = Number.POSITIVE_INFINITY;
  phone.engine.tell({ type: "signed-in" });
  for (let round = 0; round < 12; round += 1) {
    await turns(40);
    phone.advance(400_000);
  }
  await turns(60);
  check(seed, server, phone, saved);
}

type Saved = { id: string; lane: string; poison: boolean };

function check(seed: number, server: FakeServer, phone: MemoryPhone, saved: Saved[]) {
  const why = `seed ${seed}`;
  expect(phone.broken, `${why}: nothing broke`).toEqual([]);
  expect(phone.items.length, `${why}: [K3] nothing left the outbox`).toBe(saved.length);
  for (const { id, poison } of saved) {
    const item = phone.items.find((one) => one.envelope.id === id);
    const applied = server.effects.filter((effect) => effect.id === id).length;
    expect(applied, `${why}: [K2] effects of ${id}`).toBe(poison ? 0 : 1);
    expect(item?.state, `${why}: [K4] state of ${id}`).toBe(poison ? "rejected" : "applied");
  }
  // The push that learns of a restore has its effect before what was lost comes again: order starts anew with an epoch.
  for (const lane of server.epoch === "epoch-1" ? new Set(saved.map((item) => item.lane)) : []) {
    const order = server.effects.filter((effect) => effect.lane === lane).map((effect) => effect.dseq);
    expect(order, `${why}: order in a lane`).toEqual([...order].sort((a, b) => a - b));
  }
  const held = Object.fromEntries(phone.rows.all("elder").map((row) => [row.id, row]));
  expect(held, `${why}: [K5] the replica is what the server allows`).toEqual(server.view());
  expect(phone.engine.core(), why).toMatchObject({ phase: "idle", trouble: null });
}

test(`[K2] [K3] [K4] [K5] [K12] ${WALKS} random walks lose nothing, do nothing twice and end equal to the server`, async () => {
  for (let seed = ONE || 1; seed < (ONE || 1) + WALKS; seed += 1) await walk(seed);
}, 300_000);

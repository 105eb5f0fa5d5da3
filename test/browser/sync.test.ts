/** Push and pull over a real store and a network that misbehaves: what every failure keeps, and how it ends. */
import { expect, test } from "vitest";
import { FIRST_BYTES } from "../../src/sync/batch.ts";
import type { Misbehaviour } from "../sim/fake-server.ts";
import { idFrom, seeded } from "../sim/random.ts";
import { freshId, openReplica, seen, toyBody } from "../support/replica-kit.ts";
import { aPhone, atWork, misbehaveOnce } from "../support/sync-kit.ts";

/** What the server holds about assigned elders and what the phone shows are the same. */
const same = (
  phone: Awaited<ReturnType<typeof atWork>>["phone"],
  server: Awaited<ReturnType<typeof atWork>>["server"],
) => expect(Object.fromEntries(phone.replica.elders().map((elder) => [elder.id, elder]))).toEqual(server.view());

test("[K2] a round delivers once and ends equal to the server", async () => {
  const { server, phone } = await atWork();
  const id = await phone.save("e1");
  expect(await phone.round()).toEqual({ ok: true, value: null });
  expect(phone.state(id)).toBe("applied");
  expect(server.effects.map((effect) => effect.id)).toEqual([id]);
  same(phone, server);
});

const failures: [Misbehaviour, string][] = [
  ["offline", "offline"],
  ["reply-lost", "offline"],
  ["silence", "offline"],
  ["cut-body", "offline"],
  ["signed-out", "signed-out"],
  ["bare-401", "server-trouble"],
  ["500", "server-trouble"],
  ["html-200", "server-trouble"],
  ["429", "server-trouble"],
];

for (const [how, word] of failures) {
  test(`[K3] push answered by ${how} is ${word}: the outbox stays whole, and the next push delivers once`, async () => {
    const { server, phone } = await atWork();
    const ids = [await phone.save("e1"), await phone.save("e2")];
    misbehaveOnce(server, "/push", how);
    expect(await phone.round()).toMatchObject({ ok: false, trouble: { word } });
    expect(ids.map((id) => phone.state(id))).toEqual(["waiting", "waiting"]);
    expect(seen(phone.replica, "e1")).toEqual([ids[0]]);
    expect(await phone.round()).toMatchObject({ ok: true });
    expect(ids.map((id) => phone.state(id))).toEqual(["applied", "applied"]);
    expect(server.effects.map((effect) => effect.id)).toEqual(ids);
    same(phone, server);
  });

  test(`[K6] pull answered by ${how} changes nothing it did not store, and the next one completes`, async () => {
    const { server, phone } = await atWork();
    server.rename("e1", "李桂英");
    misbehaveOnce(server, "/pull", how, 9);
    expect(await phone.pull()).toMatchObject({ ok: false });
    server.misbehave = () => "none";
    expect(await phone.pull()).toMatchObject({ ok: true });
    same(phone, server);
  });
}

test("429 hands on how long to wait, and nothing else of the status", async () => {
  const { server, phone } = await atWork();
  await phone.save("e1");
  misbehaveOnce(server, "/push", "429");
  expect(await phone.push()).toMatchObject({ ok: false, trouble: { word: "server-trouble", retryAfterS: 30 } });
});

test("[K2] a request that arrives twice has one effect", async () => {
  const { server, phone } = await atWork();
  const id = await phone.save("e1");
  misbehaveOnce(server, "/push", "sent-twice");
  await phone.round();
  expect(server.effects.map((effect) => effect.id)).toEqual([id]);
  expect(phone.state(id)).toBe("applied");
});

test("[K3] work saved while a push is under way is not settled with it", async () => {
  const { server, phone } = await atWork();
  const first = await phone.save("e1");
  let second = "";
  const real = server.fetch;
  let saving: Promise<unknown> | null = null;
  server.fetch = async (path, init) => {
    const answer = await real(path, init);
    saving ??= phone.save("e2").then((id) => {
      second = id;
    });
    await saving;
    return answer;
  };
  // The transport took the server's own fetch at the start: give the phone the slow one.
  const slow = await aPhone(server, phone.replica.author.id);
  misbehaveOnce(server, "/push", "none");
  const outcome = await slow.push();
  expect(outcome.ok).toBe(true);
  await phone.replica.refreshOutbox();
  expect(phone.state(first)).toBe("applied");
  expect(
    server.effects.map((effect) => effect.id),
    "each by a verdict of its own",
  ).toEqual([first, second]);
  expect(server.pushes.map((batch) => batch.map(({ id }) => id)).filter((batch) => batch.length > 0)).toEqual([
    [first],
    [second],
  ]);
});

test("413 halves until it fits; one item too large by itself holds up its own lane only", async () => {
  const { server, phone } = await atWork(["e1", "e2", "e3"]);
  const big = "界".repeat(6_000);
  const ids: string[] = [];
  for (const elder of ["e1", "e2", "e3"]) {
    const id = `01930000-0000-7000-8000-0000000000a${elder[1]}`;
    const body = {
      ...(await import("../support/replica-kit.ts")).toyBody(id),
      args: { id, note: elder === "e2" ? big : "" },
    };
    ids.push(await phone.save(elder, { id, body }));
  }
  const behind = await phone.save("e2");
  server.limit = 4_000;
  expect(await phone.push()).toMatchObject({ ok: true });
  expect(ids.map((id) => phone.state(id))).toEqual(["applied", "waiting", "applied"]);
  expect(phone.state(behind)).toBe("waiting");
  expect(phone.replica.entry(ids[1] ?? "")?.row.code).toBe("request.too-large");
  server.limit = Number.POSITIVE_INFINITY;
  await phone.round();
  expect(phone.state(behind)).toBe("applied");
  same(phone, server);
});

test("a slow uplink gets longer for a large request than for a small one", async () => {
  const { server, phone } = await atWork();
  const body = { ...toyBody("x"), args: { id: "x", note: "界".repeat(20_000) } };
  const id = await phone.save("e1", { body });
  // 60 KB at 500 bytes a millisecond: longer than the 80 ms in which an answer has to begin.
  server.uplink = 500;
  expect(await phone.push()).toMatchObject({ ok: true });
  expect(phone.state(id)).toBe("applied");
});

test("[K4] an uplink too slow for what is offered gets less each time, until it goes through", async () => {
  const { server, phone } = await atWork();
  const ids: string[] = [];
  for (let at = 0; at < 30; at += 1) {
    const id = freshId();
    ids.push(await phone.save("e1", { id, body: { ...toyBody(id), args: { id, note: "x".repeat(2_500) } } }));
  }
  server.uplink = 100;
  expect(await phone.push()).toMatchObject({ ok: false, trouble: { word: "offline" } });
  expect(phone.budget.bytes).toBeLessThanOrEqual(FIRST_BYTES / 2);
  for (let round = 0; round < 30 && phone.replica.waitingCount() > 0; round += 1) await phone.push();
  expect(ids.map((id) => phone.state(id)).filter((state) => state !== "applied")).toEqual([]);
  expect(server.effects.map((effect) => effect.id)).toEqual(ids);
});

test("[K4] poison is refused and kept; everything else goes in the same push", async () => {
  const { server, phone } = await atWork();
  const ids: string[] = [];
  for (let at = 0; at < 20; at += 1) ids.push(await phone.save(at % 2 ? "e1" : "e2"));
  const bad = ids[7] ?? "";
  server.poison.add(bad);
  await phone.round();
  expect(phone.state(bad)).toBe("rejected");
  expect(ids.filter((id) => phone.state(id) === "applied").length).toBe(19);
  expect(phone.replica.entries().length).toBe(20);
  same(phone, server);
});

test("[K4] a deferred item holds up later ones of its elder, nobody else", async () => {
  const { server, phone } = await atWork();
  const [first, second, other] = [await phone.save("e1"), await phone.save("e1"), await phone.save("e2")];
  server.deferrals.set(first, 1);
  expect(await phone.push()).toMatchObject({ ok: true, value: { settled: 1, deferredS: expect.any(Number) } });
  expect([first, second, other].map((id) => phone.state(id))).toEqual(["waiting", "waiting", "applied"]);
  await phone.round();
  expect(server.effects.map((effect) => effect.id)).toEqual([other, first, second]);
});

test("a cut pull keeps every whole mark and goes on from the last", async () => {
  const ids = Array.from({ length: 12 }, (_, at) => `e${at}`);
  const { server, phone } = await atWork(["e-1"]);
  for (const id of ids) server.addElder({ id, community: "110102001002", name: "张素珍", seen: [] });
  server.markEvery = 2;
  const before = server.pulls.length;
  misbehaveOnce(server, "/pull", "cut-body");
  expect(await phone.pull()).toMatchObject({ ok: true });
  const asked = server.pulls.slice(before);
  expect(asked.length).toBe(2);
  expect(asked[1], "not from the start").not.toEqual(asked[0]);
  same(phone, server);
});

test("[K5] un-assigned: unsent work goes first, then the elder is gone", async () => {
  const { server, phone, userId } = await atWork();
  const id = await phone.save("e1");
  server.unassign("e1");
  await phone.round();
  expect(server.effects.map((effect) => effect.id)).toEqual([id]);
  expect(phone.replica.elders().map((elder) => elder.id)).toEqual(["e2"]);
  expect((await openReplica(userId)).elders().map((elder) => elder.id)).toEqual(["e2"]);
});

test("[K2] nothing flickers between push and pull", async () => {
  const { server, phone, userId } = await atWork();
  const id = await phone.save("e1");
  await phone.push();
  expect(phone.state(id)).toBe("applied");
  expect(seen(phone.replica, "e1"), "server's row not here yet").toEqual([id]);
  expect(seen(await openReplica(userId), "e1"), "also after a restart").toEqual([id]);
  await phone.pull();
  expect(seen(phone.replica, "e1")).toEqual([id]);
  same(phone, server);
});

test("[K12] a restored server gets back what it lost, and a late answer of the old one does not flip the phone back", async () => {
  const { server, phone } = await atWork();
  const ids = [await phone.save("e1"), await phone.save("e2")];
  await phone.round();
  // Restored from a backup of before.
  server.epoch = "epoch-2";
  server.verdicts.clear();
  server.effects = [];
  for (const elder of server.elders.values()) elder.seen = [];
  for (let round = 0; round < 3; round += 1) await phone.round();
  expect(server.effects.map((effect) => effect.id)).toEqual(ids);
  expect(phone.contact.last()?.epoch).toBe("epoch-2");
  expect(
    await phone.contact.heard({ protocol: 1, epoch: "epoch-1", serverTime: "2026-11-22T02:00:00.000Z" }, "epoch-1"),
  ).toBe(false);
  expect(phone.contact.last()?.epoch).toBe("epoch-2");
  same(phone, server);
});

test("every message says protocol, app, device, epoch, how much waits and what time the phone has", async () => {
  const { server, phone } = await atWork();
  await phone.save("e1");
  const heads: unknown[] = [];
  const real = server.fetch;
  server.fetch = async (path, init) => {
    const { protocol, app, device, epoch, pending, wall } = JSON.parse(String(init.body));
    heads.push({ protocol, app, device, epoch, pending, wall });
    return real(path, init);
  };
  await (await aPhone(server, phone.replica.author.id)).round();
  expect(heads.length).toBe(2);
  expect(heads[0]).toEqual({
    protocol: 1,
    app: "0.0.0-test",
    device: expect.stringMatching(/^[0-9a-f-]{36}$/),
    epoch: "epoch-1",
    pending: 1,
    wall: expect.stringMatching(/Z$/),
  });
});

test("[K1] [K2] random rounds with kills on a real store: nothing lost, nothing twice, equal at the end", async () => {
  const faults: Misbehaviour[] = [
    "offline",
    "reply-lost",
    "sent-twice",
    "signed-out",
    "500",
    "html-200",
    "413",
    "cut-body",
    "429",
  ];
  for (let seed = 1; seed <= 8; seed += 1) {
    const random = seeded(seed);
    const { server, userId, ...begun } = await atWork();
    let phone = begun.phone;
    server.misbehave = () => (random.chance(0.4) ? random.pick(faults) : "none");
    const saved: string[] = [];
    for (let move = 0; move < 25; move += 1) {
      const act = random.int(5);
      if (act < 2) saved.push(await phone.save(random.pick(["e1", "e2"]), { id: idFrom(random) }));
      else if (act === 2) await phone.round();
      else if (act === 3) {
        // Killed in the middle of a round: memory is gone, the store is as it is.
        const round = phone.round().catch(() => null);
        phone.replica.close();
        phone = await aPhone(server, userId);
        await round;
        await phone.replica.refreshOutbox();
      } else server.rename(random.pick(["e1", "e2"]), `王${random.int(9)}`);
    }
    server.misbehave = () => "none";
    phone.replica.close();
    phone = await aPhone(server, userId);
    for (let round = 0; round < 4; round += 1) await phone.round();
    const why = `seed ${seed}`;
    expect(
      phone.replica
        .entries()
        .map(({ row }) => row.id)
        .sort(),
      `${why}: all there`,
    ).toEqual([...saved].sort());
    expect(
      saved.map((id) => phone.state(id)).filter((state) => state !== "applied"),
      why,
    ).toEqual([]);
    expect(server.effects.map((effect) => effect.id).sort(), `${why}: once each`).toEqual([...saved].sort());
    same(phone, server);
  }
});

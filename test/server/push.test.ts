import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Elder } from "../../src/domain/elder.ts";
import type { Visit } from "../../src/domain/visit.ts";
import type { Envelope } from "../../src/protocol/envelope.ts";
import type { Faults } from "../../src/server/sync/faults.ts";
import { addElder, addElders, anElder, aRecord, giveTo, newId, takeFrom } from "../support/elders.ts";
import { areas, startTestServer, type TestServer } from "../support/server.ts";
import { TestPhone } from "../support/test-phone.ts";

let server: TestServer;
let phone: TestPhone;
/** What the server is told to break, while a test wants it. */
let fault: Faults | null = null;

beforeAll(async () => {
  server = await startTestServer({ faults: (point, cut) => fault?.(point, cut) });
  phone = await TestPhone.signedIn(server, "li", [areas.community], "李强");
});
afterAll(() => server.close());

const elderOf = (patroller: TestPhone | null = phone, community = areas.community): Promise<Elder> =>
  addElder(server.test, community, patroller?.userId ?? null);

const count = async (table: string, where: string, value: unknown): Promise<number> =>
  Number((await server.test.query(`select count(*) as n from ${table} where ${where} = $1`, [value]))[0]?.["n"]);

const mutationRow = async (id: string) =>
  (await server.test.query("select * from mutations where mutation_id = $1", [id]))[0] as
    | { verdict: string; code: string; envelope: unknown; community: string; dseq: string; hash: string }
    | undefined;

const versionOf = async (community: string): Promise<number> =>
  Number(
    (await server.test.query("select version from community_versions where community = $1", [community]))[0]?.[
      "version"
    ],
  );

describe("push", () => {
  it("[K2] ten times at once and once more later: one effect, one verdict", async () => {
    const elder = await elderOf();
    const record = aRecord(elder);
    const envelope = phone.submit(record);
    const before = await versionOf(elder.community);
    const answers = (await Promise.all(Array.from({ length: 10 }, () => phone.push(envelope)))).map(([one]) => one);
    expect(answers.map((verdict) => verdict?.verdict)).toEqual(Array(10).fill("applied"));
    expect(answers.filter((verdict) => !verdict?.replayed)).toHaveLength(1);
    expect(new Set(answers.map((verdict) => verdict?.version))).toEqual(new Set([before + 1]));
    expect(await phone.push(envelope)).toEqual([
      { id: envelope.id, verdict: "applied", replayed: true, community: elder.community, version: before + 1 },
    ]);
    expect(await count("visits", "visit_id", record.visitId)).toBe(1);
    expect(await count("visit_revisions", "visit_id", record.visitId)).toBe(1);
    expect(await count("audit_log", "object_id", record.visitId)).toBe(1);
    expect(await versionOf(elder.community)).toBe(before + 1);
  });

  it("[K2] the reply lost after the commit: sent again, it is applied already", async () => {
    const elder = await elderOf();
    const record = aRecord(elder);
    const envelope = phone.submit(record);
    fault = (point, cut) => {
      if (point === "push.after-commit-before-reply") cut();
    };
    await expect(phone.push(envelope)).rejects.toThrow();
    fault = null;
    expect(await phone.push(envelope)).toMatchObject([{ id: envelope.id, verdict: "applied", replayed: true }]);
    expect(await count("visits", "visit_id", record.visitId)).toBe(1);
  });

  it("[K2] broken before the commit: nothing stayed, and sent again it is applied for the first time", async () => {
    const elder = await elderOf();
    const record = aRecord(elder);
    const envelope = phone.submit(record);
    const before = await versionOf(elder.community);
    fault = (point) => {
      if (point === "push.before-commit") throw Object.assign(new Error("crash"), { code: "57P01" });
    };
    expect(await phone.push(envelope)).toMatchObject([{ verdict: "deferred", retryAfterS: expect.any(Number) }]);
    fault = null;
    expect(await count("visits", "visit_id", record.visitId)).toBe(0);
    expect(await versionOf(elder.community)).toBe(before);
    const [verdict] = await phone.push(envelope);
    expect(verdict).toMatchObject({ verdict: "applied", version: before + 1 });
    expect(verdict?.replayed).toBeUndefined();
  });

  it("[K2] the same id twice in one push is one visit", async () => {
    const elder = await elderOf();
    const envelope = phone.submit(aRecord(elder));
    const verdicts = await phone.push(envelope, envelope);
    expect(verdicts.map(({ id, verdict }) => ({ id, verdict }))).toEqual(
      Array(2).fill({ id: envelope.id, verdict: "applied" }),
    );
    expect(await count("visit_revisions", "mutation_id", envelope.id)).toBe(1);
  });

  it("[K4] three bad ones among 200: the rest is applied in the same push", async () => {
    const elders = Array.from({ length: 200 }, () => anElder(areas.community));
    await addElders(server.test, elders, phone.userId);
    const envelopes = elders.map((elder, at) => {
      const record = aRecord(elder);
      // PostgreSQL's jsonb takes no NUL: only the database notices, in the middle of the transaction.
      if (at === 57 || at === 198) record.note = "\0";
      return phone.submit(at === 120 ? { ...record, outcome: "dreamt" as never } : record);
    });
    const verdicts = await phone.push(...envelopes);
    const by = (verdict: string) => verdicts.flatMap((one, at) => (one.verdict === verdict ? [at] : []));
    expect(by("held")).toEqual([57, 198]);
    expect(by("rejected")).toEqual([120]);
    expect(by("applied")).toHaveLength(197);
    expect(verdicts[57]?.code).toBe("mutation.failed");
    expect(verdicts[120]?.code).toBe("mutation.invalid");
    // All three are kept as they were sent [K3].
    for (const at of [57, 120, 198]) {
      expect((await mutationRow(envelopes[at]?.id ?? ""))?.envelope).toEqual(envelopes[at]);
    }
  });

  it("[K4] an elder somebody else is at work on waits, and what follows on its lane; the others don't", async () => {
    const [busy, free] = [await elderOf(), await elderOf()];
    const elsewhere = await elderOf(phone, areas.other);
    const first = phone.submit(aRecord(busy, { finishedAt: "2026-11-20T02:00:00.000Z" }));
    const second = phone.submit(aRecord(busy, { finishedAt: "2026-11-21T02:00:00.000Z" }));
    const third = phone.submit(aRecord(free));
    const fourth = phone.submit(aRecord(elsewhere));
    const client = await server.test.database.pool.connect();
    await client.query("begin");
    await client.query("select from elders where elder_id = $1 for update", [busy.id]);
    const verdicts = await phone.push(first, second, third, fourth);
    await client.query("rollback");
    client.release();
    expect(verdicts.map((one) => one.verdict)).toEqual(["deferred", "deferred", "applied", "applied"]);
    expect(verdicts[1]).toMatchObject({ code: "mutation.lane-waits", retryAfterS: expect.any(Number) });
    expect(await mutationRow(first.id)).toBeUndefined();
    expect((await phone.push(first, second)).map((one) => one.verdict)).toEqual(["applied", "applied"]);
  });

  it("keeps the order of a lane: two visits of one elder in one push build on each other", async () => {
    const elder = await elderOf();
    const first = aRecord(elder, { finishedAt: "2026-11-20T02:00:00.000Z", answers: { U02: "C" } });
    const second = aRecord(elder, { finishedAt: "2026-11-21T02:00:00.000Z" });
    const [one, two] = [phone.submit(first), phone.submit(second)];
    const twice = phone.submit({ ...second, note: "sent a second time by mistake" });
    // Sent in the wrong order: the phone's own numbers decide which of the two is the visit.
    const verdicts = await phone.push(twice, two, one);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["rejected", "applied", "applied"]);
    expect(verdicts[0]?.code).toBe("visit.not-returned");
    await phone.pull();
    const row = phone.of<Elder>("elder").get(elder.id);
    expect(row?.state.visits.map(({ visitId }) => visitId)).toEqual([second.visitId, first.visitId]);
    expect(phone.of<Visit>("visit").get(second.visitId)?.record.note).toBe("");
  });

  describe("[K9] [K3] held, with everything that was sent", () => {
    const cases: [string, string, (elder: Elder) => unknown][] = [
      [
        "an unknown kind",
        "mutation.unknown-kind",
        (elder) => phone.envelope("visit.dance", { elderId: elder.id }, elder.id),
      ],
      ["a body that is no JSON", "envelope.unreadable", (elder) => phone.envelope("", {}, elder.id, { text: "{{{" })],
      [
        "a body of another shape",
        "envelope.unreadable",
        (elder) => phone.envelope("", {}, elder.id, { text: '{"kind":7}' }),
      ],
      [
        "a moment that is none",
        "envelope.unreadable",
        (elder) => phone.submit(aRecord(elder), { body: { occurredAt: "yesterday" } }),
      ],
      [
        "a sealed body",
        "envelope.unreadable",
        (elder) => phone.submit(aRecord(elder), { outer: { alg: "hpke-p256", kid: "1" } }),
      ],
      ["a newer envelope version", "envelope.newer", (elder) => phone.submit(aRecord(elder), { outer: { v: 2 } })],
      [
        "a newer member of the envelope",
        "mutation.newer-fields",
        (elder) => phone.submit(aRecord(elder), { outer: { zip: "br" } }),
      ],
      ["a damaged envelope", "envelope.invalid", (elder) => phone.submit(aRecord(elder), { outer: { prevHash: "?" } })],
      [
        "an unknown rule set",
        "visit.unknown-ruleset",
        (elder) => phone.submit({ ...aRecord(elder), ruleset: "2031.4" }),
      ],
      ["another author", "mutation.wrong-author", (elder) => phone.submit(aRecord(elder), { body: { by: newId() } })],
    ];
    it.each(cases)("%s", async (_name, code, make) => {
      const elder = await elderOf();
      const envelope = make(elder) as { id: string };
      expect(await phone.push(envelope)).toMatchObject([{ id: envelope.id, verdict: "held", code }]);
      expect(await mutationRow(envelope.id)).toMatchObject({
        verdict: "held",
        code,
        envelope,
        community: elder.community,
      });
      expect(await phone.push(envelope)).toMatchObject([{ verdict: "held", code, replayed: true }]);
      expect(await count("visits", "elder_id", elder.id)).toBe(0);
    });

    it("one without a usable id is kept too, and answered under the id it has", async () => {
      const odd = { v: 1, id: "7", body: "x" };
      const [verdict, other] = await phone.push(odd, "not even an object");
      expect(verdict).toMatchObject({ id: "7", verdict: "held", code: "envelope.invalid" });
      expect(other).toMatchObject({ id: "", verdict: "held" });
      const kept = await server.test.query("select envelope from mutations where mutation_id like 'unnamed-%'");
      expect(kept.map((row) => row["envelope"])).toEqual(expect.arrayContaining([odd, "not even an object"]));
    });

    it("what a newer phone adds to a record is no reason to hold it, and comes back unchanged", async () => {
      const elder = await elderOf();
      const record = { ...aRecord(elder), weather: "rain" };
      const code = record.due[0] ?? "";
      Object.assign(record.answers[code] ?? {}, { mood: { of: ["elder", 3] } });
      expect(await phone.push(phone.submit(record))).toMatchObject([{ verdict: "applied" }]);
      await phone.pull();
      expect(phone.of<Visit>("visit").get(record.visitId)?.record).toMatchObject({
        weather: "rain",
        answers: { [code]: { mood: { of: ["elder", 3] } } },
      });
    });

    it("an unknown member of the body is no reason to hold, and is kept", async () => {
      const elder = await elderOf();
      const envelope = phone.submit(aRecord(elder), { body: { signal: "2G" } });
      expect(await phone.push(envelope)).toMatchObject([{ verdict: "applied" }]);
      expect((await mutationRow(envelope.id))?.envelope).toEqual(envelope);
    });

    it("what PostgreSQL cannot keep as JSON is kept as text", async () => {
      const lane = "\0".repeat(3);
      const envelope = phone.envelope("visit.dance", {}, "x", { outer: { lane } });
      expect(await phone.push(envelope)).toMatchObject([{ verdict: "held" }]);
      const kept = (await mutationRow(envelope.id))?.envelope as { base64: string };
      expect(JSON.parse(Buffer.from(kept.base64, "base64").toString())).toEqual(envelope);
    });
  });

  describe("scope [K8]", () => {
    it("a former assignee's visit is held for a supervisor, not refused; a stranger's the same", async () => {
      const elder = await elderOf();
      await takeFrom(server.test, elder, phone.userId);
      const envelope = phone.submit(aRecord(elder));
      expect(await phone.push(envelope)).toMatchObject([{ verdict: "held", code: "elder.not-assigned" }]);
      expect(await mutationRow(envelope.id)).toMatchObject({ community: elder.community, envelope });
      const stranger = await elderOf(null);
      const nobody = aRecord({ ...stranger, id: newId() });
      const verdicts = await phone.push(phone.submit(aRecord(stranger)), phone.submit(nobody));
      // An elder of somebody else and one that does not exist look the same.
      for (const verdict of verdicts) expect(verdict).toMatchObject({ verdict: "held", code: "elder.not-assigned" });
      expect(verdicts[0]).toEqual({ ...verdicts[1], id: verdicts[0]?.id });
      expect(await count("visits", "elder_id", stranger.id)).toBe(0);
    });

    it("a visit's id opens no way to another elder's visit, or to another patroller's", async () => {
      const other = await TestPhone.signedIn(server, "wang", [areas.community]);
      const [mine, shared] = [await elderOf(), await elderOf(other)];
      await giveTo(server.test, shared, phone.userId);
      const theirs = aRecord(shared);
      expect(await other.push(other.submit(theirs))).toMatchObject([{ verdict: "applied" }]);
      const before = await server.test.query("select row_text from visits where visit_id = $1", [theirs.visitId]);
      const tries = [
        { ...aRecord(mine), visitId: theirs.visitId },
        { ...aRecord(shared), visitId: theirs.visitId },
        { ...aRecord(shared), visitId: theirs.visitId, revision: 2, baseRevision: 1 },
      ];
      const verdicts = await phone.push(...tries.map((record) => phone.submit(record)));
      for (const verdict of verdicts) expect(verdict).toMatchObject({ verdict: "rejected", code: "visit.unknown" });
      expect(await server.test.query("select row_text from visits where visit_id = $1", [theirs.visitId])).toEqual(
        before,
      );
    });

    it("a supervisor's acts don't come from a phone", async () => {
      const elder = await elderOf();
      const record = aRecord(elder);
      await phone.push(phone.submit(record));
      const envelope = phone.envelope("visit.approve", { visitId: record.visitId, revision: 1 }, elder.id);
      expect(await phone.push(envelope)).toMatchObject([{ verdict: "rejected", code: "mutation.not-allowed" }]);
      expect((await server.test.query("select state from visits where visit_id = $1", [record.visitId]))[0]).toEqual({
        state: "submitted",
      });
    });
  });

  it("another major version of the protocol is told to update, before anything is kept", async () => {
    const elder = await elderOf();
    const envelope = phone.submit(aRecord(elder));
    for (const protocol of [0, 2]) {
      phone.head = { protocol };
      const answer = await phone.post([envelope]);
      expect(answer.status).toBe(426);
      expect(await answer.json()).toMatchObject({ code: "app.outdated" });
    }
    phone.head = {};
    expect(await mutationRow(envelope.id)).toBeUndefined();
    expect(await phone.push(envelope)).toMatchObject([{ verdict: "applied" }]);
  });

  it("every answer carries protocol, epoch and the server's time", async () => {
    const answer = (await (await phone.post([])).json()) as Record<string, unknown>;
    expect(answer).toEqual({ protocol: 1, epoch: server.app.epoch, serverTime: expect.any(String), verdicts: [] });
    expect(Math.abs(Date.parse(String(answer["serverTime"])) - Date.now())).toBeLessThan(10_000);
  });

  it("the server's figures win, and that the phone saw others is flagged", async () => {
    const elder = await elderOf();
    const record = aRecord(elder, { computed: { level: 5, overall: 3, dims: null } });
    await phone.push(phone.submit(record));
    const [row] = await server.test.query("select level, flags, row_text from visits where visit_id = $1", [
      record.visitId,
    ]);
    expect(row?.["level"]).not.toBe(5);
    expect(row?.["flags"]).toContain("phone-differs");
    const honest = aRecord(await elderOf());
    await phone.push(phone.submit(honest));
    const [fine] = await server.test.query("select flags from visits where visit_id = $1", [honest.visitId]);
    expect(fine?.["flags"]).toEqual([]);
  });

  it("[K10] a clock that is off is noted with the visit, however it shows", async () => {
    const offsetOf = async (record: { visitId: string }) =>
      Number(
        (
          await server.test.query("select clock_offset_ms as ms from visits where visit_id = $1", [record.visitId])
        )[0]?.["ms"],
      );
    const right = aRecord(await elderOf());
    await phone.push(phone.submit(right));
    expect(Math.abs(await offsetOf(right))).toBeLessThan(5_000);
    // As the phone knew at the time; as seen at the push; as a record from the future tells.
    const known = aRecord(await elderOf());
    const wall = new Date().toISOString();
    await phone.push(phone.submit(known, { body: { clock: { wall, mono: 1, boot: "b", offsetMs: 3_600_000 } } }));
    expect(await offsetOf(known)).toBe(3_600_000);
    phone.head = { wall: new Date(Date.now() - 86_400_000).toISOString() };
    const seen = aRecord(await elderOf());
    await phone.push(phone.submit(seen));
    expect(Math.round((await offsetOf(seen)) / 60_000)).toBe(24 * 60);
    phone.head = {};
    const future = aRecord(await elderOf(), { finishedAt: new Date(Date.now() + 7_200_000).toISOString() });
    await phone.push(phone.submit(future));
    expect(Math.round((await offsetOf(future)) / 60_000)).toBe(-120);
  });

  it("[K10] a clock that runs years ahead does not put off the next visit", async () => {
    const elder = await elderOf();
    const later = new Date(Date.now() + 10 * 365 * 86_400_000).toISOString();
    await phone.push(phone.submit(aRecord(elder, { finishedAt: later, on: later.slice(0, 10) })));
    const [row] = await server.test.query("select next_due_on from elders where elder_id = $1", [elder.id]);
    expect(Date.parse(String(row?.["next_due_on"]))).toBeLessThan(Date.now() + 120 * 86_400_000);
  });

  it("[K10] a clock wrong by 50 years loses nothing", async () => {
    for (const at of ["1976-01-01T00:00:00.000Z", "2076-01-01T00:00:00.000Z"]) {
      const record = aRecord(await elderOf(), { finishedAt: at });
      phone.head = { wall: at };
      expect(await phone.push(phone.submit(record))).toMatchObject([{ verdict: "applied" }]);
      phone.head = {};
      expect(
        (await server.test.query("select flags from visits where visit_id = $1", [record.visitId]))[0]?.["flags"],
      ).toContain("clock-moved");
    }
  });

  it("[K11] notes the phone: when it was heard of, what waits, and how far its chain has no hole", async () => {
    const own = await TestPhone.signedIn(server, "zhao", [areas.community]);
    const envelopes: Envelope[] = [];
    for (let at = 0; at < 5; at += 1) envelopes.push(own.submit(aRecord(await elderOf(own))));
    const device = async () =>
      (
        await server.test.query(
          "select *, last_seen_at > now() - interval '1 minute' as fresh from devices where device_id = $1",
          [own.device],
        )
      )[0];
    own.head = { pending: 3, app: "0.2.0" };
    await own.push(envelopes[0], envelopes[1], envelopes[3], envelopes[4]);
    const hashOf = async (at: number) => (await mutationRow(envelopes[at]?.id ?? ""))?.hash;
    expect(await device()).toMatchObject({
      user_id: own.userId,
      pending: 3,
      app_version: "0.2.0",
      protocol: 1,
      fresh: true,
      last_dseq: "2",
      last_hash: await hashOf(1),
    });
    expect(envelopes[2]?.prevHash).toBe(await hashOf(1));
    await own.push(envelopes[2]);
    expect(await device()).toMatchObject({ last_dseq: "5", last_hash: await hashOf(4) });
  });

  it("that a person threw something away is recorded, and changes nothing", async () => {
    const elder = await elderOf();
    const before = await versionOf(elder.community);
    const envelope = phone.envelope("work.discard", { mutationId: newId() }, elder.id);
    const [verdict] = await phone.push(envelope);
    expect(verdict).toEqual({ id: envelope.id, verdict: "applied" });
    expect(await mutationRow(envelope.id)).toMatchObject({ verdict: "applied", version: null });
    expect(await versionOf(elder.community)).toBe(before);
  });

  it("[K3] [K11] what a mutation corrects, discards and follows is kept with it", async () => {
    const elder = await elderOf();
    const first = phone.submit(aRecord(elder));
    const target = newId();
    const discard = phone.envelope("work.discard", { mutationId: target }, elder.id);
    const correction = phone.submit(aRecord(elder), { outer: { replaces: first.id } });
    await phone.push(first, discard, correction);
    expect(await mutationRow(discard.id)).toMatchObject({ target, prev_hash: discard.prevHash, replaces: null });
    expect(await mutationRow(correction.id)).toMatchObject({ replaces: first.id, prev_hash: correction.prevHash });
    expect(await count("audit_log", "object_id", target)).toBe(1);
  });

  it("[K11] a push in the name of somebody else's phone changes nothing of it", async () => {
    const victim = await TestPhone.signedIn(server, "sun", [areas.community]);
    await victim.push(victim.submit(aRecord(await elderOf(victim))));
    const device = async () =>
      (
        await server.test.query("select user_id, pending, last_dseq, last_hash from devices where device_id = $1", [
          victim.device,
        ])
      )[0];
    const before = await device();
    phone.head = { device: victim.device, pending: 99 };
    const forged = phone.submit(aRecord(await elderOf()), { outer: { dseq: 2 } });
    expect(await phone.push(forged)).toMatchObject([{ verdict: "applied" }]);
    phone.head = {};
    expect(await device()).toEqual(before);
  });

  it("a visit's id must be one that every other route can name", async () => {
    const elder = await elderOf();
    for (const visitId of ["v/1 ?", "", elder.id.slice(1)]) {
      expect(await phone.push(phone.submit(aRecord(elder, { visitId })))).toMatchObject([
        { verdict: "rejected", code: "mutation.invalid" },
      ]);
    }
  });

  it("a revision that does not follow its base is refused in words, not held as the server's fault", async () => {
    const elder = await elderOf();
    expect(await phone.push(phone.submit(aRecord(elder, { revision: 3, baseRevision: 0 })))).toMatchObject([
      { verdict: "rejected", code: "visit.stale-revision" },
    ]);
  });

  it("[K12] a phone that still speaks to the server before a restore is asked again, and nothing is taken yet", async () => {
    const envelope = phone.submit(aRecord(await elderOf()));
    phone.head = { epoch: "before-the-restore" };
    expect(await phone.push(envelope)).toMatchObject([{ id: envelope.id, verdict: "deferred" }]);
    expect(await mutationRow(envelope.id)).toBeUndefined();
    phone.head = { epoch: server.app.epoch };
    expect(await phone.push(envelope)).toMatchObject([{ verdict: "applied" }]);
    phone.head = {};
    expect((await phone.post([{}])).headers.get("xunan-epoch")).toBe(server.app.epoch);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Elder } from "../../src/domain/elder.ts";
import type { Visit, VisitRecord } from "../../src/domain/visit.ts";
import type { VisitDetail, VisitList } from "../../src/protocol/console.ts";
import type { Browser } from "../support/browser.ts";
import { addElder, aRecord, newId } from "../support/elders.ts";
import { areas, startTestServer, type TestServer } from "../support/server.ts";
import { TestPhone } from "../support/test-phone.ts";

let server: TestServer;
let phone: TestPhone;
let supervisor: Browser;
let supervisorId: string;
beforeAll(async () => {
  server = await startTestServer();
  phone = await TestPhone.signedIn(server, "li", [areas.community], "李强");
  supervisorId = await server.addUser({ login: "zhao", role: "supervisor", areas: [areas.street], name: "赵敏" });
  supervisor = await server.signIn("console", "zhao");
});
afterAll(() => server.close());

const elderOf = (about: Partial<Elder> = {}, community = areas.community, by = phone) =>
  addElder(server.test, community, by.userId, about);

async function submitted(record: VisitRecord, by = phone): Promise<VisitRecord> {
  const [verdict] = await by.push(by.submit(record));
  if (verdict?.verdict !== "applied") throw new Error(JSON.stringify(verdict));
  return record;
}

async function ask<T>(path: string, browser = supervisor): Promise<T> {
  const answer = await browser.get(`/api/console/${path}`);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const approve = (id: string, revision = 1, browser = supervisor) =>
  browser.post(`/api/console/visits/${id}/approve`, { revision });
const giveBack = (id: string, revision = 1, browser = supervisor) =>
  browser.post(`/api/console/visits/${id}/return`, { revision, reason: "contradiction", note: "血压再量一次" });

const refused = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as object) });

/** The elder as the phone would know it now, for records that build on the last visit. */
async function known(elder: Elder): Promise<Elder> {
  const [row] = await server.test.query("select row_text from elders where elder_id = $1", [elder.id]);
  return JSON.parse(String(row?.["row_text"])) as Elder;
}

const at = (days: number, minutes = 0) => new Date(Date.now() - days * 86_400_000 + minutes * 60_000).toISOString();

describe("review", () => {
  it("returned, seen by the phone on its next pull, corrected as revision 2, approved", async () => {
    const elder = await elderOf();
    const record = await submitted(aRecord(elder, { answers: { U02: "B" } }));
    await phone.pull();
    const answer = await giveBack(record.visitId);
    expect(answer.status).toBe(200);
    await phone.pull();
    expect(phone.of<Visit>("visit").get(record.visitId)).toMatchObject({
      state: "returned",
      revision: 1,
      reviewed: { by: supervisorId, byName: "赵敏", reason: "contradiction", note: "血压再量一次" },
    });
    // A returned visit gives its answers and its contact back.
    expect(phone.of<Elder>("elder").get(elder.id)?.state).toMatchObject({
      contactOn: null,
      awaitingReview: false,
      answers: {},
    });

    const corrected = { ...record, revision: 2, baseRevision: 1, note: "又量了一次" };
    expect(await phone.push(phone.submit(corrected))).toMatchObject([{ verdict: "applied" }]);
    expect(await ask<VisitDetail>(`visits/${record.visitId}`)).toMatchObject({
      visit: { state: "submitted", revision: 2, record: { note: "又量了一次" } },
    });
    expect((await approve(record.visitId, 2)).status).toBe(200);
    await phone.pull();
    expect(phone.of<Visit>("visit").get(record.visitId)).toMatchObject({ state: "approved", revision: 2 });
    expect(phone.of<Elder>("elder").get(elder.id)?.state).toMatchObject({
      contactOn: record.on,
      awaitingReview: false,
    });
    // Both revisions are kept as they were sent.
    const kept = await server.test.query(
      "select revision, record from visit_revisions where visit_id = $1 order by 1",
      [record.visitId],
    );
    expect(kept.map((row) => [row["revision"], (row["record"] as VisitRecord).note])).toEqual([
      [1, ""],
      [2, "又量了一次"],
    ]);
    const audit = await server.test.query(
      "select actor_id, act, detail from audit_log where object_id = $1 and act <> 'visit.read' order by audit_id",
      [record.visitId],
    );
    expect(audit.map((row) => [row["actor_id"], row["act"]])).toEqual([
      [phone.userId, "visit.submit"],
      [supervisorId, "visit.return"],
      [phone.userId, "visit.submit"],
      [supervisorId, "visit.approve"],
    ]);
  });

  it("what was not returned is not corrected, and a correction of an older revision is refused", async () => {
    const record = await submitted(aRecord(await elderOf()));
    const again = { ...record, revision: 2, baseRevision: 1 };
    expect(await phone.push(phone.submit(again))).toMatchObject([{ verdict: "rejected", code: "visit.not-returned" }]);
    await giveBack(record.visitId);
    const stale = { ...record, revision: 2, baseRevision: 0 };
    expect(await phone.push(phone.submit(stale))).toMatchObject([
      { verdict: "rejected", code: "visit.stale-revision" },
    ]);
    expect(await phone.push(phone.submit(again))).toMatchObject([{ verdict: "applied" }]);
  });

  it("two reviewers at once: one decides, the other is told", async () => {
    await server.addUser({ login: "second", role: "supervisor", areas: [areas.district] });
    const other = await server.signIn("console", "second");
    for (let round = 0; round < 5; round += 1) {
      const record = await submitted(aRecord(await elderOf()));
      const answers = await Promise.all([approve(record.visitId), giveBack(record.visitId, 1, other)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const loser = answers.find(({ status }) => status === 409) as Response;
      expect(await loser.json()).toMatchObject({ code: "visit.not-submitted" });
      const acts = await server.test.query(
        "select act from audit_log where object_id = $1 and act in ('visit.approve', 'visit.return')",
        [record.visitId],
      );
      expect(acts).toHaveLength(1);
    }
  });

  it("a decision names the revision it saw", async () => {
    const record = await submitted(aRecord(await elderOf()));
    await giveBack(record.visitId);
    await submitted({ ...record, revision: 2, baseRevision: 1 });
    expect(await refused(await approve(record.visitId, 1))).toMatchObject({
      status: 409,
      code: "visit.stale-revision",
    });
    expect((await approve(record.visitId, 2)).status).toBe(200);
    expect(await refused(await approve(record.visitId, 2))).toMatchObject({ status: 409, code: "visit.not-submitted" });
    expect(await refused(await giveBack(record.visitId, 2))).toMatchObject({
      status: 409,
      code: "visit.not-submitted",
    });
  });

  it("nobody reviews a visit of their own", async () => {
    const elder = await elderOf();
    const record = await submitted(aRecord(elder));
    // The patroller becomes a supervisor.
    await server.test.query("update users set role = 'supervisor' where user_id = $1", [phone.userId]);
    const own = await server.signIn("console", "li");
    expect(await refused(await approve(record.visitId, 1, own))).toMatchObject({
      status: 403,
      code: "visit.own-review",
    });
    expect(await refused(await giveBack(record.visitId, 1, own))).toMatchObject({
      status: 403,
      code: "visit.own-review",
    });
    await server.test.query("update users set role = 'patroller' where user_id = $1", [phone.userId]);
    expect((await approve(record.visitId)).status).toBe(200);
  });

  it("[K8] a supervisor of another street finds nothing, in the queue and by id", async () => {
    await server.addUser({ login: "foreign", role: "supervisor", areas: ["320302001"] });
    const foreign = await server.signIn("console", "foreign");
    const record = await submitted(aRecord(await elderOf(), { answers: { U02: "C" } }));
    const { hazards } = await ask<VisitDetail>(`visits/${record.visitId}`);
    expect((await ask<VisitList>("visits?order=newest")).items.map(({ id }) => id)).toContain(record.visitId);
    expect(await ask<VisitList>("visits", foreign)).toEqual({
      items: [],
      next: null,
      counts: { submitted: 0, returned: 0, approved: 0 },
    });
    const unknown = newId();
    for (const id of [record.visitId, unknown, "not-an-id"]) {
      expect(await refused(await foreign.get(`/api/console/visits/${id}`))).toMatchObject({
        status: 404,
        code: "visit.unknown",
      });
      expect(await refused(await approve(id, 1, foreign))).toMatchObject({ status: 404, code: "visit.unknown" });
      expect(await refused(await giveBack(id, 1, foreign))).toMatchObject({ status: 404, code: "visit.unknown" });
    }
    for (const id of [hazards[0]?.id, `${unknown}-U02`]) {
      const answer = await foreign.post(`/api/console/hazards/${id}/close`, { note: "x" });
      expect(await refused(answer)).toMatchObject({ status: 404, code: "hazard.unknown" });
    }
    expect(await ask<object>("freshness", foreign)).toMatchObject({ phonesOnline: 0, phonesUnsynced: 0, waiting: 0 });
  });

  it("a level falls only after two approved visits computed lower, one step at a time (§3.4)", async () => {
    const elder = await elderOf();
    const levelNow = async () => (await known(elder)).state.level;
    const visit = async (days: number, answers: Record<string, string>) =>
      (await submitted(aRecord(await known(elder), { finishedAt: at(days), answers }))).visitId;
    // One high hazard: level 3 at once, from submission.
    const bad = await visit(20, { L07: "D" });
    const high = await levelNow();
    expect(high).toBeGreaterThanOrEqual(3);
    await approve(bad);
    const { hazards } = await ask<VisitDetail>(`visits/${bad}`);
    for (const { id } of hazards) {
      expect((await supervisor.post(`/api/console/hazards/${id}/close`, { note: "已清理" })).status).toBe(200);
    }
    const first = await visit(9, {});
    expect(await levelNow()).toBe(high);
    await approve(first);
    expect(await levelNow()).toBe(high);
    expect((await known(elder)).state.streak).toBe(1);
    const second = await visit(4, {});
    // Submitted is not enough for a fall.
    expect(await levelNow()).toBe(high);
    await approve(second);
    expect(await levelNow()).toBe((high ?? 0) - 1);
  });

  it("a hazard opens by a visit, is closed once by a supervisor, and the phone hears of both", async () => {
    const elder = await elderOf();
    const record = await submitted(aRecord(elder, { answers: { L07: "C" } }));
    const { hazards } = await ask<VisitDetail>(`visits/${record.visitId}`);
    expect(hazards).toMatchObject([{ item: "L07", state: "found", visitId: record.visitId, elderId: elder.id }]);
    const id = hazards[0]?.id ?? "";
    await phone.pull();
    expect(
      phone
        .of<Elder>("elder")
        .get(elder.id)
        ?.state.open.map((ticket) => ticket.id),
    ).toEqual([id]);
    const closing = `/api/console/hazards/${id}/close`;
    expect(await refused(await supervisor.post(closing, { note: "" }))).toMatchObject({ status: 400 });
    expect((await supervisor.post(closing, { note: "通道已清理" })).status).toBe(200);
    expect(await refused(await supervisor.post(closing, { note: "again" }))).toMatchObject({
      status: 409,
      code: "hazard.not-open",
    });
    const [row] = await server.test.query("select state, content from hazards where hazard_id = $1", [id]);
    expect(row).toMatchObject({ state: "closed", content: { closed: { byName: "赵敏", note: "通道已清理" } } });
    await phone.pull();
    expect(phone.of<Elder>("elder").get(elder.id)?.state.open).toEqual([]);
    expect(await server.test.query("select act from audit_log where object_id = $1", [id])).toEqual([
      { act: "hazard.close" },
    ]);
  });

  it("a visit that arrives late takes its place in time, and later ones are folded again", async () => {
    const elder = await elderOf();
    const newer = await submitted(aRecord(elder, { finishedAt: at(2) }));
    const older = await submitted(aRecord(elder, { finishedAt: at(6), answers: { L07: "C" } }));
    const { state } = await known(elder);
    expect(state.visits.map(({ visitId }) => visitId)).toEqual([newer.visitId, older.visitId]);
    expect(state.contactOn).toBe(newer.on);
    const detail = await ask<VisitDetail>(`visits/${newer.visitId}`);
    expect(detail.previous?.id).toBe(older.visitId);
    // The stored later visit builds on the late one now.
    expect(detail.visit.before.visits.map(({ visitId }) => visitId)).toEqual([older.visitId]);
  });
});

describe("the queue", () => {
  let own: TestPhone;
  let boss: Browser;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    own = await TestPhone.signedIn(server, "wangfang", ["320302001001"], "王芳");
    await server.addUser({ login: "gulou", role: "supervisor", areas: ["320302"] });
    boss = await server.signIn("console", "gulou");
    const put = async (name: string, about: Partial<Elder>, record: Parameters<typeof aRecord>[1]) => {
      const elder = await elderOf({ name, ...about }, areas.elsewhere, own);
      ids[name] = (await submitted(aRecord(elder, record), own)).visitId;
    };
    await put("张伟", { pinyin: { full: "zhang wei", initials: "zw" }, plate: "7号楼 1-101" }, { finishedAt: at(3) });
    await put("曾芳", { pinyin: { full: "zeng fang", initials: "zf" } }, { finishedAt: at(2), answers: { L07: "C" } });
    await put("李娜", { pinyin: { full: "li na", initials: "ln" } }, { finishedAt: at(1), answers: { U02: "E" } });
    await put("百分%", { pinyin: { full: "bai fen", initials: "bf" } }, { finishedAt: at(5), answers: { L07: "C" } });
  });

  const names = async (query: string) =>
    (await ask<VisitList>(`visits?${query}`, boss)).items.map(({ elderName }) => elderName);

  it("is ordered by urgency, newest or oldest", async () => {
    expect(await names("order=newest")).toEqual(["李娜", "曾芳", "张伟", "百分%"]);
    expect(await names("order=oldest")).toEqual(["百分%", "张伟", "曾芳", "李娜"]);
    // Worst first, then whoever has waited longest.
    expect(await names("")).toEqual(["李娜", "百分%", "曾芳", "张伟"]);
  });

  it("is searched by name, pinyin, initials, door plate and patroller", async () => {
    const cases: [string, string[]][] = [
      ["曾", ["曾芳"]],
      ["zengfang", ["曾芳"]],
      ["Zeng F", ["曾芳"]],
      ["zw", ["张伟"]],
      ["7号楼", ["张伟"]],
      ["1-101", ["张伟"]],
      ["王芳", ["李娜", "百分%", "曾芳", "张伟"]],
      ["%", ["百分%"]],
      ["_", []],
      ["' or 1=1 --", []],
      ["\0", ["李娜", "百分%", "曾芳", "张伟"]],
    ];
    for (const [q, found] of cases) expect(await names(`q=${encodeURIComponent(q)}`), q).toEqual(found);
  });

  it("says what a reviewer looks for first", async () => {
    const { items, counts, next } = await ask<VisitList>("visits", boss);
    expect(counts).toEqual({ submitted: 4, returned: 0, approved: 0 });
    expect(next).toBeNull();
    expect(items[0]).toMatchObject({
      id: ids["李娜"],
      communityName: "别处社区",
      patrollerName: "王芳",
      revision: 1,
      state: "submitted",
      outcome: "completed",
      worst: "critical",
      worstItem: "U02",
      worstOption: "E",
      level: 5,
      previousLevel: null,
    });
    expect(items[3]).toMatchObject({ worst: "none", worstItem: null, worstOption: null });
  });

  it("comes in pages that fit together, whatever the order", async () => {
    const elder = await elderOf({ name: "多次" }, areas.elsewhere, own);
    // Many at the very same moment: the id decides.
    const envelopes = Array.from({ length: 118 }, (_, nth) =>
      own.submit(aRecord(elder, { finishedAt: at(10 + Math.floor(nth / 40)), answers: nth % 3 ? {} : { L07: "C" } })),
    );
    await own.push(...envelopes);
    for (const order of ["urgent", "newest", "oldest"]) {
      const seen: string[] = [];
      let after = "";
      let pages = 0;
      do {
        const page: VisitList = await ask(
          `visits?order=${order}${after && `&after=${encodeURIComponent(after)}`}`,
          boss,
        );
        seen.push(...page.items.map(({ id }) => id));
        after = page.next ?? "";
        pages += 1;
      } while (after && pages < 9);
      expect(pages).toBe(3);
      expect(seen).toHaveLength(122);
      expect(new Set(seen).size).toBe(122);
    }
    for (const after of ["nonsense", Buffer.from('[0,0,"x","y"]').toString("base64url")]) {
      expect(await refused(await boss.get(`/api/console/visits?after=${after}`))).toMatchObject({ status: 400 });
    }
    expect((await boss.get("/api/console/visits?state=void")).status).toBe(400);
    expect((await boss.get("/api/console/visits?colour=red")).status).toBe(400);
  });
});

describe("questions to the supervisor (§2.1)", () => {
  const flags = async (record: VisitRecord) => (await ask<VisitDetail>(`visits/${record.visitId}`)).flags;

  it("a visit of under five minutes with all A, and one outside the fence", async () => {
    const finishedAt = new Date().toISOString();
    const short = { finishedAt, startedAt: new Date(Date.now() - 4 * 60_000).toISOString() };
    expect(await flags(await submitted(aRecord(await elderOf(), short)))).toEqual(["short-visit"]);
    const found = await submitted(aRecord(await elderOf(), { ...short, answers: { S01: "B" } }));
    expect(await flags(found)).toEqual([]);
    const checkIn = { at: finishedAt, judgement: "outside", distanceM: 900, accuracyM: 20, coordSys: "wgs84" } as const;
    expect(await flags(await submitted(aRecord(await elderOf(), { checkIn })))).toEqual(["outside-fence"]);
  });

  it("ten visits in a row nearly all by shortcut; one honest visit ends the row", async () => {
    const own = await TestPhone.signedIn(server, "shortcut", [areas.community]);
    const lazy = async (nth: number, source: "shortcut" | "tap") => {
      const record = aRecord(await elderOf({}, areas.community, own), { finishedAt: at(1, nth) });
      for (const answer of Object.values(record.answers)) if (answer.state === "answered") answer.source = source;
      return submitted(record, own);
    };
    const row: VisitRecord[] = [];
    for (let nth = 0; nth < 10; nth += 1) row.push(await lazy(nth, "shortcut"));
    expect(await flags(row[8] as VisitRecord)).toEqual([]);
    expect(await flags(row[9] as VisitRecord)).toEqual(["shortcut-heavy"]);
    expect(await flags(await lazy(10, "tap"))).toEqual([]);
    expect(await flags(await lazy(11, "shortcut"))).toEqual([]);
  });

  it("the same measured numbers in three visits of one elder", async () => {
    const elder = await elderOf();
    const measured = async (days: number, sys: number) => {
      const record = aRecord(await known(elder), { finishedAt: at(days), answers: { H02: "A" } });
      Object.assign(record.answers["H02"] ?? {}, { source: "value", value: { sys, dia: 80 } });
      return submitted(record);
    };
    expect(await flags(await measured(9, 121))).toEqual([]);
    expect(await flags(await measured(6, 121))).toEqual([]);
    expect(await flags(await measured(3, 121))).toContain("same-numbers");
    expect(await flags(await measured(1, 124))).toEqual([]);
  });

  it("[K10] a clock more than five minutes off, with how much", async () => {
    const detailOf = async (minutes: number) => {
      phone.head = { wall: new Date(Date.now() + minutes * 60_000).toISOString() };
      const record = await submitted(aRecord(await elderOf()));
      phone.head = {};
      return ask<VisitDetail>(`visits/${record.visitId}`);
    };
    const slight = await detailOf(4);
    expect(slight.flags).toEqual([]);
    expect(slight.clockOffsetS).toBeLessThan(-230);
    const wrong = await detailOf(-90);
    expect(wrong.flags).toEqual(["clock-moved"]);
    expect(Math.round((wrong.clockOffsetS ?? 0) / 60)).toBe(90);
  });
});

describe("accounts and freshness", () => {
  it("an administrator sees accounts and no elder; it is audited", async () => {
    const adminId = await server.addUser({ login: "admin", role: "admin" });
    const admin = await server.signIn("console", "admin");
    const { items } = await ask<{
      items: { login: string; elders: number; areas: string[]; lastSeenAt: string | null }[];
    }>("users", admin);
    const li = items.find(({ login }) => login === "li");
    expect(li).toMatchObject({ role: "patroller", name: "李强", areas: [areas.community], disabled: false });
    expect(li?.elders).toBeGreaterThan(5);
    expect(Date.now() - Date.parse(li?.lastSeenAt ?? "")).toBeLessThan(600_000);
    expect(items.find(({ login }) => login === "zhao")?.elders).toBe(0);
    expect(await server.test.query("select act from audit_log where actor_id = $1", [adminId])).toEqual([
      { act: "users.read" },
    ]);
    for (const path of ["visits", "freshness", `visits/${newId()}`, "live"]) {
      expect((await admin.get(`/api/console/${path}`)).status).toBe(403);
    }
    expect((await supervisor.get("/api/console/users")).status).toBe(403);
  });

  it("says how many phones were heard of, how many still hold work, and how much waits here", async () => {
    phone.head = { pending: 2 };
    await phone.pull();
    const fresh = await ask<{ asOf: string; phonesOnline: number; phonesUnsynced: number; waiting: number }>(
      "freshness",
    );
    const { counts } = await ask<VisitList>("visits");
    expect(fresh.phonesOnline).toBeGreaterThanOrEqual(1);
    expect(fresh.phonesUnsynced).toBe(1);
    expect(fresh.waiting).toBe(counts.submitted);
    phone.head = { pending: 0 };
    await phone.pull();
    expect(await ask<object>("freshness")).toMatchObject({ phonesUnsynced: 0 });
    phone.head = {};
  });

  it("reading a visit is audited", async () => {
    const record = await submitted(aRecord(await elderOf()));
    await ask(`visits/${record.visitId}`);
    expect(
      await server.test.query("select actor_id, community from audit_log where object_id = $1 and act = 'visit.read'", [
        record.visitId,
      ]),
    ).toEqual([{ actor_id: supervisorId, community: areas.community }]);
  });
});

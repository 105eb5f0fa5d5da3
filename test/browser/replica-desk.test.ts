/** The patroller's desk as the page sees it: real rules, real store, a fake server. */
import { expect, test, vi } from "vitest";
import type { VisitDraft } from "../../src/domain/visit.ts";
import type { Envelope } from "../../src/protocol/envelope.ts";
import { deliver } from "../../src/sync/deliver.ts";
import type { PatrolApi, Result } from "../../src/worker/api.ts";
import { createWriter } from "../../src/worker/writer.ts";
import type { FakeServer } from "../sim/fake-server.ts";
import { aServer, realElder, settled, startApp } from "../support/desk-kit.ts";
import { freshId, freshUser } from "../support/replica-kit.ts";

async function signedIn(elders = [realElder(freshId())]) {
  const server = aServer(elders);
  const login = freshUser();
  const api = startApp(server);
  expect(await api.signIn(login, "secret")).toMatchObject({ ok: true, value: { user: { id: login } } });
  await settled(api);
  return { server, api, login, elderId: elders[0]?.id ?? "" };
}
const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
};
/** Every due item answered with its first option, the way a quick visit goes. */
async function answerAll(api: PatrolApi, draft: VisitDraft, worse: Record<string, string> = {}): Promise<VisitDraft> {
  const at = draft.startedAt;
  const first = (code: string) => (code === "H07" ? "0" : "A");
  const answers = Object.fromEntries(
    draft.due.map((code) => [
      code,
      { state: "answered" as const, option: worse[code] ?? first(code), source: "tap" as const, at },
    ]),
  );
  const next: VisitDraft = { ...draft, answers, outcome: "completed", resumeAt: "summary" };
  must(await api.saveDraft(next));
  return next;
}
async function visitDone(api: PatrolApi, elderId: string, worse?: Record<string, string>) {
  const draft = must(await api.openVisit(elderId));
  await answerAll(api, draft, worse);
  return must(await api.submit(draft.visitId));
}
const verdictOnly = (server: FakeServer) => server.effects.map((effect) => effect.id);

test("sign-in, first download, today", async () => {
  const { api, elderId } = await signedIn();
  const start = await api.start();
  expect(start).toMatchObject({ ready: true, signedOut: false, sync: { trouble: null, waiting: 0 } });
  expect(start.communities?.map((community) => community.name)).toEqual(["校场社区"]);
  const today = await api.today({ lat: 39.891, lng: 116.35, accuracyM: 10, at: "2026-11-22T02:00:00.000Z" });
  expect(today).toMatchObject({ on: "2026-11-22", visited: 0, planned: 1 });
  expect(today.cards[0]).toMatchObject({
    elderId,
    group: "today",
    plate: "3号楼 2-402",
    distanceM: 111,
    progress: null,
  });
});

test("today: groups, then urgency, then distance", async () => {
  const day = (nextDueOn: string | null, more = {}) => ({
    state: { ...realElder("x").state, level: 3 as const, nextDueOn, ...more },
  });
  const near = { homePoint: { lat: 39.8901, lng: 116.35 } };
  const elders = [
    realElder(freshId(), { plate: "later", ...day("2026-12-01") }),
    realElder(freshId(), { plate: "far", ...day("2026-11-22"), homePoint: { lat: 39.95, lng: 116.35 } }),
    realElder(freshId(), { plate: "near", ...day("2026-11-22"), ...near }),
    realElder(freshId(), { plate: "grace", ...day("2026-11-20"), homePoint: { lat: 39.93, lng: 116.35 } }),
    realElder(freshId(), { plate: "late", ...day("2026-11-10") }),
    realElder(freshId(), { plate: "later but critical", ...day("2026-11-10", { open: [{ severity: "critical" }] }) }),
    realElder(freshId(), { plate: "done", ...day("2026-12-06", { contactOn: "2026-11-22" }) }),
    realElder(freshId(), { plate: "moved", ...day("2026-11-10"), status: "moved" }),
  ];
  const { api } = await signedIn(elders);
  const today = await api.today({ lat: 39.89, lng: 116.35, accuracyM: 10, at: "2026-11-22T02:00:00.000Z" });
  expect(today.cards.map(({ plate, group }) => `${plate}: ${group}`)).toEqual([
    "later but critical: overdue",
    "late: overdue",
    "near: today",
    "grace: today",
    "far: today",
    "done: done",
    "later: later",
  ]);
  expect(today.cards.find(({ plate }) => plate === "late")?.daysLate).toBe(10);
  expect(today).toMatchObject({ visited: 1, planned: 6 });
});

test("[K1] a killed app resumes its draft at the same question", async () => {
  const { server, api, elderId } = await signedIn();
  const draft = must(await api.openVisit(elderId));
  const code = draft.due[3] ?? "";
  must(await api.saveDraft({ ...draft, resumeAt: code, note: "门铃坏了" }));
  const again = startApp(server);
  expect((await again.start()).me?.user.name).toBe("张敏");
  expect(await again.visit(draft.visitId)).toMatchObject({ draft: { resumeAt: code, note: "门铃坏了", rev: 1 } });
  expect(must(await again.openVisit(elderId)).visitId).toBe(draft.visitId);
  expect((await again.today(null)).cards[0]?.progress).toEqual(expect.objectContaining({ answered: 0 }));
});

test("[K1] handed in offline: saved, shown as done, there after a kill, delivered once when the network is back", async () => {
  const { server, api, elderId } = await signedIn();
  server.misbehave = () => "offline";
  const saved = await visitDone(api, elderId);
  expect(saved).toMatchObject({ visited: 1, planned: 1, next: null });
  expect(saved.result.computedLevel).not.toBeNull();
  await settled(api);

  const again = startApp(server);
  expect((await again.today(null)).cards[0]).toMatchObject({ group: "done", awaitingReview: true, progress: null });
  expect(await again.outbox()).toMatchObject([
    { id: saved.mutationId, state: "waiting", position: 1, elderName: "王秀兰" },
  ]);
  expect((await again.start()).sync).toMatchObject({ waiting: 1, online: false });
  expect(await again.visit(saved.visitId)).toBeNull();

  server.misbehave = () => "none";
  await settled(again);
  expect(verdictOnly(server)).toEqual([saved.mutationId]);
  expect(await again.outbox()).toMatchObject([{ state: "sent", position: null }]);
  expect((await again.start()).sync).toMatchObject({ waiting: 0, online: true, trouble: null });
  const [envelope] = server.pushes.flat() as Envelope[];
  const body = JSON.parse(envelope?.body ?? "{}");
  expect(body).toMatchObject({ kind: "visit.submit", args: { elderId, outcome: "completed", revision: 1 } });
  expect(body.clock).toEqual({ wall: "2026-11-22T02:00:00.000Z", mono: expect.any(Number), boot: "boot", offsetMs: 0 });
});

test("[K10] a wrong clock is corrected once the server was heard, and both times are on the record", async () => {
  const elder = realElder(freshId());
  const server = aServer([elder]);
  const serverTime = server.time;
  const api = startApp(server);
  // The phone is a year behind; what it was told by the server is right.
  server.now = () => new Date(serverTime).toISOString();
  server.time = serverTime - 365 * 86_400_000;
  must(await api.signIn(freshUser(), "secret"));
  await settled(api);
  expect((await api.start()).sync.offsetMs).toBe(365 * 86_400_000);
  expect((await api.today(null)).on).toBe("2026-11-22");
  const saved = await visitDone(api, elder.id);
  expect(saved.savedAt).toBe("2026-11-22T02:00:00.000Z");
  await settled(api);
  const body = JSON.parse((server.pushes.flat() as Envelope[])[0]?.body ?? "{}");
  expect(body.occurredAt).toBe("2026-11-22T02:00:00.000Z");
  expect(body.clock).toMatchObject({ wall: "2025-11-22T02:00:00.000Z", offsetMs: 365 * 86_400_000 });
});

test("[K2] a double tap on handing in makes one mutation, and both taps are told the same", async () => {
  const { server, api, elderId } = await signedIn();
  server.misbehave = () => "offline";
  const draft = must(await api.openVisit(elderId));
  await answerAll(api, draft);
  const [first, second] = await Promise.all([api.submit(draft.visitId), api.submit(draft.visitId)]);
  expect(must(second)).toEqual(must(first));
  expect((await api.outbox()).length).toBe(1);
});

test("[K2] a draft stored while its visit is handed in does not come back", async () => {
  const { server, api, elderId } = await signedIn();
  server.misbehave = () => "offline";
  const draft = must(await api.openVisit(elderId));
  const done = await answerAll(api, draft);
  const submitted = api.submit(draft.visitId);
  const late = await Promise.all(Array.from({ length: 4 }, () => api.saveDraft({ ...done, note: "门铃坏了" })));
  must(await submitted);
  expect(late.map(({ ok }) => ok)).toEqual([false, false, false, false]);
  expect(await api.visit(draft.visitId)).toBeNull();
  expect(await startApp(server).visit(draft.visitId), "also after a restart").toBeNull();
});

test("a double tap on an elder opens one visit", async () => {
  const { api, elderId } = await signedIn();
  const [first, second] = await Promise.all([api.openVisit(elderId), api.openVisit(elderId)]);
  expect(must(second).visitId).toBe(must(first).visitId);
});

test("[K1] storage refused at handing in is told as that; draft and outbox stay", async () => {
  const { server, api, elderId } = await signedIn();
  const draft = must(await api.openVisit(elderId));
  await answerAll(api, draft);
  const spy = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(await api.submit(draft.visitId)).toMatchObject({ ok: false, trouble: { word: "storage-refused" } });
  spy.mockRestore();
  expect(await api.outbox()).toEqual([]);
  expect((await api.visit(draft.visitId))?.draft.resumeAt).toBe("summary");
  expect(must(await startApp(server).submit(draft.visitId)).visitId).toBe(draft.visitId);
});

test("[K1] a store that will not open is told at the start, never taken for an empty phone", async () => {
  const { server } = await signedIn();
  const spy = vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
    throw new DOMException("no", "UnknownError");
  });
  const start = await startApp(server).start();
  spy.mockRestore();
  expect(start.sync.trouble).toMatchObject({ word: "storage-refused" });
});

test("[K3] a session that ended keeps everything, and sign-in delivers it", async () => {
  const { server, api, login, elderId } = await signedIn();
  server.misbehave = (path) => (path.includes("/sync/") ? "signed-out" : "none");
  const saved = await visitDone(api, elderId);
  await settled(api);
  expect(await api.start()).toMatchObject({
    signedOut: true,
    me: { user: { id: login } },
    sync: { waiting: 1, trouble: { word: "signed-out" } },
  });
  server.misbehave = () => "none";
  await settled(api);
  expect(verdictOnly(server), "nothing is sent before sign-in").toEqual([]);
  must(await api.signIn(login, "secret"));
  await settled(api);
  expect(verdictOnly(server)).toEqual([saved.mutationId]);
  expect((await api.start()).signedOut).toBe(false);
});

test("[K3] signing out asks first while work waits; left behind it stays for its owner only", async () => {
  const { server, api, login, elderId } = await signedIn();
  server.misbehave = (path) => (path.endsWith("/push") ? "offline" : "none");
  const saved = await visitDone(api, elderId);
  await settled(api);
  expect(await api.signOut({ leaveWork: false })).toMatchObject({
    ok: false,
    trouble: { word: "refused", code: "outbox.not-empty" },
  });
  expect(await api.signOut({ leaveWork: true })).toEqual({ ok: true, value: { waiting: 1 } });
  expect(await api.start()).toMatchObject({ me: null, ready: false });

  const other = freshUser();
  must(await api.signIn(other, "secret"));
  await settled(api);
  expect(await api.outbox()).toEqual([]);
  must(await api.signOut({ leaveWork: false }));

  server.misbehave = () => "none";
  must(await api.signIn(login, "secret"));
  await settled(api);
  expect(verdictOnly(server)).toEqual([saved.mutationId]);
  const devices = server.pushes.flat().map((envelope) => JSON.parse(envelope.body).device);
  expect(new Set(devices).size).toBe(1);
});

test("[K11] two people on one phone have a device id and a chain each", async () => {
  const { server, api, elderId } = await signedIn();
  await visitDone(api, elderId);
  await settled(api);
  must(await api.signIn(freshUser(), "secret"));
  await settled(api);
  await visitDone(api, elderId);
  await settled(api);
  const [mine, theirs] = server.pushes.flat();
  expect([mine?.dseq, theirs?.dseq]).toEqual([1, 1]);
  expect(JSON.parse(mine?.body ?? "{}").device).not.toBe(JSON.parse(theirs?.body ?? "{}").device);
});

test("[K3] nothing of one person leaves while another one signs in, and all of it does when that fails", async () => {
  const { server, api, login, elderId } = await signedIn();
  server.misbehave = () => "offline";
  const saved = await visitDone(api, elderId);
  await settled(api);
  server.misbehave = () => "none";

  const real = server.fetch;
  let cookie = login;
  let refuse = false;
  const sent: { of: string; as: string }[] = [];
  server.fetch = async (path, init) => {
    const request = JSON.parse(String(init.body));
    if (path.includes("/sync/")) sent.push({ of: request.device, as: cookie });
    if (!path.endsWith("/sign-in")) return real(path, init);
    if (!refuse) cookie = request.login;
    // The answer is on its way, the cookie is set: the network is back for everybody.
    void again.syncNow();
    await deliver({ fetch: server.fetch, app: "0.0.0-test", wall: () => server.time });
    await new Promise((resolve) => setTimeout(resolve, 150));
    return refuse ? new Response('{"code":"session.wrong"}', { status: 403, headers: json }) : real(path, init);
  };
  const again = startApp(server);
  server.misbehave = () => "offline";
  await again.start();
  await settled(again);
  server.misbehave = () => "none";
  sent.length = 0;

  const other = freshUser();
  must(await again.signIn(other, "secret"));
  await settled(again);
  const devices = Object.groupBy(sent, ({ as }) => as);
  expect(Object.keys(devices)).toEqual([other]);
  expect(new Set(sent.map(({ of }) => of)).size, "one device id").toBe(1);
  expect(verdictOnly(server)).toEqual([]);

  must(await again.signIn(login, "secret"));
  await settled(again);
  expect(verdictOnly(server)).toEqual([saved.mutationId]);

  refuse = true;
  const second = await visitDone(again, elderId);
  expect(await again.signIn(freshUser(), "wrong")).toMatchObject({ ok: false });
  await settled(again);
  expect((await again.start()).signedOut, "the desk is as it was").toBe(false);
  expect(verdictOnly(server)).toEqual([saved.mutationId, second.mutationId]);
});

const json = { "content-type": "application/json" };

test("[K4] a refused visit needs you: opened again, handed in again, it replaces the refused one", async () => {
  const { server, api, elderId } = await signedIn();
  const draft = must(await api.openVisit(elderId));
  await answerAll(api, draft);
  server.misbehave = () => "offline";
  const saved = must(await api.submit(draft.visitId));
  server.poison.add(saved.mutationId);
  server.misbehave = () => "none";
  await settled(api);
  expect((await api.start()).sync).toMatchObject({ waiting: 0, needsYou: 1 });
  expect(await api.outbox()).toMatchObject([{ state: "rejected", code: "mutation.invalid" }]);
  expect((await api.today(null)).cards[0]?.group).toBe("today");

  const again = must(await api.reopen(saved.mutationId));
  expect(again).toMatchObject({ visitId: draft.visitId, resumeAt: "summary", outcome: "completed" });
  expect(Object.keys(again.answers).length).toBe(draft.due.length);
  const second = must(await api.submit(again.visitId));
  await settled(api);
  expect(await api.outbox()).toMatchObject([{ id: second.mutationId, state: "sent" }]);
  const sent = server.pushes.flat().find(({ id }) => id === second.mutationId);
  expect(sent).toMatchObject({ dseq: 2, replaces: saved.mutationId });
});

test("[K3] a person throws a refused item away: recorded as an act of its own, the chain has no hole", async () => {
  const { server, api, elderId } = await signedIn();
  server.misbehave = () => "offline";
  const saved = await visitDone(api, elderId);
  expect(await api.discard(saved.mutationId), "not while it may be on the server").toMatchObject({ ok: false });
  server.poison.add(saved.mutationId);
  server.misbehave = () => "none";
  await settled(api);
  expect(must(await api.exportItem(saved.mutationId))).toContain(saved.visitId);
  must(await api.discard(saved.mutationId));
  await settled(api);
  expect(await api.outbox()).toEqual([]);
  expect((await api.start()).sync).toMatchObject({ waiting: 0, needsYou: 0 });
  const [, discard] = server.pushes.flat();
  expect(discard).toMatchObject({ dseq: 2 });
  expect(JSON.parse(discard?.body ?? "{}")).toMatchObject({
    kind: "work.discard",
    args: { mutationId: saved.mutationId },
  });
});

test("a returned visit is shown, corrected as a new revision, and sent again", async () => {
  const { server, api, elderId } = await signedIn();
  const saved = await visitDone(api, elderId);
  await settled(api);
  const here = await api.elder(elderId);
  const before = here?.elder.state;
  const args = JSON.parse(server.pushes.flat()[0]?.body ?? "{}").args;
  server.putVisit({
    id: saved.visitId,
    elderId,
    community: here?.community.code,
    patrollerId: args.by,
    patrollerName: "张敏",
    revision: 1,
    state: "returned",
    record: args,
    result: saved.result,
    before,
    occurredAt: "2026-11-22T02:00:00.000Z",
    receivedAt: "2026-11-22T02:00:01.000Z",
    reviewed: {
      by: "s",
      byName: "刘洋",
      at: "2026-11-22T03:00:00.000Z",
      reason: "contradiction",
      note: "血压和用药对不上",
    },
  });
  await settled(api);
  expect(await api.outbox()).toMatchObject([
    { state: "returned", returned: { reason: "contradiction", note: "血压和用药对不上" } },
  ]);
  expect((await api.start()).sync.needsYou).toBe(1);
  expect((await api.today(null)).cards[0]?.returned).toMatchObject({ visitId: saved.visitId, reason: "contradiction" });

  const draft = must(await api.openVisit(elderId));
  expect(draft).toMatchObject({
    visitId: saved.visitId,
    revision: 2,
    baseRevision: 1,
    returned: { reason: "contradiction" },
  });
  expect((await api.summary(draft.visitId))?.result.computedLevel).toBe(saved.result.computedLevel);
  const second = must(await api.submit(draft.visitId));
  expect(await api.outbox()).toMatchObject([{ id: second.mutationId }, { id: saved.mutationId, state: "sent" }]);
  expect((await api.today(null)).cards[0]).toMatchObject({ returned: null, awaitingReview: true, group: "done" });
  await settled(api);
  const sent = server.pushes.flat().find(({ id }) => id === second.mutationId);
  expect(JSON.parse(sent?.body ?? "{}").args).toMatchObject({ revision: 2, baseRevision: 1, visitId: saved.visitId });
});

test("[K5] un-assigned in the middle of a visit: the visit can still be finished and delivered", async () => {
  const { server, api, elderId } = await signedIn();
  const draft = must(await api.openVisit(elderId));
  await answerAll(api, draft);
  server.unassign(elderId);
  await settled(api);
  expect((await api.search("王秀兰")).length, "the row is gone").toBe(0);
  expect((await api.today(null)).cards).toMatchObject([{ elderId, progress: { answered: draft.due.length } }]);
  const saved = must(await api.submit(draft.visitId));
  await settled(api);
  expect(verdictOnly(server)).toEqual([saved.mutationId]);
  expect((await api.today(null)).cards).toEqual([]);
  expect(await api.outbox()).toMatchObject([{ elderName: "王秀兰", plate: "3号楼 2-402" }]);
});

test("a critical answer is sent before everything else", async () => {
  const [quiet, urgent] = [realElder(freshId()), realElder(freshId(), { name: "李桂英" })];
  const { server, api } = await signedIn([quiet, urgent]);
  server.misbehave = () => "offline";
  await visitDone(api, quiet.id);
  const second = await visitDone(api, urgent.id, { H01: "D" });
  server.misbehave = () => "none";
  await settled(api);
  expect(server.pushes.flat()[0]).toMatchObject({ id: second.mutationId, prio: 1, dseq: 2 });
});

test("search finds by name, pinyin, initials, door, phone tail and tag", async () => {
  const elders = [
    realElder(freshId(), { phone: "13812347788" }),
    realElder(freshId(), {
      name: "李桂英",
      pinyin: { full: "li gui ying", initials: "lgy" },
      address: { building: "12", unit: "1", room: "1101" },
      plate: "12号楼 1-1101",
      tags: ["瓶装燃气"],
    }),
  ];
  const { api } = await signedIn(elders);
  const found = async (text: string) => (await api.search(text)).map(({ name }) => name);
  expect(await found("秀兰")).toEqual(["王秀兰"]);
  expect(await found("wangxiu")).toEqual(["王秀兰"]);
  expect(await found("gui")).toEqual(["李桂英"]);
  expect(await found("WXL")).toEqual(["王秀兰"]);
  expect(await found("3-2-402")).toEqual(["王秀兰"]);
  expect(await found("12-1-1101")).toEqual(["李桂英"]);
  expect(await found("1101")).toEqual(["李桂英"]);
  expect(await found("7788")).toEqual(["王秀兰"]);
  expect(await found("瓶装")).toEqual(["李桂英"]);
  expect(await found("nobody")).toEqual([]);
  expect(await found(" ")).toEqual([]);
});

test("check-in judges by distance and accuracy, and never refuses", async () => {
  const { api, elderId } = await signedIn();
  const fix = (lat: number, accuracyM: number) => ({ lat, lng: 116.35, accuracyM, at: "2026-11-22T01:59:58.000Z" });
  expect(await api.judgeCheckIn(elderId, fix(39.8901, 20))).toMatchObject({
    judgement: "ok",
    distanceM: 11,
    ageMs: 2000,
  });
  expect(await api.judgeCheckIn(elderId, fix(39.9, 20))).toMatchObject({ judgement: "outside" });
  expect(await api.judgeCheckIn(elderId, null, "denied")).toEqual({
    at: "2026-11-22T02:00:00.000Z",
    judgement: "manual",
    reason: "denied",
    coordSys: "wgs84",
  });
});

test("one writer: a second window is told, takes over, and the first one lets go", async () => {
  const elder = realElder(freshId());
  const server = aServer([elder]);
  const first = startApp(server, createWriter);
  must(await first.signIn(freshUser(), "secret"));
  await settled(first);
  const second = startApp(server, createWriter);
  expect((await second.start()).sync.trouble).toEqual({ word: "elsewhere" });
  expect(await second.openVisit(elder.id)).toEqual({ ok: false, trouble: { word: "elsewhere" } });
  const told: string[] = [];
  await first.watch((change) => told.push(...change.topics));
  const taken = await second.takeOver();
  expect(taken.sync.trouble).toBeNull();
  expect(taken.ready).toBe(true);
  must(await second.openVisit(elder.id));
  await vi.waitFor(() => expect(told).toContain("start"));
  expect((await first.start()).sync.trouble).toEqual({ word: "elsewhere" });
  expect(await first.openVisit(elder.id)).toEqual({ ok: false, trouble: { word: "elsewhere" } });
});

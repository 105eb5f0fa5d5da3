import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Elder } from "../../src/domain/elder.ts";
import type { Visit } from "../../src/domain/visit.ts";
import type { Cursor, PullLine } from "../../src/protocol/pull.ts";
import { system } from "../../src/server/db/connection.ts";
import { updateElderStates } from "../../src/server/elders/elders.sql.ts";
import { type LogLine, logChanges, nextVersion } from "../../src/server/sync/changes.sql.ts";
import { addElder, addElders, anElder, aRecord, giveTo, takeFrom } from "../support/elders.ts";
import { areas, startTestServer, type TestServer } from "../support/server.ts";
import { parseLines, TestPhone } from "../support/test-phone.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

let patrollers = 0;
const aPhone = () => {
  patrollers += 1;
  return TestPhone.signedIn(server, `patroller-${patrollers}`, [areas.district]);
};

const kinds = (lines: readonly PullLine[]) => lines.map((line) => line.t).join(" ");
const puts = (lines: readonly PullLine[]) => lines.flatMap((line) => (line.t === "put" ? [line] : []));
const drops = (lines: readonly PullLine[]) => lines.flatMap((line) => (line.t === "drop" ? [line] : []));
const totalOf = (lines: readonly PullLine[]) => (lines[0]?.t === "head" ? lines[0].total : -1);

/** What the server would tell a phone that starts from nothing: a replica must equal it [K5]. */
async function serverView(phone: TestPhone): Promise<Map<string, unknown>> {
  const fresh = new TestPhone(phone.browser, phone.userId, phone.device);
  await fresh.pull();
  return fresh.rows;
}

const expectSameView = async (phone: TestPhone) => {
  const rows = (all: Map<string, unknown>) =>
    [...all]
      .map(([key, row]) => [key, { ...(row as object), version: 0 }])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  expect(rows(phone.rows)).toEqual(rows(await serverView(phone)));
};

const change = (elder: Elder, about: Partial<Elder>) =>
  server.test.database.as(system, async (db) => {
    const changed = { ...elder, ...about };
    await updateElderStates(db, await nextVersion(db, elder.community), [changed]);
    return changed;
  });

describe("pull", () => {
  it("brings the community, the elders assigned and the own visits, and ends with a cursor", async () => {
    const phone = await aPhone();
    const elder = await addElder(server.test, areas.community, phone.userId);
    const record = aRecord(elder);
    await phone.push(phone.submit(record));
    const lines = await phone.pull();
    expect(kinds(lines)).toBe("head put put put end");
    expect(totalOf(lines)).toBe(3);
    expect(lines[0]).toMatchObject({ protocol: 1, epoch: server.app.epoch });
    expect(phone.of("community").get(areas.community)).toMatchObject({
      name: "一社区",
      streetName: "西长安街街道",
      districtName: "西城区",
      settings: { starDirection: "care" },
    });
    expect(phone.of<Elder>("elder").get(elder.id)?.state.visits).toHaveLength(1);
    const visit = phone.of<Visit>("visit").get(record.visitId);
    expect(visit).toMatchObject({ state: "submitted", patrollerId: phone.userId, record });
    // [K10] when the server heard of it.
    expect(Math.abs(Date.parse(visit?.receivedAt ?? "") - Date.now())).toBeLessThan(60_000);
  });

  it("nothing new is one small answer, and asks the database once", async () => {
    const phone = await aPhone();
    await addElder(server.test, areas.community, phone.userId);
    await phone.pull();
    const answer = await phone.pullResponse();
    expect(answer.headers.get("content-encoding")).toBeNull();
    const text = await answer.text();
    expect(kinds(parseLines(text))).toBe("head end");
    expect(text.length).toBeLessThan(400);
  });

  it("passes rows on as they are kept, compressed", async () => {
    const phone = await aPhone();
    const elder = await addElder(server.test, areas.community, phone.userId, { advice: "先敲窗，再敲门\n耳背" });
    const answer = await phone.pullResponse(null);
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.headers.get("content-type")).toContain("application/x-ndjson");
    const text = await answer.text();
    const [row] = await server.test.query("select row_text from elders where elder_id = $1", [elder.id]);
    expect(text).toContain(`"row":${row?.["row_text"]}}\n`);
  });

  it("[K8] two patrollers of one community see nothing of each other", async () => {
    const [one, two] = [await aPhone(), await aPhone()];
    const mine = await addElder(server.test, areas.community, one.userId);
    const theirs = await addElder(server.test, areas.community, two.userId);
    const shared = await addElder(server.test, areas.community, one.userId);
    await giveTo(server.test, shared, two.userId);
    await one.push(one.submit(aRecord(mine)), one.submit(aRecord(shared)));
    await two.push(two.submit(aRecord(theirs)), two.submit(aRecord(shared)));
    for (const [phone, own, foreign] of [
      [one, mine, theirs],
      [two, theirs, mine],
    ] as const) {
      const text = JSON.stringify(await phone.pull());
      expect([...phone.of("elder").keys()].sort()).toEqual([own.id, shared.id].sort());
      expect([...phone.of<Visit>("visit").values()].every((visit) => visit.patrollerId === phone.userId)).toBe(true);
      expect(phone.of("visit").size).toBe(2);
      expect(text).not.toContain(foreign.id);
    }
    // A change of a foreign elder is no news at all.
    await change(theirs, { advice: "new" });
    expect(kinds(await one.pull())).toBe("head end");
  });

  it("[K6] a change that is not committed yet is never skipped", async () => {
    const phone = await aPhone();
    const slow = await addElder(server.test, areas.community, phone.userId);
    const quick = await addElder(server.test, areas.community, phone.userId);
    await phone.pull();
    let commit = () => {};
    const gate = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let taken = (_version: number) => {};
    const number = new Promise<number>((resolve) => {
      taken = resolve;
    });
    const first = server.test.database.as(system, async (db) => {
      const version = await nextVersion(db, areas.community);
      await updateElderStates(db, version, [{ ...slow, advice: "slow" }]);
      taken(version);
      await gate;
    });
    const held = await number;
    // The second writer has to wait for the first: order of numbers is order of commit.
    let done = false;
    const second = change(quick, { advice: "quick" }).then(() => {
      done = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(done).toBe(false);
    await phone.pull();
    const between = phone.cursor?.[areas.community]?.[0] ?? 0;
    expect(between).toBeLessThan(held);
    commit();
    await Promise.all([first, second]);
    await phone.pull();
    expect(phone.of<Elder>("elder").get(slow.id)?.advice).toBe("slow");
    expect(phone.of<Elder>("elder").get(quick.id)?.advice).toBe("quick");
    await expectSameView(phone);
  });

  it("[K5] an elder taken away is dropped, also the last one of a community, with the community", async () => {
    const phone = await aPhone();
    const [a, b] = [
      await addElder(server.test, areas.community, phone.userId),
      await addElder(server.test, areas.community, phone.userId),
    ];
    const only = await addElder(server.test, areas.other, phone.userId);
    await phone.push(phone.submit(aRecord(a)), phone.submit(aRecord(only)));
    await phone.pull();
    expect(phone.rows.size).toBe(7);
    await takeFrom(server.test, a, phone.userId);
    const lines = await phone.pull();
    expect(drops(lines).map(({ kind, id }) => `${kind} ${id}`)).toEqual([`elder ${a.id}`]);
    await takeFrom(server.test, only, phone.userId);
    const last = await phone.pull();
    expect(drops(last).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      `elder ${only.id}`,
      `community ${areas.other}`,
    ]);
    expect(Object.keys(phone.cursor ?? {})).toEqual([areas.community]);
    expect([...phone.rows.keys()].sort()).toEqual([`community ${areas.community}`, `elder ${b.id}`].sort());
    await expectSameView(phone);
    expect(kinds(await phone.pull())).toBe("head end");
  });

  it("[K5] given back, the elder returns with the patroller's own visits", async () => {
    const phone = await aPhone();
    const elder = await addElder(server.test, areas.community, phone.userId);
    const record = aRecord(elder);
    await phone.push(phone.submit(record));
    await phone.pull();
    await takeFrom(server.test, elder, phone.userId);
    await phone.pull();
    expect(phone.rows.size).toBe(0);
    await giveTo(server.test, elder, phone.userId);
    await phone.pull();
    expect([...phone.rows.keys()].sort()).toEqual(
      [`community ${areas.community}`, `elder ${elder.id}`, `visit ${record.visitId}`].sort(),
    );
    await expectSameView(phone);
  });

  it("own visits stay 30 days, longer while they wait for somebody, and are dropped when decided later", async () => {
    const phone = await aPhone();
    const elder = await addElder(server.test, areas.community, phone.userId);
    const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const old = aRecord(elder, { finishedAt: at(40) });
    const recent = aRecord(elder, { finishedAt: at(3) });
    await phone.push(phone.submit(old), phone.submit(recent));
    await phone.pull();
    expect(phone.of("visit").size).toBe(2);
    // Decided now: nobody waits for it any more, and the phone must not believe so for ever.
    await server.test.database.as(system, async (db) => {
      const version = await nextVersion(db, elder.community);
      await db.updateTable("visits").set({ state: "approved", version }).where("visit_id", "=", old.visitId).execute();
      await db.updateTable("changes").set({ version }).where("id", "=", old.visitId).execute();
    });
    expect(drops(await phone.pull()).map(({ id }) => id)).toEqual([old.visitId]);
    expect([...phone.of("visit").keys()]).toEqual([recent.visitId]);
    await expectSameView(phone);
  });

  it("[K6] 10,000 rows under one number come in pages by id; cut anywhere and resumed from the mark, all arrive [K5]", async () => {
    const phone = await aPhone();
    const elders = Array.from({ length: 10_000 }, (_, at) => anElder(areas.elsewhere, { name: `老人${at}` }));
    const version = await addElders(server.test, elders, phone.userId);
    const text = await (await phone.pullResponse(null)).text();
    const lines = parseLines(text);
    expect(totalOf(lines)).toBe(10_001);
    const marks = lines.flatMap((line) => (line.t === "mark" ? [line] : []));
    expect(marks.length).toBeGreaterThanOrEqual(20);
    expect(marks[0]?.cursor[areas.elsewhere]?.[0]).toBe(version);
    expect(marks[0]?.remaining).toBeLessThan(10_001);
    expect(marks.at(-1)?.remaining).toBeLessThanOrEqual(500);
    let since = 0;
    let most = 0;
    for (const line of lines) {
      since = line.t === "mark" || line.t === "end" ? 0 : since + 1;
      most = Math.max(most, since);
    }
    // The head and the community's own row come on top of the first page.
    expect(most).toBeLessThanOrEqual(502);
    // No elder comes twice, though its assignment has a line of its own.
    expect(puts(lines)).toHaveLength(10_001);

    // Cut at any character, resumed from the last mark that was whole.
    phone.take(parseLines(text.slice(0, text.lastIndexOf("\n", text.length * 0.31))));
    const first = phone.of("elder").size;
    expect(first % 500).toBeLessThanOrEqual(1);
    expect(first).toBeGreaterThan(2_000);
    const rest = await (await phone.pullResponse()).text();
    phone.take(parseLines(rest.slice(0, rest.lastIndexOf("\n", rest.length * 0.77))));
    const second = phone.of("elder").size;
    expect(second).toBeGreaterThan(first);
    expect(second).toBeLessThan(10_000);
    const last = await phone.pull();
    expect(puts(last).filter(({ kind }) => kind === "elder")).toHaveLength(10_000 - second);
    expect(new Set(phone.of("elder").keys())).toEqual(new Set(elders.map(({ id }) => id)));
  }, 180_000);

  it("[K5] a client that goes in the middle of the stream resumes from its last mark", async () => {
    const phone = await aPhone();
    await addElders(
      server.test,
      Array.from({ length: 1_600 }, () => anElder(areas.other)),
      phone.userId,
    );
    const answer = await phone.pullResponse(null);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes('"t":"mark"')) text += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    phone.take(parseLines(`${text.slice(0, text.lastIndexOf("\n"))}`));
    expect(phone.of("elder").size).toBeLessThan(1_600);
    await phone.pull();
    expect(phone.of("elder").size).toBe(1_600);
  });

  it("what changes in the middle of a long pull is not lost", async () => {
    const phone = await aPhone();
    const elders = Array.from({ length: 1_200 }, () => anElder(areas.other));
    await addElders(server.test, elders, phone.userId);
    const first = (await phone.pullLines(null)).findIndex((line) => line.t === "mark");
    const lines = (await phone.pullLines(null)).slice(0, first + 1);
    phone.take(lines);
    const seen = puts(lines).find((line) => line.kind === "elder")?.id;
    const elder = elders.find(({ id }) => id === seen);
    if (!elder) throw new Error("no elder on the first page");
    await change(elder, { advice: "changed in between" });
    const gone = elders.find(({ id }) => !phone.of("elder").has(id));
    if (!gone) throw new Error("all on the first page");
    await takeFrom(server.test, gone, phone.userId);
    await phone.pull();
    expect(phone.of<Elder>("elder").get(elder.id)?.advice).toBe("changed in between");
    expect(phone.of("elder").has(gone.id)).toBe(false);
    await expectSameView(phone);
  });

  /** Lines as a later version might write them, under one number of their own. */
  const writeLog = (phone: TestPhone, elder: Elder, lines: { kind: string; id: string }[]) =>
    server.test.database.as(system, async (db) => {
      const version = await nextVersion(db, elder.community);
      await logChanges(
        db,
        elder.community,
        version,
        lines.map((line) => ({ ...line, elderId: elder.id, patrollerId: phone.userId }) as LogLine),
      );
    });
  /** Visits that are on no file give no rows. */
  const empty = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ kind: "visit", id: `0-${String(at).padStart(5, "0")}` }));

  it("[K6] whole pages of lines that give no rows are passed over", async () => {
    const phone = await aPhone();
    const elder = await addElder(server.test, areas.community, phone.userId);
    await phone.pull();
    await writeLog(phone, elder, [...empty(1_100), { kind: "elder", id: elder.id }]);
    const answer = await phone.pullResponse();
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes('"t":"end"') && text.split('"t":"mark"').length < 10) text += (await reader?.read())?.value;
    await reader?.cancel();
    expect(kinds(parseLines(text.slice(0, text.lastIndexOf("\n"))))).toBe("head mark mark put end");
  });

  it("[K6] two things of one id at the end of a page both arrive", async () => {
    const phone = await aPhone();
    const elder = await addElder(server.test, areas.community, phone.userId);
    await phone.push(phone.submit(aRecord(elder, { visitId: elder.id })));
    await phone.pull();
    await writeLog(phone, elder, [...empty(499), { kind: "elder", id: elder.id }, { kind: "visit", id: elder.id }]);
    expect(
      puts(await phone.pullLines())
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["elder", "visit"]);
  });

  it("a cursor older than the log, from the future, or of another history starts anew", async () => {
    const phone = await aPhone();
    const elder = await addElder(server.test, areas.community, phone.userId);
    await phone.pull();
    const cursor = phone.cursor as Cursor;
    const [version] = cursor[areas.community] as [number, string];
    await change(elder, { advice: "x" });

    const prune = (before: number) =>
      server.test.query("update community_versions set pruned_before = $1 where community = $2", [
        before,
        areas.community,
      ]);
    await prune(version + 1);
    expect(kinds(await phone.pullLines(cursor))).toBe("head reset put put end");
    await prune(0);
    expect(kinds(await phone.pullLines({ [areas.community]: [version + 500, "~"] }))).toBe("head reset put put end");
    phone.head = { epoch: "another-history" };
    expect(kinds(await phone.pullLines(cursor))).toBe("head reset put put end");
    phone.head = { epoch: server.app.epoch };
    expect(kinds(await phone.pullLines(cursor))).toBe("head put end");
    phone.head = {};
  });

  it("a patroller with no elder at all gets an empty cursor", async () => {
    const phone = await aPhone();
    expect(kinds(await phone.pull())).toBe("head end");
    expect(phone.cursor).toEqual({});
  });

  it("another major version of the protocol is told to update", async () => {
    const phone = await aPhone();
    phone.head = { protocol: 2 };
    const answer = await phone.pullResponse(null);
    expect(answer.status).toBe(426);
    expect(await answer.json()).toMatchObject({ code: "app.outdated" });
  });
});

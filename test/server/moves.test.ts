/** Elders who move between two pulls: the roster import writes, a phone with the real replica's rows reads. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Elder } from "../../src/domain/elder.ts";
import { createRows, type Rows } from "../../src/replica/rows.ts";
import { system } from "../../src/server/db/connection.ts";
import { updateElderStates } from "../../src/server/elders/elders.sql.ts";
import { runRoster } from "../../src/server/roster/command.ts";
import { nextVersion } from "../../src/server/sync/changes.sql.ts";
import { addElder, aRecord, giveTo, takeFrom } from "../support/elders.ts";
import { type Intake, intake } from "../support/intake.ts";
import { areas, startTestServer, type TestServer } from "../support/server.ts";
import { TestPhone } from "../support/test-phone.ts";

let server: TestServer;
let office: Intake;
beforeAll(async () => {
  server = await startTestServer();
  office = intake(server.test.database);
});
afterAll(async () => {
  office?.close();
  await server?.close();
});

let patrollers = 0;
type Phone = { login: string; phone: TestPhone; rows: Rows };
async function aPhone(): Promise<Phone> {
  patrollers += 1;
  const login = `patroller${patrollers}`;
  return { login, phone: await TestPhone.signedIn(server, login, [areas.district]), rows: createRows() };
}

/** A pull into the rows of the real replica, which look at versions. */
async function pull({ phone, rows }: Phone): Promise<void> {
  for (const line of await phone.pull()) if (line.t === "put" || line.t === "drop") rows.apply(line);
}

const content = (rows: Rows) => ({
  community: rows.all("community").sort((a, b) => (a.code < b.code ? -1 : 1)),
  elder: rows.all("elder").sort((a, b) => (a.id < b.id ? -1 : 1)),
  visit: rows.all("visit").sort((a, b) => (a.id < b.id ? -1 : 1)),
});

async function expectFreshView(one: Phone): Promise<void> {
  const { browser, userId, device } = one.phone;
  const fresh: Phone = { login: one.login, phone: new TestPhone(browser, userId, device), rows: createRows() };
  await pull(fresh);
  expect(content(one.rows)).toEqual(content(fresh.rows));
}

/** An import finds somebody who moved by the ID number. */
const NUMBERS = ["11010519491231002X", "110102193001010073", "11010219300101009X"];

async function importRow(number: string, community: string, login: string, more = ""): Promise<void> {
  const text = `姓名,身份证号,社区代码,楼栋,单元,门牌,居住情况,巡视员账号,习惯与忌讳\n王秀兰,${number},${community},3,2,402,独居,${login},${more}\n`;
  const code = await runRoster([office.file("roster.csv", text)], office.io);
  expect(office.said()).toContain("老人：");
  expect(code).toBe(0);
}

const change = (elder: Elder, about: Partial<Elder>) =>
  server.test.database.as(system, async (db) =>
    updateElderStates(db, await nextVersion(db, elder.community), [{ ...elder, ...about }]),
  );

async function theElder(one: Phone): Promise<Elder> {
  const [row] = await server.test.query(
    `select e.row_text from elders e join assignments a using (elder_id)
     where a.patroller_id = $1 and e.id_number_hash is not null`,
    [one.phone.userId],
  );
  return JSON.parse(String(row?.["row_text"])) as Elder;
}

/** One direction per order of the community codes: a pull walks them sorted. */
describe.each([
  { from: areas.community, to: areas.other, name: "to a later code" },
  { from: areas.other, to: areas.community, name: "to an earlier code" },
])("an elder moves $name", ({ from, to }) => {
  beforeAll(async () => {
    await server.test.query("truncate elders, assignments, visits, visit_revisions, hazards, changes cascade");
    // Far apart, as in life: one community has seen many changes, the other few.
    await server.test.query("delete from community_versions");
    await server.test.query("insert into community_versions (community, version) values ($1, 100), ($2, 5)", [
      from,
      to,
    ]);
  });

  it.each([
    { where: "nobody else there", other: false },
    { where: "another elder there", other: true },
  ])("[K5] [K8] and is given to somebody else before the phone asks: gone from the phone ($where)", async (way) => {
    const [one, two] = [await aPhone(), await aPhone()];
    const number = NUMBERS[way.other ? 1 : 0] as string;
    await importRow(number, from, one.login);
    const elder = await theElder(one);
    await one.phone.push(one.phone.submit(aRecord(elder)));
    await addElder(server.test, from, one.phone.userId);
    await pull(one);
    expect(one.rows.get("elder", elder.id)).not.toBeNull();

    if (way.other) await addElder(server.test, to, one.phone.userId);
    await importRow(number, to, one.login);
    await importRow(number, to, two.login);
    await pull(one);
    expect(one.rows.get("elder", elder.id)).toBeNull();
    expect(one.rows.visitsOf(elder.id)).toEqual([]);
    await expectFreshView(one);
    await pull(two);
    expect(two.rows.get("elder", elder.id)?.community).toBe(to);
  });

  it("[K5] with the patroller: what changes there afterwards reaches the phone", async () => {
    const one = await aPhone();
    const number = NUMBERS[2] as string;
    await importRow(number, from, one.login);
    const before = await theElder(one);
    await one.phone.push(one.phone.submit(aRecord(before)));
    await addElder(server.test, from, one.phone.userId);
    await pull(one);
    await importRow(number, to, one.login);
    await pull(one);
    const elder = await theElder(one);
    expect(one.rows.get("elder", elder.id)?.community).toBe(to);
    expect(one.rows.visitsOf(elder.id)).toHaveLength(1);
    await expectFreshView(one);
    await change(elder, { advice: "耳背，敲门要重" });
    await pull(one);
    expect(one.rows.get("elder", elder.id)?.advice).toBe("耳背，敲门要重");
    await expectFreshView(one);
  });

  it("[K5] with a hand-over logged where the elder lived: later updates reach the phone", async () => {
    const one = await aPhone();
    const elder = await addElder(server.test, to, one.phone.userId);
    await addElder(server.test, from, one.phone.userId);
    await pull(one);
    // A line of the old community's log, with its far greater number.
    await server.test.database.as(system, async (db) => {
      const version = await nextVersion(db, from);
      await db
        .insertInto("changes")
        .values({
          community: from,
          version,
          kind: "assignment",
          id: `${elder.id}:${one.phone.userId}`,
          elder_id: elder.id,
          patroller_id: one.phone.userId,
        })
        .execute();
    });
    await pull(one);
    await change(elder, { advice: "先敲窗" });
    await pull(one);
    expect(one.rows.get("elder", elder.id)?.advice).toBe("先敲窗");
    await expectFreshView(one);
  });

  it("[K5] and is given away after a pull that was cut behind the old community: gone from the phone", async () => {
    const [one, two] = [await aPhone(), await aPhone()];
    const elder = await addElder(server.test, from, one.phone.userId);
    await pull(one);
    await importMove(elder, one);
    // The line is cut behind the first mark; what came until then is kept.
    const lines = await one.phone.pullLines();
    const kept = lines.slice(0, lines.findIndex((line) => line.t === "mark") + 1);
    one.phone.take(kept);
    for (const line of kept) if (line.t === "put" || line.t === "drop") one.rows.apply(line);
    await giveAway(elder, one, two);
    await pull(one);
    expect(one.rows.get("elder", elder.id)).toBeNull();
    await expectFreshView(one);
  });

  const importMove = async (elder: Elder, { login }: Phone) => {
    const number = "110102193001010110";
    await server.test.query("update elders set id_number_hash = $1, id_number_box = $2 where elder_id = $3", [
      office.io.keys.idHash(number),
      office.io.keys.seal(number),
      elder.id,
    ]);
    await importRow(number, to, login);
  };
  const giveAway = async (elder: Elder, from: Phone, { phone }: Phone) => {
    await giveTo(server.test, { ...elder, community: to }, phone.userId);
    await takeFrom(server.test, { ...elder, community: to }, from.phone.userId);
  };
});

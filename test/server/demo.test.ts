import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { daysBetween } from "../../src/domain/calendar.ts";
import { defaultSettings } from "../../src/domain/community.ts";
import type { Elder } from "../../src/domain/elder.ts";
import type { Hazard } from "../../src/domain/hazard.ts";
import { readIdNumber } from "../../src/domain/id-number.ts";
import type { Visit } from "../../src/domain/visit.ts";
import { runAreas } from "../../src/server/areas/command.ts";
import { verifyPassword } from "../../src/server/auth/password.ts";
import { demoPlaces } from "../../src/server/demo/homes.ts";
import { inventLives } from "../../src/server/demo/invent.ts";
import { liveThrough } from "../../src/server/demo/live-through.ts";
import { seedDemo } from "../../src/server/demo/seed.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoStaff } from "../../src/server/demo/staff.ts";
import { createTestDatabase, type TestDatabase, withTestDatabase } from "../support/database.ts";
import { AREAS, type Intake, intake } from "../support/intake.ts";

const NOW = new Date("2026-11-22T02:00:00Z");
const TODAY = "2026-11-22";

let db: TestDatabase;
let on: Intake;
let elders: Elder[];
let visits: Visit[];
let hazards: Hazard[];

const seed = (to: TestDatabase, keys = on.io.keys) =>
  seedDemo({ database: to.database, keys, now: NOW, log: (line) => console.log(line) });
const eldersIn = async (of: TestDatabase) =>
  (await of.query("select row_text from elders order by elder_id")).map((row) => String(row.row_text));
const visitsIn = async (of: TestDatabase) =>
  (await of.query("select row_text from visits order by visit_id")).map((row) => String(row.row_text));

beforeAll(async () => {
  db = await createTestDatabase();
  on = intake(db.database, NOW);
  expect(await seed(db)).toBe(true);
  elders = (await eldersIn(db)).map((text) => JSON.parse(text));
  visits = (await visitsIn(db)).map((text) => JSON.parse(text));
  hazards = (await db.query("select content from hazards order by hazard_id")).map((row) => row.content as Hazard);
}, 240_000);
afterAll(async () => {
  on?.close();
  await db?.close();
});

test("nine accounts with one password, and the database says that it is a demo", async () => {
  const users = await db.query(
    "select login, role, password_hash, must_change_password, demo from users order by login",
  );
  expect(users.map((user) => user.login).sort()).toEqual([...DEMO_ACCOUNTS].sort());
  expect(users.every((user) => user.demo === true && user.must_change_password === false)).toBe(true);
  expect(await verifyPassword(String(users[0]?.password_hash), DEMO_PASSWORD)).toBe(true);
  expect(await db.query("select value from meta where key = 'demo'")).toEqual([{ value: true }]);
});

test("a second start seeds nothing, nor does a database that somebody has begun to use", async () => {
  expect(await seed(db)).toBe(false);
  expect((await db.query("select count(*)::int as n from elders"))[0]?.n).toBe(300);
  await withTestDatabase(async (used) => {
    const office = intake(used.database, NOW);
    await runAreas([office.file("areas.csv", AREAS)], office.io);
    expect(await seed(used)).toBe(false);
    expect((await used.query("select count(*)::int as n from users"))[0]?.n).toBe(0);
    office.close();
  });
});

test("people are invented: ID numbers nobody has, phones that belong to nobody, each door once", async () => {
  expect(elders).toHaveLength(300);
  const boxes = await db.query("select elder_id, id_number_box, row_text from elders");
  for (const row of boxes) {
    const number = on.io.keys.open(row.id_number_box as Buffer);
    const elder = JSON.parse(String(row.row_text)) as Elder;
    expect(number).toMatch(/^990000/);
    expect(readIdNumber(number, { demo: true })).toMatchObject({ birthOn: elder.birthOn, sex: elder.sex });
    expect(row.row_text).not.toContain(number);
  }
  expect(new Set(elders.map((elder) => elder.name)).size).toBe(300);
  expect(new Set(elders.map((elder) => JSON.stringify(elder.address))).size).toBe(300);
  for (const elder of elders) {
    if (elder.phone) expect(elder.phone).toMatch(/^1390000\d{4}$/);
    for (const contact of elder.contacts) expect(contact.phone).toMatch(/^1380000\d{4}$/);
    expect(elder.homePoint).not.toBeNull();
  }
});

test("every elder has one patroller, fifty each", async () => {
  const rows = await db.query(
    "select u.login, count(*)::int as n from assignments a join users u on u.user_id = a.patroller_id where a.active group by 1 order by 1",
  );
  expect(rows).toEqual([1, 2, 3, 4, 5, 6].map((n) => ({ login: `patroller${n}`, n: 50 })));
});

describe("three months of visits", () => {
  test("tickets: what is open in an elder's state is open in the table, and nothing else", () => {
    const inStates = elders.flatMap((elder) =>
      elder.state.open.map((ticket) => `${ticket.id} ${ticket.severity} ${ticket.state}`),
    );
    const inTable = hazards
      .filter((hazard) => hazard.state === "found" || hazard.state === "fixed_on_site")
      .map((hazard) => `${hazard.id} ${hazard.severity} ${hazard.state}`);
    expect(inStates.sort()).toEqual(inTable.sort());
    expect(inStates.length).toBeGreaterThan(30);
    expect(hazards.filter((hazard) => hazard.state === "closed").length).toBeGreaterThan(30);
  });

  test("briefs in an elder's state are the newest visits that count", () => {
    for (const elder of elders) {
      const own = visits
        .filter((visit) => visit.elderId === elder.id && visit.state !== "returned" && visit.state !== "void")
        .sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1));
      expect(elder.state.visits.map((brief) => brief.visitId)).toEqual(own.slice(0, 8).map((visit) => visit.id));
      expect(elder.state.awaitingReview).toBe(own.some((visit) => visit.state === "submitted"));
      const last = own.find((visit) => visit.result.computedLevel !== null);
      expect(last?.result.overall).toBe(elder.state.overall);
    }
  });

  test("columns for lists agree with the rows", async () => {
    const wrong = await db.query(
      `select elder_id from elders where level is distinct from (row_text::jsonb #>> '{state,level}')::int
         or next_due_on is distinct from (row_text::jsonb #>> '{state,nextDueOn}')::date`,
    );
    expect(wrong).toEqual([]);
  });

  test("all five levels, most of them 1 to 3, history and differences in nearly every home", () => {
    const levels = elders.map((elder) => elder.state.level);
    expect(new Set(levels)).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(levels.filter((level) => level !== null && level <= 3).length).toBeGreaterThan(240);
    expect(elders.filter((elder) => elder.state.visits.length >= 2).length).toBeGreaterThan(200);
    const overall = new Map<string, Set<number | null>>();
    for (const visit of visits)
      if (visit.result.overall !== null)
        overall.set(visit.elderId, (overall.get(visit.elderId) ?? new Set()).add(visit.result.overall));
    expect([...overall.values()].filter((scores) => scores.size > 1).length).toBeGreaterThan(200);
  });

  test("most are approved, the last days still wait, two were sent back, some doors stayed shut", () => {
    const count = (state: Visit["state"]) => visits.filter((visit) => visit.state === state).length;
    expect(visits.length).toBeGreaterThan(800);
    expect(count("approved")).toBeGreaterThan(visits.length * 0.9);
    expect(count("submitted")).toBeGreaterThan(10);
    expect(count("returned")).toBe(2);
    for (const visit of visits) {
      expect(Date.parse(visit.receivedAt ?? "")).toBeLessThan(NOW.getTime());
      if (visit.state === "submitted") expect(daysBetween(visit.record.on, TODAY)).toBeLessThanOrEqual(4);
      if (visit.state !== "submitted") expect(visit.reviewed?.byName).toMatch(/周敏|韩志远/);
    }
    expect(visits.some((visit) => visit.record.outcome === "no_answer")).toBe(true);
    expect(visits.some((visit) => visit.record.cards.length > 0)).toBe(true);
    expect(
      visits.some((visit) =>
        Object.values(visit.record.answers).some((answer) => answer.state === "answered" && answer.fixed),
      ),
    ).toBe(true);
  });

  test("on the morning it opens every patroller has something due and something overdue", async () => {
    expect(await morning(db)).toEqual(Array(6).fill({ due: true, overdue: true }));
  });
});

async function morning(of: TestDatabase) {
  return of.query(
    `select bool_or(e.next_due_on = $1) as due, bool_or(e.next_due_on < $1) as overdue
     from elders e join assignments a using (elder_id) group by a.patroller_id`,
    [TODAY],
  );
}

test("the same day gives the same demo", async () => {
  await withTestDatabase(async (other) => {
    const office = intake(other.database, NOW);
    expect(await seed(other, office.io.keys)).toBe(true);
    expect(await eldersIn(other)).toEqual(await eldersIn(db));
    expect(await visitsIn(other)).toEqual(await visitsIn(db));
    const rest = async (of: TestDatabase) => [
      await of.query("select user_id, login, name, role from users order by login"),
      await of.query("select * from user_areas order by 1, 2"),
      await of.query("select * from assignments order by 1, 2"),
      await of.query("select * from hazards order by 1"),
      await of.query(
        "select visit_id, flags, shortcut_pct, numbers, clock_offset_ms, received_at from visits order by 1",
      ),
      await of.query("select * from changes order by 1, 2, 3, 4"),
    ];
    expect(await rest(other)).toEqual(await rest(db));
    office.close();
  });
}, 240_000);

test.each(["2027-01-04", "2028-02-29"])(
  "a demo opened on %s has its due and overdue homes too",
  (today) => {
    const staff = demoStaff(new Date("2026-08-01T00:00:00Z"));
    const communities = new Map(
      demoPlaces.map(({ code }) => [
        code,
        { code, name: "", streetName: "", districtName: "", settings: defaultSettings },
      ]),
    );
    const lives = inventLives(staff, communities, today);
    liveThrough(lives, staff, today);
    for (const patroller of staff.filter((one) => one.role === "patroller")) {
      const due = lives.filter((life) => life.patroller === patroller).map((life) => life.elder.state.nextDueOn ?? "");
      expect([patroller.login, due.includes(today), due.some((day) => day < today)]).toEqual([
        patroller.login,
        true,
        true,
      ]);
    }
  },
  240_000,
);

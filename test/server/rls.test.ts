import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/server/db/connection.ts";
import { migrate } from "../../src/server/db/migrate.ts";
import { selfTest } from "../../src/server/db/self-test.ts";
import { withTestDatabase } from "../support/database.ts";

describe("the start-up self-test of row-level security [K8]", () => {
  it("passes on a healthy database, again and again, and leaves nothing behind", () =>
    withTestDatabase(async (test) => {
      await selfTest(test.database);
      await selfTest(test.database);
      expect(
        await test.query("select (select count(*) from elders)::int + (select count(*) from areas)::int as rows"),
      ).toEqual([{ rows: 0 }]);
    }));

  // Each of these is a way the wall could be down; the server must not start with any of them.
  it.each([
    ["security switched off on a table", "alter table elders disable row level security", /elders/],
    ["the owner let past on a table", "alter table visits no force row level security", /visits/],
    ["a new table without it", "create table notes (id int)", /notes/],
    ["a policy that lets everybody read", "create policy oops on elders for select using (true)", /nobody sees/],
    [
      "a policy that forgets the assignment",
      "create policy oops on elders for select using (principal_role() = 'patroller')",
      /patroller sees/,
    ],
    [
      "a policy that forgets the area",
      "create policy oops on elders for select using (principal_role() = 'supervisor')",
      /supervisor sees/,
    ],
    [
      "an area that matches everything",
      "create or replace function in_areas(community text) returns boolean language sql stable as 'select true'",
      /supervisor sees/,
    ],
    ["a wall that nobody passes", "drop policy elders_supervisor on elders", /does not see an elder of the own area/],
  ])("fails on %s", (_name, fault, message) =>
    withTestDatabase(async (test) => {
      await test.query(fault);
      await expect(selfTest(test.database)).rejects.toThrow(message);
    }),
  );

  it("fails when transactions do not step down from a superuser", () =>
    withTestDatabase(async (test) => {
      const database = openDatabase({ connectionString: test.url, stepDown: false });
      await expect(selfTest(database)).rejects.toThrow(/bypasses/);
      await database.close();
    }));

  it("is preceded by a refusal when the role to step down to is not fit", () =>
    withTestDatabase(async (test) => {
      // A role with BYPASSRLS that may not make roles, on a server where xunan_app is not its to use.
      const name = `bypass_${Math.random().toString(36).slice(2)}`;
      await test.query(`create role ${name} login bypassrls password 'p'`);
      await test.query(`grant all on schema public to ${name}`);
      await test.query(`grant all on all tables in schema public to ${name}`);
      const url = new URL(test.url);
      url.username = name;
      url.password = "p";
      await expect(migrate(url.href)).rejects.toThrow(/would bypass row-level security/);
      await test.query(`drop owned by ${name}`);
      await test.query(`drop role ${name}`);
    }));
});

describe("rows by principal [K8]", () => {
  it("are seen by system alone when no principal is set, and never through the bare pool", () =>
    withTestDatabase(async (test) => {
      await test.query(
        "insert into users (user_id, login, name, role, password_hash) values ('u', 'u', 'u', 'admin', '')",
      );
      const client = await test.database.pool.connect();
      await client.query("set role xunan_app");
      expect((await client.query("select * from users")).rows).toEqual([]);
      await client.query("reset role");
      client.release();
      const seen = (role: "patroller" | "supervisor" | "admin", userId: string) =>
        test.database.as(
          { role, userId, areas: [] },
          async (db) => (await db.selectFrom("users").selectAll().execute()).length,
        );
      expect([
        await seen("patroller", "x"),
        await seen("patroller", "u"),
        await seen("supervisor", "x"),
        await seen("admin", "x"),
      ]).toEqual([0, 1, 0, 1]);
    }));

  it("are not carried from one transaction to the next on the same connection", () =>
    withTestDatabase(async (test) => {
      const database = openDatabase({ connectionString: test.url, stepDown: true, max: 1 });
      const count = (role: "admin" | "patroller") =>
        database.as(
          { role, userId: "x", areas: [] },
          async (db) => (await db.selectFrom("users").selectAll().execute()).length,
        );
      await test.query(
        "insert into users (user_id, login, name, role, password_hash) values ('u', 'u', 'u', 'admin', '')",
      );
      expect(await count("admin")).toBe(1);
      expect(await count("patroller")).toBe(0);
      const { rows } = await database.pool.query(
        "select current_setting('xunan.role', true) as role, current_user as who",
      );
      expect(rows[0].role || "").toBe("");
      expect(rows[0].who).not.toBe("xunan_app");
      await database.close();
    }));

  it("cannot be widened by an area of wild-card characters", () =>
    withTestDatabase(async (test) => {
      await test.query("insert into areas (code, name, level) values ('110102001001', 'x', 'community')");
      await test.query(
        "insert into elders (elder_id, community, name, row_text, plate) values ('e', '110102001001', 'x', '{}', '')",
      );
      const seen = (area: string) =>
        test.database.as(
          { role: "supervisor", userId: "x", areas: [area] },
          async (db) => (await db.selectFrom("elders").select("elder_id").execute()).length,
        );
      expect([
        await seen("110102"),
        await seen("110102001001"),
        await seen("1101020010012"),
        await seen("320302"),
      ]).toEqual([1, 1, 0, 0]);
    }));
});

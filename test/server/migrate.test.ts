import { describe, expect, it } from "vitest";
import { openDatabase, system } from "../../src/server/db/connection.ts";
import { migrate, migrations } from "../../src/server/db/migrate.ts";
import { createTestDatabase, withTestDatabase } from "../support/database.ts";

describe("migrations", () => {
  it("bring an empty database to the newest schema, once, and keep its epoch", async () => {
    const test = await createTestDatabase({ empty: true });
    try {
      const first = await migrate(test.url);
      expect(first.applied).toEqual(migrations.map(({ name }) => name));
      const second = await migrate(test.url);
      expect(second.applied).toEqual([]);
      expect(second.epoch).toBe(first.epoch);
      expect(first.epoch).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      await test.close();
    }
  });

  it("give every database an epoch of its own [K12]", async () => {
    const [a, b] = await Promise.all([createTestDatabase({ empty: true }), createTestDatabase({ empty: true })]);
    try {
      const [one, two] = await Promise.all([migrate(a.url), migrate(b.url)]);
      expect(one.epoch).not.toBe(two.epoch);
    } finally {
      await Promise.all([a.close(), b.close()]);
    }
  });

  it("run once though two programs start them at the same moment", async () => {
    const test = await createTestDatabase({ empty: true });
    try {
      const both = await Promise.all([migrate(test.url), migrate(test.url)]);
      expect(both.flatMap(({ applied }) => applied)).toHaveLength(migrations.length);
    } finally {
      await test.close();
    }
  });

  it("roll a failing step back and say which one", async () => {
    const test = await createTestDatabase({ empty: true });
    const broken = [
      ...migrations,
      { number: 900, name: "900-broken", sql: "create table half (a int); select nonsense;" },
    ];
    try {
      await expect(migrate(test.url, broken)).rejects.toThrow(/900-broken/);
      expect(await test.query("select to_regclass('half') as half")).toEqual([{ half: null }]);
      expect((await migrate(test.url)).applied).toEqual([]);
    } finally {
      await test.close();
    }
  });

  it("refuse a database that is newer than the program, or was changed", () =>
    withTestDatabase(async (test) => {
      await test.query("insert into migrations (number, name, checksum) values (999, '999-future', '')");
      await expect(migrate(test.url)).rejects.toThrow(/newer than this program/);
      await test.query("delete from migrations where number = 999");
      await test.query("update migrations set checksum = 'other' where number = 1");
      await expect(migrate(test.url)).rejects.toThrow(/differs/);
    }));

  it("need no superuser: an ordinary owner is bound by row-level security as it is [K8]", async () => {
    const test = await createTestDatabase({ empty: true });
    const name = `owner_${Math.random().toString(36).slice(2)}`;
    const url = new URL(test.url);
    try {
      await test.query(`create role ${name} login password 'p'`);
      await test.query(`grant create, usage on schema public to ${name}`);
      url.username = name;
      url.password = "p";
      expect((await migrate(url.href)).stepDown).toBe(false);
      const database = openDatabase({ connectionString: url.href, stepDown: false });
      const count = await database.as(system, async (db) => {
        await db
          .insertInto("users")
          .values({ user_id: "u", login: "u", name: "u", role: "patroller", password_hash: "" })
          .execute();
        return (await db.selectFrom("users").selectAll().execute()).length;
      });
      expect(count).toBe(1);
      const nobody = { role: "patroller", userId: "x", areas: [] } as const;
      expect(await database.as(nobody, (db) => db.selectFrom("users").selectAll().execute())).toEqual([]);
      await database.close();
    } finally {
      await test.close();
    }
  });

  it("name the database that cannot be reached, and never its password", async () => {
    const refused = migrate("postgres://me:geheim@127.0.0.1:9/none");
    await expect(refused).rejects.toThrow("127.0.0.1:9/none");
    await expect(refused).rejects.not.toThrow("geheim");
  });
});

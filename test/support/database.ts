/** A fresh, migrated database for a test file or a single test. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../src/server/db/connection.ts";
import { TEMPLATE } from "./postgres-places.ts";

export type TestDatabase = {
  database: Database;
  /** Address as superuser, for looking behind row-level security and for planting faults. */
  url: string;
  /** Runs SQL as superuser, past row-level security. */
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Closes everything and drops the database. */
  close(): Promise<void>;
};

async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @param options.empty a database without any table, not even migrated. */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject("postgres");
  const name = `t_${randomBytes(6).toString("hex")}`;
  const from = options.empty ? "template0" : TEMPLATE;
  await asSuperuser(server, (client) => client.query(`create database ${name} template ${from}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openDatabase({ connectionString: url.href, stepDown: true });
  return {
    database,
    url: url.href,
    query: (sql, values) => asSuperuser(url.href, async (client) => (await client.query(sql, values)).rows),
    async close() {
      await database.close();
      await asSuperuser(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Runs `work` on a database of its own and drops it afterwards. */
export async function withTestDatabase<T>(work: (test: TestDatabase) => Promise<T>): Promise<T> {
  const test = await createTestDatabase();
  try {
    return await work(test);
  } finally {
    await test.close();
  }
}

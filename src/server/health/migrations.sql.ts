import { sql } from "kysely";
import type { Db } from "../db/connection.ts";

/** How many migrations the database has. */
export async function countMigrations(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from migrations`.execute(db);
  return rows[0]?.n ?? 0;
}

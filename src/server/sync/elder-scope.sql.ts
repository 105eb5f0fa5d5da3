/** Which elders a push may be about. The only place where assignment decides over a phone's work [K8]. */
import { sql } from "kysely";
import type { Db } from "../db/connection.ts";

/** Run as the patroller: row-level security says the same beneath. */
export async function eldersInScope(db: Db, patrollerId: string, elderIds: readonly string[]): Promise<Set<string>> {
  if (elderIds.length === 0) return new Set();
  const { rows } = await sql<{ elder_id: string }>`
    select e.elder_id from elders e
    join assignments a on a.elder_id = e.elder_id and a.patroller_id = ${patrollerId} and a.active
    where e.elder_id = any(${elderIds})`.execute(db);
  return new Set(rows.map((row) => row.elder_id));
}

/** Community by elder, for whoever has to decide about work that is held. Run as the system. */
export async function homesOf(db: Db, elderIds: readonly string[]): Promise<Map<string, string>> {
  if (elderIds.length === 0) return new Map();
  const { rows } = await sql<{ elder_id: string; community: string }>`
    select elder_id, community from elders where elder_id = any(${elderIds})`.execute(db);
  return new Map(rows.map((row) => [row.elder_id, row.community]));
}

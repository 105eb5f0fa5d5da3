/**
 * The ordered change log: one counter row a community, locked from the moment a transaction takes its number
 * until it commits, so that order of numbers is order of commit and a cursor can never skip [K6].
 */
import { sql } from "kysely";
import type { Db } from "../db/connection.ts";

/** What a line of the log can be about. `id` of an assignment is `elderId:patrollerId`. */
export type LogKind = "community" | "elder" | "visit" | "assignment";

export type LogLine = {
  kind: LogKind;
  id: string;
  /** Whose row it is; null for a community. */
  elderId: string | null;
  /** On lines about assignments and visits: whose they are. */
  patrollerId?: string | null | undefined;
};

/**
 * The community's next number. Everyone else who wants one waits from here until this transaction ends: call it
 * last, when all is computed and all other rows are locked (order is rows, then counter), and two communities in
 * sorted order.
 */
export async function nextVersion(db: Db, community: string): Promise<number> {
  const { rows } = await sql<{ version: string }>`
    insert into community_versions as v (community, version) values (${community}, 1)
    on conflict (community) do update set version = v.version + 1
    returning version`.execute(db);
  return Number(rows[0]?.version);
}

/** Writes one line a thing; a thing that has a line already is moved to `version`. Call it with the number just taken. */
export async function logChanges(db: Db, community: string, version: number, lines: readonly LogLine[]): Promise<void> {
  if (lines.length === 0) return;
  // The same thing twice in one statement would be refused by PostgreSQL.
  const things = new Map(lines.map((line) => [`${line.kind} ${line.id}`, line]));
  const rows = [...things.values()].map((line) => ({
    kind: line.kind,
    id: line.id,
    elder_id: line.elderId,
    patroller_id: line.patrollerId ?? null,
  }));
  await sql`
    insert into changes (community, version, kind, id, elder_id, patroller_id)
    select ${community}, ${version}, r.kind, r.id, r.elder_id, r.patroller_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (kind text, id text, elder_id text, patroller_id text)
    on conflict (community, kind, id) do update
      set version = excluded.version, elder_id = excluded.elder_id, patroller_id = excluded.patroller_id`.execute(db);
}

/** What a roster import reads and moves besides the elders themselves. */
import { sql } from "kysely";
import type { Db } from "../db/connection.ts";
import { type LogLine, logChanges } from "../sync/changes.sql.ts";

export type KnownElder = {
  elderId: string;
  community: string;
  name: string;
  birthOn: string | null;
  idHash: Buffer | null;
  idBox: Buffer | null;
  profileBox: Buffer | null;
  rowText: string;
  demo: boolean;
  /** Who visits now. */
  patrollers: string[];
};

/**
 * Ids of elders with one of these ID hashes, or one of these names in these communities. Two plain look-ups: as one
 * statement with a join, the policies' costs lead the planner to compare every row with every other.
 */
async function findElders(
  db: Db,
  hashes: readonly Buffer[],
  who: readonly { community: string; name: string }[],
): Promise<string[]> {
  const byNumber = await sql<{ elder_id: string }>`
    select elder_id from elders where id_number_hash = any(${hashes}::bytea[])`.execute(db);
  const byName = await sql<{ elder_id: string }>`
    select k.elder_id from elders k
    join (select distinct community, name from jsonb_to_recordset(${JSON.stringify(who)}::jsonb)
            as r (community text, name text)) w on w.community = k.community and w.name = k.name`.execute(db);
  return [...new Set([...byNumber.rows, ...byName.rows].map((row) => row.elder_id))];
}

/** Who of these people is on file already; their rows are locked until the transaction ends. */
export async function readKnownElders(
  db: Db,
  hashes: readonly Buffer[],
  who: readonly { community: string; name: string }[],
): Promise<KnownElder[]> {
  const ids = await findElders(db, hashes, who);
  if (ids.length === 0) return [];
  const { rows } = await sql<{
    elder_id: string;
    community: string;
    name: string;
    birth_on: string | null;
    id_number_hash: Buffer | null;
    id_number_box: Buffer | null;
    profile_box: Buffer | null;
    row_text: string;
    demo: boolean;
    patrollers: string[];
  }>`
    select e.elder_id, e.community, e.name, e.birth_on, e.id_number_hash, e.id_number_box, e.profile_box, e.row_text,
           e.demo, array(select a.patroller_id from assignments a
                         where a.elder_id = e.elder_id and a.active order by 1) as patrollers
    from elders e
    where e.elder_id = any(${ids}::text[])
    order by e.elder_id
    for update of e`.execute(db);
  return rows.map((row) => ({
    elderId: row.elder_id,
    community: row.community,
    name: row.name,
    birthOn: row.birth_on,
    idHash: row.id_number_hash,
    idBox: row.id_number_box,
    profileBox: row.profile_box,
    rowText: row.row_text,
    demo: row.demo,
    patrollers: row.patrollers,
  }));
}

/**
 * Elders who moved to `community` take their visits and hazards along, so that whoever supervises them now can
 * review and close what is open. Writes the log lines of the new community and takes the elder's out of the old one:
 * there, whoever had the elder is told by an `assignment` line (`unassign`, `logMovedAway`).
 */
export async function moveHistory(
  db: Db,
  community: string,
  version: number,
  elderIds: readonly string[],
): Promise<void> {
  if (elderIds.length === 0) return;
  const { rows } = await sql<{ visit_id: string; elder_id: string }>`
    update visits set community = ${community}, version = ${version},
           row_text = jsonb_set(row_text::jsonb, '{community}', to_jsonb(${community}::text))::text
    where elder_id = any(${elderIds}::text[]) returning visit_id, elder_id`.execute(db);
  const visitIds = rows.map((row) => row.visit_id);
  await sql`update visit_revisions set community = ${community} where visit_id = any(${visitIds}::text[])`.execute(db);
  await sql`
    update hazards set community = ${community}, version = ${version},
           content = jsonb_set(content, '{community}', to_jsonb(${community}::text))
    where elder_id = any(${elderIds}::text[])`.execute(db);
  await sql`
    delete from changes where elder_id = any(${elderIds}::text[]) and kind in ('elder', 'visit')
    and community <> ${community}`.execute(db);
  const lines = rows.map((row): LogLine => ({ kind: "visit", id: row.visit_id, elderId: row.elder_id }));
  await logChanges(db, community, version, lines);
}

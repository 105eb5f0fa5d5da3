/** Elders and who visits them, as rows. All writers are set-based and log what they change. */
import { sql } from "kysely";
import type { Elder } from "../../domain/elder.ts";
import type { Db } from "../db/connection.ts";
import { logChanges } from "../sync/changes.sql.ts";

/** An elder with what only the server keeps: boxes are sealed, the hash is the blind index of the ID number. */
export type ElderRow = {
  elder: Elder;
  idNumberHash: Buffer | null;
  idNumberBox: Buffer | null;
  profileBox: Buffer | null;
  demo: boolean;
};

/** One statement carries at most this many elders, so that no parameter outgrows what jsonb takes well. */
const BATCH = 2_000;

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH);
}

const base64 = (bytes: Buffer | null) => bytes?.toString("base64") ?? null;

const columns = (elder: Elder) => ({
  elder_id: elder.id,
  community: elder.community,
  name: elder.name,
  birth_on: elder.birthOn,
  status: elder.status,
  row_text: JSON.stringify(elder),
  plate: elder.plate,
  level: elder.state.level,
  next_due_on: elder.state.nextDueOn,
});

/** Writes whole elders, new ones and known ones, all of one community and under its number `version`. */
export async function saveElders(db: Db, version: number, rows: readonly ElderRow[]): Promise<void> {
  const community = rows[0]?.elder.community;
  if (community === undefined) return;
  for (const batch of batches(rows)) {
    const values = batch.map((row) => ({
      ...columns(row.elder),
      id_number_hash: base64(row.idNumberHash),
      id_number_box: base64(row.idNumberBox),
      profile_box: base64(row.profileBox),
      demo: row.demo,
    }));
    await sql`
      insert into elders (elder_id, community, id_number_hash, id_number_box, name, birth_on, profile_box, status,
                          row_text, plate, level, next_due_on, demo, version)
      select r.elder_id, r.community, decode(r.id_number_hash, 'base64'), decode(r.id_number_box, 'base64'), r.name,
             r.birth_on, decode(r.profile_box, 'base64'), r.status, r.row_text, r.plate, r.level, r.next_due_on, r.demo,
             ${version}
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
        as r (elder_id text, community text, id_number_hash text, id_number_box text, name text, birth_on text,
              profile_box text, status text, row_text text, plate text, level int, next_due_on date, demo boolean)
      on conflict (elder_id) do update set
        community = excluded.community, id_number_hash = excluded.id_number_hash,
        id_number_box = excluded.id_number_box, name = excluded.name, birth_on = excluded.birth_on,
        profile_box = excluded.profile_box, status = excluded.status, row_text = excluded.row_text,
        plate = excluded.plate, level = excluded.level, next_due_on = excluded.next_due_on,
        version = excluded.version, updated_at = now()`.execute(db);
  }
  const lines = rows.map((row) => ({ kind: "elder" as const, id: row.elder.id, elderId: row.elder.id }));
  await logChanges(db, community, version, lines);
}

/**
 * After visits or closed hazards: elders' rows with their new state, all of one community and under its number
 * `version`. The sealed parts stay as they are.
 */
export async function updateElderStates(db: Db, version: number, elders: readonly Elder[]): Promise<void> {
  const community = elders[0]?.community;
  if (community === undefined) return;
  const values = elders.map(columns);
  await sql`
    update elders e set name = r.name, birth_on = r.birth_on, status = r.status, row_text = r.row_text, plate = r.plate,
      level = r.level, next_due_on = r.next_due_on, version = ${version}, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as r (elder_id text, name text, birth_on text, status text, row_text text, plate text, level int, next_due_on date)
    -- Named once more: the planner cannot see through row-level security how few rows this is.
    where e.elder_id = r.elder_id and e.elder_id = any(${values.map(({ elder_id }) => elder_id)})`.execute(db);
  const lines = elders.map(({ id }) => ({ kind: "elder" as const, id, elderId: id }));
  await logChanges(db, community, version, lines);
}

/**
 * @param lock keeps others from changing the row until this transaction ends; take it whenever the elder is written
 *   back, before the community's number is taken.
 */
export async function readElder(db: Db, id: string, options: { lock?: boolean } = {}): Promise<Elder | null> {
  const query = db.selectFrom("elders").select("row_text").where("elder_id", "=", id);
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? (JSON.parse(row.row_text) as Elder) : null;
}

/** Locked until this transaction ends, in sorted order, so that two that need the same elders take turns. */
export async function lockElders(db: Db, ids: readonly string[]): Promise<Map<string, Elder>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ elder_id: string; row_text: string }>`
    select elder_id, row_text from elders where elder_id = any(${ids}) order by elder_id for update`.execute(db);
  return new Map(rows.map((row) => [row.elder_id, JSON.parse(row.row_text) as Elder]));
}

export type Assignment = { elderId: string; patrollerId: string };

const assignmentLines = (rows: readonly Assignment[]) =>
  rows.map((row) => ({
    kind: "assignment" as const,
    id: `${row.elderId}:${row.patrollerId}`,
    elderId: row.elderId,
    patrollerId: row.patrollerId,
  }));

/**
 * For elders who leave `community` and keep their patrollers: phones that know only this community's log find there
 * that something changed, and get what holds at the moment they ask.
 */
export async function logMovedAway(
  db: Db,
  community: string,
  version: number,
  rows: readonly Assignment[],
): Promise<void> {
  await logChanges(db, community, version, assignmentLines(rows));
}

/** Gives elders of `community` to their patrollers; one that had ended begins again. */
export async function assign(
  db: Db,
  community: string,
  version: number,
  rows: readonly Assignment[],
  at: Date = new Date(),
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into assignments (elder_id, patroller_id, community, active, since)
    select r."elderId", r."patrollerId", ${community}, true, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("elderId" text, "patrollerId" text)
    on conflict (elder_id, patroller_id) do update
      set community = excluded.community, active = true, ended_at = null,
          since = case when assignments.active then assignments.since else excluded.since end`.execute(db);
  await logChanges(db, community, version, assignmentLines(rows));
}

/** Takes elders away from patrollers; the rows stay, so that phones can be told to drop them. */
export async function unassign(
  db: Db,
  community: string,
  version: number,
  rows: readonly Assignment[],
  at: Date = new Date(),
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update assignments a set active = false, ended_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("elderId" text, "patrollerId" text)
    where a.elder_id = r."elderId" and a.patroller_id = r."patrollerId" and a.active
      and a.elder_id = any(${rows.map(({ elderId }) => elderId)})`.execute(db);
  await logChanges(db, community, version, assignmentLines(rows));
}

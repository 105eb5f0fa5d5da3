/** Visits and their revisions. A visit's row is kept as ready JSON text, which a phone's pull passes on unread. */
import { sql } from "kysely";
import { severityRank } from "../../domain/scales.ts";
import type { Instant } from "../../domain/time.ts";
import type { Visit } from "../../domain/visit.ts";
import type { Db } from "../db/connection.ts";
import { type Flag, type Habits, SAME_NUMBERS_VISITS, SHORTCUT_HEAVY } from "./flags.ts";

/** What is kept beside a visit's row. */
export type VisitExtra = { habits: Habits; flags: Flag[]; clockOffsetMs: number | null };

/** One revision as it was sent. */
export type Revision = { visit: Visit; mutationId: string | null };

const parseVisit = (text: string): Visit => JSON.parse(text) as Visit;

export async function readVisit(db: Db, visitId: string): Promise<Visit | null> {
  return (await readVisits(db, [visitId])).get(visitId) ?? null;
}

export async function readVisits(db: Db, visitIds: readonly string[]): Promise<Map<string, Visit>> {
  if (visitIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("visits")
    .select(["visit_id", "row_text"])
    .where("visit_id", "in", visitIds)
    .execute();
  return new Map(rows.map((row) => [row.visit_id, parseVisit(row.row_text)]));
}

/**
 * Visits of these elders that happened at or after `since` (by elder, UTC instants), oldest first,
 * void ones left out: what has to be folded again when an earlier one changes.
 */
export async function visitsSince(db: Db, since: ReadonlyMap<string, Instant>): Promise<Map<string, Visit[]>> {
  const found = new Map<string, Visit[]>();
  if (since.size === 0) return found;
  const wanted = [...since].map(([elder_id, at]) => ({ elder_id, at }));
  const { rows } = await sql<{ elder_id: string; row_text: string }>`
    select v.elder_id, v.row_text
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (elder_id text, at timestamptz)
    join visits v on v.elder_id = w.elder_id and v.occurred_at >= w.at
    where v.elder_id = any(${[...since.keys()]}) and v.state <> 'void'
    order by v.occurred_at, v.visit_id`.execute(db);
  for (const row of rows) {
    const list = found.get(row.elder_id) ?? [];
    list.push(parseVisit(row.row_text));
    found.set(row.elder_id, list);
  }
  return found;
}

/** The elder's visit before this one that still counts, whoever made it. */
export async function previousVisit(db: Db, visit: Visit): Promise<Visit | null> {
  const row = await db
    .selectFrom("visits")
    .select("row_text")
    .where("elder_id", "=", visit.elderId)
    .where("visit_id", "<>", visit.id)
    .where("occurred_at", "<=", new Date(visit.occurredAt))
    .where("state", "in", ["submitted", "approved"])
    .where("level", "is not", null)
    .orderBy("occurred_at", "desc")
    .orderBy("visit_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? parseVisit(row.row_text) : null;
}

/** Writes visits with the community's number just taken; all of one community. */
export async function saveVisits(
  db: Db,
  community: string,
  version: number,
  visits: readonly { visit: Visit; extra: VisitExtra | null }[],
): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.map(({ visit, extra }) => ({
    visit_id: visit.id,
    elder_id: visit.elderId,
    patroller_id: visit.patrollerId,
    revision: visit.revision,
    state: visit.state,
    outcome: visit.record.outcome,
    visited_on: visit.record.on,
    occurred_at: visit.occurredAt,
    received_at: visit.receivedAt,
    level: visit.result.level,
    worst: worstOf(visit),
    row_text: JSON.stringify(visit),
    // A review changes none of these, so it brings none.
    kept: extra === null,
    clock_offset_ms: extra?.clockOffsetMs ?? null,
    flags: extra?.flags ?? [],
    shortcut_pct: extra?.habits.shortcutPct ?? null,
    numbers: extra?.habits.numbers ?? null,
  }));
  await sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        visit_id text, elder_id text, patroller_id text, revision int, state text, outcome text, visited_on date,
        occurred_at timestamptz, received_at timestamptz, level int, worst int, row_text text, kept boolean,
        clock_offset_ms bigint, flags jsonb, shortcut_pct int, numbers text)
    ), reviewed as (
      update visits v set state = r.state, revision = r.revision, level = r.level, worst = r.worst,
        row_text = r.row_text, community = ${community}, version = ${version}
      from r where r.kept and v.visit_id = r.visit_id and v.visit_id = any(${rows.map((row) => row.visit_id)})
    )
    insert into visits (visit_id, elder_id, community, patroller_id, revision, state, outcome, visited_on, occurred_at,
      received_at, level, worst, row_text, clock_offset_ms, flags, shortcut_pct, numbers, version)
    select visit_id, elder_id, ${community}, patroller_id, revision, state, outcome, visited_on, occurred_at,
      coalesce(received_at, now()), level, worst, row_text, clock_offset_ms, flags, shortcut_pct, numbers, ${version}
    from r where not r.kept
    on conflict (visit_id) do update set
      community = excluded.community, revision = excluded.revision, state = excluded.state, outcome = excluded.outcome,
      visited_on = excluded.visited_on, occurred_at = excluded.occurred_at, received_at = excluded.received_at,
      level = excluded.level, worst = excluded.worst, row_text = excluded.row_text,
      clock_offset_ms = excluded.clock_offset_ms, flags = excluded.flags, shortcut_pct = excluded.shortcut_pct,
      numbers = excluded.numbers, version = excluded.version`.execute(db);
}

function worstOf(visit: Visit): number {
  return Math.max(0, ...Object.values(visit.result.severities).map((severity) => severityRank(severity)));
}

/** Every revision is kept as it was sent, with what the server made of it. */
export async function saveRevisions(db: Db, community: string, revisions: readonly Revision[]): Promise<void> {
  if (revisions.length === 0) return;
  const rows = revisions.map(({ visit, mutationId }) => ({
    visit_id: visit.id,
    revision: visit.revision,
    mutation_id: mutationId,
    record: visit.record,
    result: visit.result,
    received_at: visit.receivedAt,
  }));
  await sql`
    insert into visit_revisions (visit_id, revision, community, mutation_id, record, result, received_at)
    select visit_id, revision, ${community}, mutation_id, record, result, coalesce(received_at, now())
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      visit_id text, revision int, mutation_id text, record jsonb, result jsonb, received_at timestamptz)`.execute(db);
}

/**
 * Adds the flags that need other visits beside the one just saved: ten visits of the patroller in a row nearly all
 * by shortcut, the same numbers in three visits of the elder in a row.
 */
export async function addComparedFlags(db: Db, visitIds: readonly string[]): Promise<void> {
  if (visitIds.length === 0) return;
  await sql`
    update visits v set flags = v.flags || found.flags
    from (
      select this.visit_id,
        case when habit.heavy then '["shortcut-heavy"]'::jsonb else '[]' end
          || case when twin.same then '["same-numbers"]'::jsonb else '[]' end as flags
      from visits this
      cross join lateral (
        select count(*) = ${SHORTCUT_HEAVY.visits} and bool_and(coalesce(t.shortcut_pct, 0) > ${SHORTCUT_HEAVY.overPct}) as heavy
        from (select shortcut_pct from visits p
              where p.patroller_id = this.patroller_id and p.occurred_at <= this.occurred_at
                and p.outcome = 'completed' and p.state <> 'void'
              order by p.occurred_at desc limit ${SHORTCUT_HEAVY.visits}) t) habit
      cross join lateral (
        select count(*) = ${SAME_NUMBERS_VISITS} and count(distinct t.numbers) = 1 as same
        from (select numbers from visits p
              where p.elder_id = this.elder_id and p.occurred_at <= this.occurred_at
                and p.numbers is not null and p.state <> 'void'
              order by p.occurred_at desc limit ${SAME_NUMBERS_VISITS}) t) twin
      where this.visit_id = any(${visitIds}) and (habit.heavy and this.shortcut_pct is not null
        or twin.same and this.numbers is not null)
    ) found
    where v.visit_id = found.visit_id`.execute(db);
}

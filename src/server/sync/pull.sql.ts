/**
 * What one patroller's phone still has to hear, read from the change log by cursor. Everything is driven by the
 * patroller's own assignments (active or ended), so a large community costs no more than a small one. Put or drop is
 * decided from the *current* assignment. Ids are compared byte by byte ("C"), whatever the database's language.
 */
import { type RawBuilder, sql } from "kysely";
import type { Cursor } from "../../protocol/pull.ts";
import { OWN_VISIT_DAYS } from "../../protocol/wire.ts";
import type { Db } from "../db/connection.ts";

/** After the last line of a version: greater than every id. */
export const WHOLE = "~";

export type Position = [version: number, lastId: string];
export const START: Position = [0, ""];

const kept = (visit: string): RawBuilder<boolean> =>
  sql`(${sql.ref(`${visit}.state`)} in ('submitted', 'returned')
       or ${sql.ref(`${visit}.visited_on`)} >= (now() at time zone 'Asia/Shanghai')::date - ${sql.lit(OWN_VISIT_DAYS)})`;

export type CommunityState = { community: string; version: number; prunedBefore: number; assigned: boolean };

/** The counters of every community the phone has a cursor for or an elder in, sorted by code. */
export async function communityStates(db: Db, patrollerId: string, cursor: Cursor): Promise<CommunityState[]> {
  const { rows } = await sql<{ community: string; version: string; pruned_before: string; assigned: boolean }>`
    with mine as (select distinct community from assignments where patroller_id = ${patrollerId} and active)
    select v.community, v.version, v.pruned_before, mine.community is not null as assigned
    from community_versions v left join mine on mine.community = v.community
    where v.community = any(${Object.keys(cursor)}) or mine.community is not null
    order by v.community collate "C"`.execute(db);
  return rows.map((row) => ({
    community: row.community,
    version: Number(row.version),
    prunedBefore: Number(row.pruned_before),
    assigned: row.assigned,
  }));
}

/**
 * Lines of the log after `from` that concern this patroller: community, own assignments, own elders, own visits to
 * them. `active`: the elder is the patroller's now.
 */
function linesAfter(patrollerId: string, community: string, [version, lastId]: Position): RawBuilder<unknown> {
  return sql`
    select l.version, l.id, l.kind, l.elder_id, l.elder_id in (select elder_id from mine where active) as active
    from changes l
    where l.community = ${community} and (l.version, l.id collate "C") > (${version}::bigint, ${lastId}::text)
      and (l.kind = 'community'
        or l.kind = 'assignment' and l.patroller_id = ${patrollerId}
        or l.kind = 'elder' and l.elder_id in (select elder_id from mine where active)
        or l.kind = 'visit' and l.patroller_id = ${patrollerId}
          and l.elder_id in (select elder_id from mine where active))`;
}

const mine = (patrollerId: string) =>
  sql`mine as materialized (select elder_id, community, active from assignments where patroller_id = ${patrollerId})`;

/** A row to send, `text` passed on as it is; or, without a text, a thing to drop. */
export type PulledRow = {
  lineVersion: number;
  lineId: string;
  kind: "community" | "elder" | "visit";
  id: string;
  elderId: string | null;
  community: string;
  version: number;
  text: string | null;
};

export type PulledPage = {
  rows: PulledRow[];
  /** Lines of the log read; fewer than asked for means that there are no more. */
  lines: number;
  /** Where the last of them stands, whether it gave rows or not; null when there was none. */
  last: Position | null;
  /** The community's counter in the same snapshot. */
  version: number;
  /** Whether the patroller has an elder there, in the same snapshot. */
  assigned: boolean;
};

/** Versions count per community: this log's number says nothing about an elder who lives elsewhere by now. */
function rowVersion(
  row: { line_version: string | null; elder_community: string | null; elder_version: string | null },
  walked: string,
): number {
  const [line, elder] = [Number(row.line_version), Number(row.elder_version ?? 0)];
  return (row.elder_community ?? walked) === walked ? Math.max(line, elder) : elder;
}

/**
 * `limit` lines of the log after `from`, and whatever shares number and id with the last of them, in one statement,
 * which is one consistent read.
 */
export async function readPage(
  db: Db,
  patrollerId: string,
  community: string,
  from: Position,
  limit: number,
): Promise<PulledPage> {
  const { rows } = await sql<{
    counter: string;
    assigned: boolean;
    line_version: string | null;
    line_id: string;
    line_kind: string;
    line_elder: string | null;
    active: boolean;
    elder_community: string | null;
    elder_version: string | null;
    elder_text: string | null;
    visits: { id: string; community: string; version: number; text: string | null }[] | null;
  }>`
    with ${mine(patrollerId)},
    page as materialized (
      ${linesAfter(patrollerId, community, from)}
      order by l.version, l.id collate "C" fetch first (${limit}) rows with ties)
    select c.version as counter, exists (select from mine where mine.active and mine.community = ${community}) as assigned,
      p.version as line_version, p.id as line_id, p.kind as line_kind,
      p.elder_id as line_elder, p.active,
      e.community as elder_community, e.version as elder_version, e.row_text as elder_text,
      case
        when p.kind = 'visit' then (
          select jsonb_agg(jsonb_build_object('id', v.visit_id, 'community', v.community, 'version', v.version,
            'text', case when ${kept("v")} then v.row_text end))
          from visits v where v.visit_id = p.id)
        when p.kind = 'assignment' and p.active then (
          select jsonb_agg(jsonb_build_object('id', v.visit_id, 'community', v.community, 'version', v.version,
            'text', v.row_text) order by v.visit_id)
          from visits v where v.patroller_id = ${patrollerId} and v.elder_id = p.elder_id and ${kept("v")})
      end as visits
    from community_versions c
    left join page p on true
    left join elders e on p.kind in ('elder', 'assignment') and p.active and e.elder_id = p.elder_id
    where c.community = ${community}
    order by p.version, p.id collate "C", p.kind`.execute(db);

  const found: PulledRow[] = [];
  let lines = 0;
  let last: Position | null = null;
  for (const row of rows) {
    if (row.line_version === null) continue;
    lines += 1;
    const line = { lineVersion: Number(row.line_version), lineId: row.line_id };
    last = [line.lineVersion, line.lineId];
    if (row.line_kind === "community") {
      found.push({
        ...line,
        kind: "community",
        id: community,
        elderId: null,
        community,
        version: line.lineVersion,
        text: null,
      });
    } else if (row.line_kind !== "visit" && row.line_elder !== null) {
      found.push({
        ...line,
        kind: "elder",
        id: row.line_elder,
        elderId: row.line_elder,
        community: row.elder_community ?? community,
        version: rowVersion(row, community),
        text: row.elder_text,
      });
    }
    for (const visit of row.visits ?? []) {
      found.push({ ...line, kind: "visit", elderId: row.line_elder, ...visit });
    }
  }
  return { rows: found, lines, last, version: Number(rows[0]?.counter ?? 0), assigned: rows[0]?.assigned ?? false };
}

/** How many rows a pull from here will bring, for "n of m"; the community's own row at a start is not counted. */
export async function countRows(db: Db, patrollerId: string, starts: ReadonlyMap<string, Position>): Promise<number> {
  let total = 0;
  for (const [community, from] of starts) {
    const { rows } = await sql<{ count: number }>`
      with ${mine(patrollerId)},
      lines as materialized (${linesAfter(patrollerId, community, from)})
      select (
        (select count(*) from lines where kind = 'community' and ${from[0] > 0})
        + (select count(distinct elder_id) from lines where kind in ('elder', 'assignment'))
        + (select count(*) from (
            select l.id from lines l where l.kind = 'visit'
              and (${from[0] > 0} or exists (select from visits v where v.visit_id = l.id and ${kept("v")}))
            union
            select v.visit_id from lines l
              join visits v on v.patroller_id = ${patrollerId} and v.elder_id = l.elder_id and ${kept("v")}
            where l.kind = 'assignment' and l.active) visits)
      )::int as count`.execute(db);
    total += rows[0]?.count ?? 0;
  }
  return total;
}

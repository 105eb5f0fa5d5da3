/** The review queue: what supervisors see of the visits in their areas. Scope is the principal's [K8]. */
import { type RawBuilder, sql } from "kysely";
import { type Severity, severityRank } from "../../domain/scales.ts";
import type { Visit } from "../../domain/visit.ts";
import type { Freshness, VisitList, VisitListItem, VisitQuery } from "../../protocol/console.ts";
import type { Db } from "../db/connection.ts";

const PAGE = 50;

/** Communities of the principal: lets the index by community be used; row-level security decides beneath. */
const inScope = sql`v.community in (select code from areas where level = 'community' and in_areas(code))`;

type Order = VisitQuery["order"];

/** Sort keys of each order, all ascending, so that the last row of a page says where the next begins. */
const keys: Record<
  Order,
  { columns: RawBuilder<unknown>; direction: RawBuilder<unknown>; beyond: RawBuilder<unknown> }
> = {
  urgent: {
    columns: sql`-v.worst, -coalesce(v.level, 0), v.occurred_at, v.visit_id`,
    direction: sql`-v.worst, -coalesce(v.level, 0), v.occurred_at, v.visit_id`,
    beyond: sql`>`,
  },
  oldest: {
    columns: sql`0, 0, v.occurred_at, v.visit_id`,
    direction: sql`v.occurred_at, v.visit_id`,
    beyond: sql`>`,
  },
  newest: {
    columns: sql`0, 0, v.occurred_at, v.visit_id`,
    direction: sql`v.occurred_at desc, v.visit_id desc`,
    beyond: sql`<`,
  },
};

/** Where a page ends: the four sort keys of its last row. */
export type PageEnd = [worst: number, level: number, at: string, id: string];

export async function listVisits(
  db: Db,
  query: { state: VisitQuery["state"]; order: Order; q: string; after: PageEnd | null },
): Promise<{ items: VisitListItem[]; end: PageEnd | null }> {
  const { columns, direction, beyond } = keys[query.order];
  const after = query.after
    ? sql`and (${columns}) ${beyond} (${query.after[0]}::int, ${query.after[1]}::int, ${query.after[2]}::timestamptz, ${query.after[3]})`
    : sql``;
  const { rows } = await sql<{
    row_text: string;
    received_at: Date;
    flags: string[];
    name: string;
    plate: string;
    community_name: string;
    end: PageEnd;
  }>`
    select v.row_text, v.received_at, v.flags, e.name, e.plate, a.name as community_name,
      jsonb_build_array(${query.order === "urgent" ? sql`-v.worst, -coalesce(v.level, 0)` : sql`0, 0`},
        v.occurred_at::text, v.visit_id) as end
    from visits v
    join elders e on e.elder_id = v.elder_id
    join areas a on a.code = v.community
    left join users u on u.user_id = v.patroller_id
    where ${inScope} and v.state = ${query.state} ${matching(query.q)} ${after}
    order by ${direction} limit ${PAGE + 1}`.execute(db);
  const page = rows.slice(0, PAGE);
  return {
    items: page.map((row) => listItem(row, JSON.parse(row.row_text) as Visit)),
    end: rows.length > PAGE ? (page.at(-1)?.end ?? null) : null,
  };
}

/** Name, pinyin (whole or initials, spaces or none), door plate, patroller. */
function matching(q: string): RawBuilder<unknown> {
  const text = q.toLowerCase().replaceAll(/[\s\0]+/g, "");
  if (text === "") return sql``;
  const like = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql`and (replace(lower(e.name), ' ', '') like ${like} or replace(e.pinyin, ' ', '') like ${like}
    or replace(lower(e.plate), ' ', '') like ${like} or replace(lower(u.name), ' ', '') like ${like})`;
}

function listItem(
  row: { received_at: Date; flags: string[]; name: string; plate: string; community_name: string },
  visit: Visit,
): VisitListItem {
  const worst = worstAnswer(visit);
  return {
    id: visit.id,
    elderName: row.name,
    plate: row.plate,
    communityName: row.community_name,
    patrollerName: visit.patrollerName,
    revision: visit.revision,
    state: visit.state,
    outcome: visit.record.outcome,
    occurredAt: visit.occurredAt,
    receivedAt: row.received_at.toISOString(),
    level: visit.result.level,
    previousLevel: visit.result.previousLevel,
    worst: worst?.severity ?? "none",
    worstItem: worst?.item ?? null,
    worstOption: worst?.option ?? null,
    flags: row.flags,
  };
}

function worstAnswer(visit: Visit): { item: string; option: string | null; severity: Severity } | null {
  const [first] = Object.entries(visit.result.severities)
    .filter(([, severity]) => severity !== "none")
    .sort(([a, x], [b, y]) => severityRank(y) - severityRank(x) || (a < b ? -1 : 1));
  if (!first) return null;
  const [item, severity] = first;
  const answer = visit.record.answers[item];
  return { item, severity, option: answer?.state === "answered" ? answer.option : null };
}

export async function countVisits(db: Db): Promise<VisitList["counts"]> {
  const { rows } = await sql<{ state: keyof VisitList["counts"]; count: number }>`
    select v.state, count(*)::int as count from visits v
    where ${inScope} and v.state in ('submitted', 'returned', 'approved') group by v.state`.execute(db);
  const counts = { submitted: 0, returned: 0, approved: 0 };
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}

/** What is kept beside one visit. */
export async function readVisitExtra(
  db: Db,
  visitId: string,
): Promise<{ flags: string[]; clockOffsetMs: number | null } | null> {
  const row = await db
    .selectFrom("visits")
    .select(["flags", "clock_offset_ms"])
    .where("visit_id", "=", visitId)
    .executeTakeFirst();
  if (!row) return null;
  return { flags: row.flags, clockOffsetMs: row.clock_offset_ms === null ? null : Number(row.clock_offset_ms) };
}

/** A phone counts as online this long after it was last heard of. */
const ONLINE_MINUTES = 5;

export async function readFreshness(db: Db): Promise<Omit<Freshness, "asOf">> {
  const { rows } = await sql<{ online: number; unsynced: number; waiting: number }>`
    select
      (select count(*)::int from devices
        where last_seen_at > now() - make_interval(mins => ${ONLINE_MINUTES})) as online,
      (select count(*)::int from devices where pending > 0) as unsynced,
      (select count(*)::int from visits v where ${inScope} and v.state = 'submitted') as waiting`.execute(db);
  const { online, unsynced, waiting } = rows[0] ?? { online: 0, unsynced: 0, waiting: 0 };
  return { phonesOnline: online, phonesUnsynced: unsynced, waiting };
}

/**
 * The answer to a pull, page by page: rows, then a mark with the cursor after them. Every page is a short consistent
 * read of its own, so a slow phone never holds a transaction open.
 */
import { type Cursor, MARK_EVERY, type PullLine } from "../../protocol/pull.ts";
import type { Db } from "../db/connection.ts";
import { readCommunities } from "./communities.sql.ts";
import {
  type CommunityState,
  communityStates,
  countRows,
  type Position,
  type PulledPage,
  type PulledRow,
  readPage,
  START,
  WHOLE,
} from "./pull.sql.ts";

export type PullContext = {
  /** Runs one short transaction as the patroller. */
  as<T>(work: (db: Db) => Promise<T>): Promise<T>;
  patrollerId: string;
  epoch: string;
  head: Extract<PullLine, { t: "head" }>;
};

export type PullPlan = {
  reset: boolean;
  /** Where to begin in each community that has something to tell. */
  starts: Map<string, Position>;
  cursor: Cursor;
  total: number;
};

/** What there is to send. Nothing new costs one statement. */
export async function planPull(
  context: PullContext,
  asked: { cursor: Cursor | null; epoch: string | null },
): Promise<PullPlan> {
  return context.as(async (db) => {
    const states = await communityStates(db, context.patrollerId, asked.cursor ?? {});
    const reset = asked.cursor !== null && needsReset(context, asked.cursor, asked.epoch, states);
    const cursor: Cursor = reset ? {} : { ...asked.cursor };
    const starts = new Map<string, Position>();
    for (const { community, version, assigned } of states) {
      const known = cursor[community];
      if (!known && !assigned) continue;
      const upToDate = assigned && known?.[0] === version && known[1] === WHOLE;
      if (!upToDate) starts.set(community, known ?? START);
    }
    const newOnes = [...starts.values()].filter(([version]) => version === 0).length;
    const total = starts.size === 0 ? 0 : newOnes + (await countRows(db, context.patrollerId, starts));
    return { reset, starts, cursor, total };
  });
}

/** The phone is older than the log, or has seen a future that this server lost: start again, the outbox stays. */
function needsReset(
  context: PullContext,
  cursor: Cursor,
  epoch: string | null,
  states: readonly CommunityState[],
): boolean {
  if (epoch !== null && epoch !== context.epoch) return true;
  const known = new Map(states.map((state) => [state.community, state]));
  return Object.entries(cursor).some(([community, [version]]) => {
    const state = known.get(community);
    return !state || version < state.prunedBefore || version > state.version;
  });
}

/** NDJSON, one chunk a page; the last chunk ends with `end`. */
export async function* pullChunks(context: PullContext, plan: PullPlan): AsyncGenerator<string> {
  const opening = lineText(context.head) + (plan.reset ? lineText({ t: "reset" }) : "");
  const run = { cursor: plan.cursor, sent: new Map<string, Sent>(), rows: 0 };
  // A community the phone has no cursor for, so that it has nothing to drop there.
  const unknown = new Set([...plan.starts.keys()].filter((community) => !plan.cursor[community]));
  let chunk = opening;
  const communities = [...plan.starts];
  for (const [at, [community, start]] of communities.entries()) {
    let from = start;
    for (let finished = false; !finished; ) {
      const read = await context.as(async (db) => ({
        page: await readPage(db, context.patrollerId, community, from, MARK_EVERY),
        place: (await readCommunities(db, [community])).get(community),
      }));
      const { taken, next } = takeRows(read.page, from);
      finished = next === null;
      const lines = taken
        .filter((row) => isNews(row, run.sent, { start, nothingThere: unknown.has(community) }))
        .map(rowLine(JSON.stringify(read.place)));
      for (const { text, community: lives } of taken) {
        // Whoever was put must be heard of later, also when this pull is cut before it comes to where they live.
        if (text !== null) run.cursor[lives] ??= START;
      }
      if (from[0] === 0 && read.page.assigned && read.place) {
        lines.unshift(putText(communityRow(community, read.page.version), JSON.stringify(read.place)));
      }
      if (finished && !read.page.assigned) {
        lines.push(dropText(communityRow(community, read.page.version)));
        delete run.cursor[community];
      } else {
        from = next ?? [read.page.version, WHOLE];
        run.cursor[community] = from;
      }
      run.rows += lines.length;
      const last = finished && at === communities.length - 1;
      const cursor = { ...run.cursor };
      chunk += lines.join("");
      chunk += lineText(
        last ? { t: "end", cursor } : { t: "mark", cursor, remaining: Math.max(0, plan.total - run.rows) },
      );
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk + lineText({ t: "end", cursor: plan.cursor });
}

/** Whole lines of the log, as many as give at most MARK_EVERY rows but at least one line; `next` is null at the end. */
function takeRows(page: PulledPage, from: Position): { taken: PulledRow[]; next: Position | null } {
  const taken: PulledRow[] = [];
  let position = from;
  for (let at = 0; at < page.rows.length; ) {
    const line = page.rows[at] as PulledRow;
    let end = at;
    while (isSameLine(page.rows[end], line)) end += 1;
    if (taken.length > 0 && taken.length + (end - at) > MARK_EVERY) return { taken, next: position };
    taken.push(...page.rows.slice(at, end));
    position = [line.lineVersion, line.lineId];
    at = end;
  }
  // Lines that gave no rows are passed too.
  return { taken, next: page.lines < MARK_EVERY ? null : page.last };
}

function isSameLine(row: PulledRow | undefined, line: PulledRow): boolean {
  return row !== undefined && row.lineVersion === line.lineVersion && row.lineId === line.lineId;
}

type Sent = { community: string; version: number };

/** A row that this pull has sent already, by another line, is not sent twice; a phone that starts has nothing to drop. */
function isNews(
  row: PulledRow,
  sent: Map<string, Sent>,
  { start, nothingThere }: { start: Position; nothingThere: boolean },
): boolean {
  const key = `${row.kind} ${row.id}`;
  const before = sent.get(key);
  const isDrop = row.text === null && row.kind !== "community";
  const isSent = before?.community === row.community && before.version >= row.version;
  if (isDrop ? nothingThere && !before : isSent) return false;
  if (isDrop) sent.delete(key);
  else sent.set(key, { community: row.community, version: row.version });
  return !(row.kind === "community" && start[0] === 0);
}

const rowLine = (place: string) => (row: PulledRow) =>
  row.kind === "community" ? putText(row, place) : row.text === null ? dropText(row) : putText(row, row.text);

function communityRow(community: string, version: number): PulledRow {
  return {
    kind: "community",
    id: community,
    community,
    version,
    elderId: null,
    text: null,
    lineVersion: version,
    lineId: community,
  };
}

const lineText = (line: PullLine) => `${JSON.stringify(line)}\n`;

/** The row's own JSON text goes in as it is. */
function putText({ kind, id, community, elderId, version }: PulledRow, row: string): string {
  const line = { t: "put", kind, id, community, ...(elderId === null ? {} : { elder: elderId }), version };
  return `${JSON.stringify(line).slice(0, -1)},"row":${row}}\n`;
}

function dropText({ kind, id, community, version }: PulledRow): string {
  return lineText({ t: "drop", kind, id, community, version });
}

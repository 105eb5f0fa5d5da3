/**
 * Tells every server process which communities changed. Whoever committed says so afterwards and outside the
 * transaction (NOTIFY inside one takes a database-wide lock); each process listens on a connection of its own. A slow
 * poll of the counters is the net under it, for hints that got lost and for commands that give none.
 */
import type pg from "pg";
import { type Database, system } from "../db/connection.ts";
import { coalesce } from "./coalesce.ts";

const CHANNEL = "xunan_changes";
/** A payload of NOTIFY holds 8000 bytes; a code has 12. */
const CODES_A_NOTICE = 500;

export type FeedTiming = { gatherMs: number; pollMs: number; retryMs: number };
export const feedTiming: FeedTiming = { gatherMs: 100, pollMs: 15_000, retryMs: 2_000 };

export type ChangeFeed = {
  /** Call it after the commit, with the communities that got a new number. Never throws, never waits. */
  changed(communities: Iterable<string>): void;
  /** Resolves when this process listens. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** @param heard told of changes by any process, this one too. */
export function createChangeFeed(
  database: Database,
  heard: (communities: string[]) => void,
  timing: FeedTiming = feedTiming,
): ChangeFeed {
  let listener: pg.PoolClient | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | null = null;
  let poll: NodeJS.Timeout | null = null;
  let known: Map<string, number> | null = null;

  const outgoing = coalesce(timing.gatherMs, (communities) => {
    for (let from = 0; from < communities.length; from += CODES_A_NOTICE) {
      const codes = communities.slice(from, from + CODES_A_NOTICE).join(",");
      // A notice that fails is caught up by the poll.
      database.pool.query("select pg_notify($1, $2)", [CHANNEL, codes]).catch(() => {});
    }
  });

  async function listen(): Promise<void> {
    if (stopped) return;
    const client = await database.pool.connect().catch(() => null);
    if (!client) return again();
    listener = client;
    client.on("notification", ({ payload }) => heard((payload ?? "").split(",")));
    client.on("error", () => lose(client));
    client.on("end", () => lose(client));
    await client.query(`listen ${CHANNEL}`).catch(() => lose(client));
    if (stopped) lose(client);
  }

  /** The connection is gone or of no use: another takes its place. */
  function lose(client: pg.PoolClient): void {
    if (listener !== client) return;
    listener = null;
    client.release(true);
    again();
  }

  function again(): void {
    if (!stopped) retry = setTimeout(() => void listen(), timing.retryMs);
  }

  async function look(): Promise<void> {
    try {
      const rows = await database.as(system, (db) =>
        db.selectFrom("community_versions").select(["community", "version"]).execute(),
      );
      const now = new Map(rows.map((row) => [row.community, Number(row.version)]));
      const before = known;
      known = now;
      const changed = before ? [...now].filter(([community, version]) => before.get(community) !== version) : [];
      if (changed.length > 0) heard(changed.map(([community]) => community));
    } catch {
      // Out of reach for now: the next look compares with what was known.
    }
    if (!stopped) poll = setTimeout(() => void look(), timing.pollMs);
  }

  return {
    changed: (communities) => outgoing.add(communities),
    async start() {
      await Promise.all([listen(), look()]);
    },
    async stop() {
      stopped = true;
      outgoing.stop();
      if (retry) clearTimeout(retry);
      if (poll) clearTimeout(poll);
      if (listener) lose(listener);
    },
  };
}

/**
 * Tells every server process which communities changed. Whoever committed says so afterwards and outside the
 * transaction (NOTIFY inside one takes a database-wide lock); each process listens on a connection of its own. A slow
 * poll of the counters is the net under it, for hints that got lost and for commands that give none.
 */
import { type Database, system } from "../db/connection.ts";
import { coalesce } from "./coalesce.ts";
import { type Listener, listenToChanges, notifyChanges, readCounters } from "./notices.sql.ts";

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
  let listener: Listener | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | null = null;
  let poll: NodeJS.Timeout | null = null;
  let known: Map<string, number> | null = null;

  // A notice that fails is caught up by the poll.
  const outgoing = coalesce(timing.gatherMs, (communities) => {
    notifyChanges(database.pool, communities).catch(() => {});
  });

  async function listen(): Promise<void> {
    if (stopped) return;
    try {
      listener = await listenToChanges(database.pool, heard, again);
      if (stopped) listener.stop();
    } catch {
      again();
    }
  }

  function again(): void {
    if (!stopped) retry = setTimeout(() => void listen(), timing.retryMs);
  }

  async function look(): Promise<void> {
    try {
      const now = await database.as(system, readCounters);
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
      listener?.stop();
    },
  };
}

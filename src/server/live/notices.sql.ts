/** PostgreSQL's LISTEN and NOTIFY for the word "this community changed". */
import type pg from "pg";
import type { Db } from "../db/connection.ts";

const CHANNEL = "xunan_changes";
/** A payload of NOTIFY holds 8000 bytes; a code has 12. */
const CODES_A_NOTICE = 500;

/** Outside any transaction: NOTIFY inside one takes a database-wide lock at its commit. */
export async function notifyChanges(pool: pg.Pool, communities: readonly string[]): Promise<void> {
  for (let from = 0; from < communities.length; from += CODES_A_NOTICE) {
    const codes = communities.slice(from, from + CODES_A_NOTICE).join(",");
    await pool.query("select pg_notify($1, $2)", [CHANNEL, codes]);
  }
}

export type Listener = { stop(): void };

/**
 * Listens on a connection of its own.
 * @param lost told once when the connection is gone; not after `stop`.
 * @throws when there is no connection to be had.
 */
export async function listenToChanges(
  pool: pg.Pool,
  heard: (communities: string[]) => void,
  lost: () => void,
): Promise<Listener> {
  const client = await pool.connect();
  let over = false;
  const end = (): boolean => {
    if (over) return false;
    over = true;
    client.release(true);
    return true;
  };
  const gone = () => {
    if (end()) lost();
  };
  client.on("notification", ({ payload }) => heard((payload ?? "").split(",")));
  client.on("error", gone).on("end", gone);
  try {
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    end();
    throw error;
  }
  return { stop: () => void end() };
}

/** Every community's counter. */
export async function readCounters(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom("community_versions").select(["community", "version"]).execute();
  return new Map(rows.map((row) => [row.community, Number(row.version)]));
}

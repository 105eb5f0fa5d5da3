/** Counts wrong sign-ins by account and by address; both only as keyed hashes. */
import { sql } from "kysely";
import type { Db } from "../db/connection.ts";
import { fail } from "../errors.ts";

/** `free` tries, then a wait that doubles from 30 seconds to 15 minutes. */
export type Subject = { hash: Buffer; free: number };

const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 15 * 60;
/** After an hour of quiet the count begins anew. */
const QUIET_S = 3_600;

function waitS(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - free));
}

/**
 * Counts one try against every subject before the password is looked at, so that a hundred guesses at once are a
 * hundred guesses. @throws session.too-many while a subject has to wait; that try is not counted.
 */
export async function countTry(db: Db, subjects: readonly Subject[]): Promise<void> {
  const sorted = [...subjects].sort((a, b) => Buffer.compare(a.hash, b.hash));
  let seconds = 0;
  for (const { hash, free } of sorted) {
    await sql`insert into sign_in_failures (subject_hash, failures, last_at) values (${hash}, 0, now())
      on conflict do nothing`.execute(db);
    const { rows } = await sql<{ failures: number; ago: number }>`
      select failures, extract(epoch from clock_timestamp() - last_at)::float8 as ago
      from sign_in_failures where subject_hash = ${hash} for update`.execute(db);
    const { failures, ago } = rows[0] ?? { failures: 0, ago: 0 };
    if (ago < QUIET_S) seconds = Math.max(seconds, Math.ceil(waitS(failures, free) - ago));
  }
  if (seconds > 0) fail("session.too-many", { seconds });
  for (const { hash } of sorted) {
    await sql`update sign_in_failures
      set failures = case when last_at < now() - make_interval(secs => ${QUIET_S}) then 1 else failures + 1 end,
          last_at = clock_timestamp()
      where subject_hash = ${hash}`.execute(db);
  }
}

/** The try was a good one: the account starts from nothing, the address gets this one back. */
export async function forgiveTry(db: Db, account: Subject, address: Subject): Promise<void> {
  await db.deleteFrom("sign_in_failures").where("subject_hash", "=", account.hash).execute();
  await sql`update sign_in_failures set failures = greatest(failures - 1, 0)
    where subject_hash = ${address.hash}`.execute(db);
  await sql`delete from sign_in_failures where last_at < now() - interval '1 day'`.execute(db);
}

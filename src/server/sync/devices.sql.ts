/** What the server knows of each phone: when it was heard of, what still waits on it, how far its chain is complete. */
import { sql } from "kysely";
import type { PhoneHead } from "../../protocol/message.ts";
import type { Db } from "../db/connection.ts";

/** Server minus phone clock, milliseconds; null when the phone did not say [K10]. */
export function clockOffset(head: Pick<PhoneHead, "wall">, receivedAt: Date): number | null {
  const wall = Date.parse(head.wall ?? "");
  return Number.isNaN(wall) ? null : receivedAt.getTime() - wall;
}

export async function noteDevice(db: Db, userId: string, head: PhoneHead, receivedAt: Date): Promise<void> {
  await sql`
    insert into devices as d (device_id, user_id, app_version, protocol, pending, clock_offset_ms, last_seen_at)
    values (${head.device}, ${userId}, ${head.app}, ${head.protocol}, ${pending(head)}, ${clockOffset(head, receivedAt)}, ${receivedAt})
    on conflict (device_id) do update set
      app_version = excluded.app_version, protocol = excluded.protocol,
      pending = excluded.pending, clock_offset_ms = coalesce(excluded.clock_offset_ms, d.clock_offset_ms),
      last_seen_at = greatest(d.last_seen_at, excluded.last_seen_at)
    -- A phone's number belongs to the person it was first heard with; naming another's changes nothing.
    where d.user_id = excluded.user_id`.execute(db);
}

const pending = (head: PhoneHead) => Math.min(Math.max(head.pending, 0), 1_000_000);

/** Moves the end of the phone's chain over every number that has arrived without a hole before it [K11]. */
export async function advanceChain(db: Db, deviceId: string): Promise<void> {
  await sql`
    update devices d set last_dseq = tail.dseq, last_hash = tail.hash
    from (
      select run.dseq, run.hash from (
        select m.dseq, m.hash, own.last_dseq, m.dseq - dense_rank() over (order by m.dseq) as before
        from mutations m join devices own on own.device_id = m.device_id and own.user_id = m.user_id
        where m.device_id = ${deviceId} and m.dseq > own.last_dseq) run
      where run.before = run.last_dseq
      order by run.dseq desc limit 1
    ) tail
    where d.device_id = ${deviceId} and tail.dseq > d.last_dseq`.execute(db);
}

/** One row a mutation ever received, written in the transaction of its effect: the same id always gets the same verdict [K2]. */
import { sql } from "kysely";
import type { Verdict } from "../../protocol/push.ts";
import type { Db } from "../db/connection.ts";
import type { Item } from "./read-envelope.ts";

/** A verdict that is final. `deferred` ones leave no row. */
export type Settled = {
  verdict: Exclude<Verdict["verdict"], "deferred">;
  code: string | null;
  community: string | null;
  version: number | null;
};

/** Limits of this transaction: a lock or a statement that takes longer fails it. */
export async function limitWaits(db: Db, limits: { lock: string; statement: string }): Promise<void> {
  await sql`select set_config('lock_timeout', ${limits.lock}, true),
    set_config('statement_timeout', ${limits.statement}, true)`.execute(db);
}

export async function readSettled(db: Db, keys: readonly string[]): Promise<Map<string, Settled>> {
  const { rows } = await sql<{
    mutation_id: string;
    verdict: Settled["verdict"];
    code: string | null;
    community: string | null;
    version: string | null;
  }>`
    select mutation_id, verdict, code, community, version from mutations
    where mutation_id = any(${keys})`.execute(db);
  return new Map(
    rows.map(({ mutation_id, verdict, code, community, version }) => [
      mutation_id,
      { verdict, code, community, version: version === null ? null : Number(version) },
    ]),
  );
}

/**
 * Takes these mutations for this transaction; one that another transaction is at work on is waited for.
 * @returns the keys that nobody had taken. The others have their verdict already.
 */
export async function claim(
  db: Db,
  items: readonly Item[],
  author: { userId: string; deviceId: string },
  receivedAt: Date,
): Promise<Set<string>> {
  const rows = items.map(({ key, dseq, hash, prevHash, replaces, target, kind, elderId, occurredAt }) => ({
    key,
    dseq,
    hash,
    prev_hash: prevHash,
    replaces,
    target,
    kind,
    elder_id: elderId,
    occurred_at: occurredAt,
  }));
  // In sorted order, so that two pushes with the same mutations wait for each other instead of deadlocking.
  const { rows: taken } = await sql<{ mutation_id: string }>`
    insert into mutations (mutation_id, device_id, user_id, dseq, hash, prev_hash, replaces, target, kind, elder_id,
      verdict, occurred_at, received_at)
    select r.key, ${author.deviceId}, ${author.userId}, r.dseq, r.hash, r.prev_hash, r.replaces, r.target, r.kind, r.elder_id,
      'held', r.occurred_at, ${receivedAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (key text, dseq bigint, hash text, prev_hash text, replaces text, target text, kind text, elder_id text,
        occurred_at timestamptz)
    order by r.key
    on conflict (mutation_id) do nothing
    returning mutation_id`.execute(db);
  return new Set(taken.map((row) => row.mutation_id));
}

/** Writes the verdicts of claimed mutations. `raw` is what was sent, kept where a person may have to decide. */
export async function settle(
  db: Db,
  settled: readonly { key: string; settled: Settled; raw: unknown }[],
): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map(({ key, settled: { verdict, code, community, version }, raw }) => ({
    key,
    verdict,
    code,
    community,
    version,
    raw: raw === undefined ? null : storable(raw),
  }));
  await sql`
    update mutations m set verdict = r.verdict, code = r.code, community = r.community, version = r.version, envelope = r.raw
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (key text, verdict text, code text, community text, version bigint, raw jsonb)
    -- Named once more: the planner cannot see through row-level security how few rows this is.
    where m.mutation_id = r.key and m.mutation_id = any(${rows.map(({ key }) => key)})`.execute(db);
}

/** An escape of JSON itself, not one inside a text that is JSON once more. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i;

/** jsonb takes neither NUL nor half a surrogate pair; what holds one is kept as base64 of its JSON text. */
function storable(raw: unknown): unknown {
  const text = JSON.stringify(raw);
  return UNSTORABLE.test(text) ? { base64: Buffer.from(text).toString("base64") } : raw;
}

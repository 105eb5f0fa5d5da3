/** The audit log: who did what to which thing. Written in the transaction of the act itself; nothing changes it later. */
import { sql } from "kysely";
import type { Db } from "../db/connection.ts";

export type AuditLine = {
  /** User id. */
  actor: string;
  /** The act's name, such as `visit.approve`. */
  act: string;
  community: string | null;
  objectId: string | null;
  /** Ids, codes and figures only: no words about a person. */
  detail?: unknown;
};

export async function writeAudit(db: Db, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`insert into audit_log (actor_id, act, community, object_id, detail)
    select r.actor, r.act, r.community, r."objectId", r.detail
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as r (actor text, act text, community text, "objectId" text, detail jsonb)`.execute(db);
}

/** Sessions: only the hash of a token is stored, so a copy of the database signs nobody in. */
import { sql } from "kysely";
import type { Role } from "../../domain/scales.ts";
import type { Db } from "../db/connection.ts";
import type { Side } from "./side.ts";

export type Session = {
  userId: string;
  login: string;
  name: string;
  role: Role;
  areas: { code: string; name: string }[];
  mustChangePassword: boolean;
  deviceId: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};

/** Null when the session has ended, or its user was disabled a moment ago. */
export async function findSession(db: Db, tokenHash: Buffer, side: Side): Promise<Session | null> {
  const row = await db
    .selectFrom("sessions as s")
    .innerJoin("users as u", "u.user_id", "s.user_id")
    .select(["u.user_id", "u.login", "u.name", "u.role", "u.must_change_password"])
    .select(["s.device_id", "s.created_at", "s.last_seen_at"])
    .select(
      sql<{ code: string; name: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name) order by a.code)
        from user_areas ua join areas a on a.code = ua.area_code where ua.user_id = u.user_id), '[]')`.as("areas"),
    )
    .where("s.token_hash", "=", tokenHash)
    .where("s.side", "=", side)
    .where("s.expires_at", ">", sql<Date>`now()`)
    .where("u.disabled_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    userId: row.user_id,
    login: row.login,
    name: row.name,
    role: row.role as Role,
    areas: row.areas,
    mustChangePassword: row.must_change_password,
    deviceId: row.device_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  };
}

export async function addSession(
  db: Db,
  session: { tokenHash: Buffer; userId: string; side: Side; deviceId: string | null; expiresAt: Date },
): Promise<void> {
  // What has run out goes, and a person has one session on a phone: the newest.
  await db
    .deleteFrom("sessions")
    .where((or) =>
      or.or([
        or("expires_at", "<", sql<Date>`now()`),
        ...(session.deviceId
          ? [
              or.and([
                or("device_id", "=", session.deviceId),
                or("side", "=", session.side),
                or("user_id", "=", session.userId),
              ]),
            ]
          : []),
      ]),
    )
    .execute();
  await db
    .insertInto("sessions")
    .values({
      token_hash: session.tokenHash,
      user_id: session.userId,
      side: session.side,
      device_id: session.deviceId,
      expires_at: session.expiresAt,
    })
    .execute();
}

export async function touchSession(db: Db, tokenHash: Buffer, expiresAt: Date): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ last_seen_at: sql<Date>`now()`, expires_at: expiresAt })
    .where("token_hash", "=", tokenHash)
    .execute();
}

export async function endSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
}

export async function endSessionsOf(db: Db, userId: string): Promise<void> {
  await db.deleteFrom("sessions").where("user_id", "=", userId).execute();
}

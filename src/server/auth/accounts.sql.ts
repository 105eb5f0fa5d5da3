/** Accounts as sign-in needs them. Logins are compared without case. */
import { sql } from "kysely";
import type { Role } from "../../domain/scales.ts";
import type { Db } from "../db/connection.ts";

export type Account = {
  userId: string;
  login: string;
  name: string;
  role: Role;
  passwordHash: string;
  mustChangePassword: boolean;
};

/** Null for an unknown login and for a disabled account. */
export async function findAccount(db: Db, login: string): Promise<Account | null> {
  const row = await db
    .selectFrom("users")
    .select(["user_id", "login", "name", "role", "password_hash", "must_change_password"])
    .where(sql<string>`lower(login)`, "=", login.toLowerCase())
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    userId: row.user_id,
    login: row.login,
    name: row.name,
    role: row.role as Role,
    passwordHash: row.password_hash,
    mustChangePassword: row.must_change_password,
  };
}

export async function setPassword(db: Db, userId: string, passwordHash: string): Promise<void> {
  await db
    .updateTable("users")
    .set({ password_hash: passwordHash, must_change_password: false })
    .where("user_id", "=", userId)
    .execute();
}

/** A phone's number belongs to the person it was first heard with: each person on a phone has one of their own. */
export async function saveDevice(db: Db, device: { id: string; userId: string; app: string }): Promise<void> {
  await db
    .insertInto("devices")
    .values({ device_id: device.id, user_id: device.userId, app_version: device.app })
    .onConflict((conflict) =>
      conflict
        .column("device_id")
        .doUpdateSet({ app_version: device.app, last_seen_at: sql<Date>`now()` })
        .where("devices.user_id", "=", device.userId),
    )
    .execute();
}

export async function isDemo(db: Db): Promise<boolean> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", "demo").executeTakeFirst();
  return row?.value === true;
}

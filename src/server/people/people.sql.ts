/** Accounts as the staff list writes them. */
import { sql } from "kysely";
import type { Role } from "../../domain/scales.ts";
import type { Db } from "../db/connection.ts";

export type Account = {
  userId: string;
  login: string;
  name: string;
  role: Role;
  areas: string[];
  /** Only for new accounts and resets: the argon2id hash of a one-time password. */
  passwordHash: string | null;
  mustChangePassword: boolean;
  demo: boolean;
};

export type KnownAccount = {
  userId: string;
  login: string;
  name: string;
  role: Role;
  areas: string[];
  disabled: boolean;
};

export async function readAccounts(db: Db): Promise<KnownAccount[]> {
  const { rows } = await sql<{
    user_id: string;
    login: string;
    name: string;
    role: Role;
    disabled: boolean;
    areas: string[];
  }>`
    select u.user_id, u.login, u.name, u.role, u.disabled_at is not null as disabled,
           coalesce(array_agg(a.area_code order by a.area_code) filter (where a.area_code is not null), '{}') as areas
    from users u left join user_areas a using (user_id)
    group by u.user_id order by u.login`.execute(db);
  return rows.map((row) => ({
    userId: row.user_id,
    login: row.login,
    name: row.name,
    role: row.role,
    areas: row.areas,
    disabled: row.disabled,
  }));
}

/**
 * Writes accounts, new and known, with exactly these areas. A new password ends every session of the account;
 * so does a change of role, because a session belongs to phone or console.
 */
export async function saveAccounts(db: Db, accounts: readonly Account[]): Promise<void> {
  if (accounts.length === 0) return;
  const json = JSON.stringify(accounts);
  await sql`
    delete from sessions s using users u, jsonb_to_recordset(${json}::jsonb)
      as r ("userId" text, role text, "passwordHash" text)
    where u.user_id = r."userId" and s.user_id = u.user_id and (r."passwordHash" is not null or r.role <> u.role)`.execute(
    db,
  );
  // No upsert: PostgreSQL checks "not null" before it looks for the conflict, and known accounts bring no hash.
  await sql`
    update users u set name = r.name, role = r.role, password_hash = coalesce(r."passwordHash", u.password_hash),
           must_change_password = case when r."passwordHash" is null then u.must_change_password
                                       else r."mustChangePassword" end
    from jsonb_to_recordset(${json}::jsonb)
      as r ("userId" text, name text, role text, "passwordHash" text, "mustChangePassword" boolean)
    where u.user_id = r."userId"`.execute(db);
  await sql`
    insert into users (user_id, login, name, role, password_hash, must_change_password, demo)
    select r."userId", r.login, r.name, r.role, r."passwordHash", r."mustChangePassword", r.demo
    from jsonb_to_recordset(${json}::jsonb)
      as r ("userId" text, login text, name text, role text, "passwordHash" text, "mustChangePassword" boolean, demo boolean)
    where not exists (select from users u where u.user_id = r."userId")`.execute(db);
  const ids = accounts.map((account) => account.userId);
  const places = accounts.flatMap((account) =>
    account.areas.map((area) => ({ user_id: account.userId, area_code: area })),
  );
  await sql`delete from user_areas where user_id = any(${ids}::text[])`.execute(db);
  await sql`
    insert into user_areas (user_id, area_code)
    select r.user_id, r.area_code
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as r (user_id text, area_code text)`.execute(db);
}

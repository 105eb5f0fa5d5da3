/** Accounts for the administrator: who may use the product, and nothing about any elder. */
import { sql } from "kysely";
import type { UserList } from "../../protocol/console.ts";
import type { Db } from "../db/connection.ts";

export async function listUsers(db: Db): Promise<UserList["items"]> {
  const { rows } = await sql<{
    user_id: string;
    login: string;
    name: string;
    role: string;
    areas: string[];
    disabled: boolean;
    last_seen_at: Date | null;
    elders: number;
  }>`
    select u.user_id, u.login, u.name, u.role, u.disabled_at is not null as disabled,
      coalesce((select jsonb_agg(ua.area_code order by ua.area_code) from user_areas ua
        where ua.user_id = u.user_id), '[]') as areas,
      (select max(d.last_seen_at) from devices d where d.user_id = u.user_id) as last_seen_at,
      (select count(*)::int from assignments a where a.patroller_id = u.user_id and a.active) as elders
    from users u order by u.role, u.login`.execute(db);
  return rows.map((row) => ({
    id: row.user_id,
    login: row.login,
    name: row.name,
    role: row.role,
    areas: row.areas,
    disabled: row.disabled,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    elders: row.elders,
  }));
}

/** Whether the demo may move in, and the note that it has. */
import { sql } from "kysely";
import type { AreaSettings } from "../../domain/community.ts";
import type { Db } from "../db/connection.ts";

/** Nobody has begun to use this database. */
export async function isEmpty(db: Db): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from users) and not exists (select from areas) and not exists (select from elders)
      as empty`.execute(db);
  return rows[0]?.empty === true;
}

export async function markAsDemo(db: Db): Promise<void> {
  await sql`
    insert into meta (key, value) values ('demo', 'true')
    on conflict (key) do update set value = excluded.value`.execute(db);
}

export async function setAreaSettings(db: Db, code: string, settings: Partial<AreaSettings>): Promise<void> {
  await db
    .updateTable("areas")
    .set({ settings: JSON.stringify(settings) })
    .where("code", "=", code)
    .execute();
}

/** The area table: districts, streets, communities. */
import { sql } from "kysely";
import type { Db } from "../db/connection.ts";
import type { Area } from "./area.ts";

export async function readAreas(db: Db): Promise<Area[]> {
  const rows = await db.selectFrom("areas").select(["code", "name", "level", "parent"]).orderBy("code").execute();
  return rows as Area[];
}

/** Writes names and places; an area's own settings stay. */
export async function saveAreas(db: Db, areas: readonly Area[]): Promise<void> {
  if (areas.length === 0) return;
  await sql`
    insert into areas (code, name, level, parent)
    select r.code, r.name, r.level, r.parent
    from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) as r (code text, name text, level text, parent text)
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent`.execute(
    db,
  );
}

/** Communities below (or among) these codes that phones already hold rows of. */
export async function communitiesInUse(db: Db, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<{ community: string }>`
    select v.community from community_versions v
    where exists (select from unnest(${codes}::text[]) as code where v.community like code || '%')
    order by v.community`.execute(db);
  return rows.map((row) => row.community);
}

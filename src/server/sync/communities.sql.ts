/** Communities as rules and phones need them: names of the areas around, settings with every level's own on top. */
import { sql } from "kysely";
import { type AreaSettings, type Community, defaultSettings } from "../../domain/community.ts";
import type { Db } from "../db/connection.ts";

export async function readCommunities(db: Db, codes: readonly string[]): Promise<Map<string, Community>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{
    code: string;
    name: string;
    street: string | null;
    district: string | null;
    settings: Partial<AreaSettings>[];
  }>`
    select c.code, c.name, s.name as street, d.name as district,
      jsonb_build_array(coalesce(d.settings, '{}'), coalesce(s.settings, '{}'), c.settings) as settings
    from areas c
    left join areas s on s.code = left(c.code, 9)
    left join areas d on d.code = left(c.code, 6)
    where c.code = any(${codes})`.execute(db);
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        name: row.name,
        streetName: row.street ?? "",
        districtName: row.district ?? "",
        settings: row.settings.reduce<AreaSettings>(overlay, defaultSettings),
      },
    ]),
  );
}

/** An area stores only what differs from the area above it. */
function overlay(above: AreaSettings, own: Partial<AreaSettings>): AreaSettings {
  return {
    ...above,
    ...own,
    heatingSeason: { ...above.heatingSeason, ...own.heatingSeason },
    local: { ...above.local, ...own.local },
    phones: { ...above.phones, ...own.phones },
  };
}

/** Hazard tickets. The open ones also travel inside the elder's state; here they are kept for the console. */
import { sql } from "kysely";
import type { Hazard } from "../../domain/hazard.ts";
import type { Db } from "../db/connection.ts";

export async function readHazards(db: Db, hazardIds: readonly string[]): Promise<Map<string, Hazard>> {
  if (hazardIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("hazards")
    .select(["hazard_id", "content"])
    .where("hazard_id", "in", hazardIds)
    .execute();
  return new Map(rows.map((row) => [row.hazard_id, row.content as Hazard]));
}

/** Tickets of the elder that still count, worst first. */
export async function openHazards(db: Db, elderId: string): Promise<Hazard[]> {
  const { rows } = await sql<{ content: Hazard }>`
    select content from hazards
    where elder_id = ${elderId} and state in ('found', 'fixed_on_site')
    order by array_position(array['critical', 'high', 'medium'], severity), found_on, hazard_id`.execute(db);
  return rows.map((row) => row.content);
}

/** Writes tickets with the community's number just taken; all of one community. */
export async function saveHazards(
  db: Db,
  community: string,
  version: number,
  hazards: readonly Hazard[],
): Promise<void> {
  if (hazards.length === 0) return;
  await sql`
    insert into hazards (hazard_id, elder_id, community, item, severity, state, visit_id, found_on, content, version)
    select h ->> 'id', h ->> 'elderId', ${community}, h ->> 'item', h ->> 'severity', h ->> 'state', h ->> 'visitId',
      (h ->> 'foundOn')::date, h, ${version}
    from jsonb_array_elements(${JSON.stringify(hazards)}::jsonb) as h
    on conflict (hazard_id) do update set
      community = excluded.community, severity = excluded.severity, state = excluded.state,
      content = excluded.content, version = excluded.version`.execute(db);
}

/** Writes the invented three months with the product's own writers, a few large statements instead of thousands. */
import type { Db } from "../db/connection.ts";
import { assign, saveElders } from "../elders/elders.sql.ts";
import { sealProfile } from "../elders/sealed-profile.ts";
import { saveHazards } from "../hazards/hazards.sql.ts";
import type { Keys } from "../keys.ts";
import { type LogLine, logChanges, nextVersion } from "../sync/changes.sql.ts";
import { addComparedFlags, saveRevisions, saveVisits } from "../visits/visits.sql.ts";
import type { Life } from "./life.ts";

/** Visits carry the elder's state before them and are large: some megabytes a statement are enough. */
const VISITS_AT_ONCE = 200;

export async function writeLives(db: Db, keys: Keys, lives: readonly Life[], since: Date): Promise<void> {
  for (const community of [...new Set(lives.map((life) => life.elder.community))].sort()) {
    const here = lives.filter((life) => life.elder.community === community);
    const version = await nextVersion(db, community);
    await saveElders(
      db,
      version,
      here.map(({ elder, profile, idNumber }) => ({
        elder,
        idNumberHash: keys.idHash(idNumber),
        idNumberBox: keys.seal(idNumber),
        profileBox: sealProfile(keys, { v: 1, profile, phone: elder.phone, landline: null, asWritten: {} }),
        demo: true,
      })),
    );
    await assign(
      db,
      community,
      version,
      here.map(({ elder, patroller }) => ({ elderId: elder.id, patrollerId: patroller.id })),
      since,
    );
    await writeVisits(db, community, version, here);
    await saveHazards(
      db,
      community,
      version,
      here.flatMap((life) => [...life.hazards.values()]),
    );
    await logChanges(db, community, version, [{ kind: "community", id: community, elderId: null }]);
  }
}

async function writeVisits(db: Db, community: string, version: number, lives: readonly Life[]): Promise<void> {
  const all = lives.flatMap((life) =>
    life.visits.map((visit) => ({ visit, extra: life.extras.get(visit.id) ?? null })),
  );
  for (let from = 0; from < all.length; from += VISITS_AT_ONCE) {
    const some = all.slice(from, from + VISITS_AT_ONCE);
    await saveVisits(db, community, version, some);
    await saveRevisions(
      db,
      community,
      some.map(({ visit }) => ({ visit, mutationId: null })),
    );
  }
  await addComparedFlags(
    db,
    all.map(({ visit }) => visit.id),
  );
  const lines = all.map(({ visit }): LogLine => ({ kind: "visit", id: visit.id, elderId: visit.elderId }));
  await logChanges(db, community, version, lines);
}

/** Writes a planned import: one version number a community, taken in sorted order when everything is worked out [K6]. */
import { writeAudit } from "../auth/audit.sql.ts";
import type { Db } from "../db/connection.ts";
import { type Assignment, assign, logMovedAway, saveElders, unassign } from "../elders/elders.sql.ts";
import { logChanges, nextVersion } from "../sync/changes.sql.ts";
import type { Change } from "./plan-import.ts";
import { moveHistory } from "./roster.sql.ts";

type Part = {
  saved: Change[];
  joining: Assignment[];
  leaving: Assignment[];
  movedIn: string[];
  /** Who keeps an elder that moves away from here. */
  movedAway: Assignment[];
};

export async function writeImport(db: Db, changes: readonly Change[], now: Date): Promise<void> {
  const parts = new Map<string, Part>();
  const part = (community: string): Part => {
    const found = parts.get(community) ?? { saved: [], joining: [], leaving: [], movedIn: [], movedAway: [] };
    parts.set(community, found);
    return found;
  };
  for (const change of changes) {
    if (change.kind === "unchanged") continue;
    const { elder } = change.row;
    const here = part(elder.community);
    const visitor: Assignment = { elderId: elder.id, patrollerId: change.entry.patroller.userId };
    here.saved.push(change);
    if (change.joins || change.movedFrom !== null) here.joining.push(visitor);
    if (change.movedFrom !== null) {
      here.movedIn.push(elder.id);
      if (!change.joins) part(change.movedFrom).movedAway.push(visitor);
    }
    for (const patrollerId of change.leaves)
      part(change.movedFrom ?? elder.community).leaving.push({ elderId: elder.id, patrollerId });
  }

  const communities = [...parts.keys()].sort();
  const versions = new Map<string, number>();
  for (const community of communities) versions.set(community, await nextVersion(db, community));
  for (const community of communities) {
    const version = versions.get(community) ?? 0;
    const { saved, joining, leaving, movedIn, movedAway } = part(community);
    // Its first number: phones need the community itself too.
    if (version === 1) await logChanges(db, community, version, [{ kind: "community", id: community, elderId: null }]);
    await saveElders(
      db,
      version,
      saved.map((change) => change.row),
    );
    await moveHistory(db, community, version, movedIn);
    await unassign(db, community, version, leaving, now);
    await logMovedAway(db, community, version, movedAway);
    await assign(db, community, version, joining, now);
  }
  await writeAudit(
    db,
    communities.map((community) => {
      const { saved, joining, leaving } = part(community);
      const added = saved.filter((change) => change.kind === "added").length;
      return {
        actor: "command",
        act: "roster.import",
        community,
        objectId: null,
        detail: { added, updated: saved.length - added, assigned: joining.length, unassigned: leaving.length },
      };
    }),
  );
}

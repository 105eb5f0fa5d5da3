/** What an import would do, worked out in full before anything is written. */
import type { Elder } from "../../domain/elder.ts";
import type { Day } from "../../domain/time.ts";
import type { ElderRow } from "../elders/elders.sql.ts";
import { openProfile, type SealedProfile, sealProfile } from "../elders/sealed-profile.ts";
import { uuid7 } from "../elders/uuid7.ts";
import type { Keys } from "../keys.ts";
import { newElder, updatedElder } from "./build-elder.ts";
import type { RosterEntry } from "./entry.ts";
import type { Matched } from "./identity.ts";
import { planFirstVisits } from "./plan-first-visits.ts";
import type { KnownElder } from "./roster.sql.ts";

export type Change = {
  kind: "added" | "updated" | "unchanged";
  entry: RosterEntry;
  row: ElderRow;
  /** Patrollers who no longer visit. */
  leaves: string[];
  /** Whether the roster's patroller is new to this elder. */
  joins: boolean;
  /** The community the elder comes from, when it moves. */
  movedFrom: string | null;
};

const sameText = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function planImport(
  matched: readonly Matched[],
  known: ReadonlyMap<string, KnownElder>,
  context: { keys: Keys; today: Day; now: Date; demo: boolean },
): Change[] {
  const changes = matched.map(({ entry, elderId }) => {
    const on = elderId === null ? undefined : known.get(elderId);
    return on ? update(entry, on, context) : add(entry, context);
  });
  const unplanned = changes.filter(({ row: { elder } }) => needsFirstVisit(elder));
  const days = planFirstVisits(
    unplanned.map((change) => ({ elder: change.row.elder, patrollerId: change.entry.patroller.userId })),
    context.today,
  );
  for (const change of unplanned) {
    const { elder } = change.row;
    change.row.elder = { ...elder, state: { ...elder.state, nextDueOn: days.get(elder.id) ?? null } };
    if (change.kind === "unchanged") change.kind = "updated";
  }
  return changes;
}

function needsFirstVisit(elder: Elder): boolean {
  return elder.status === "active" && elder.state.nextDueOn === null && elder.state.visits.length === 0;
}

function add(entry: RosterEntry, { keys, now, demo }: { keys: Keys; now: Date; demo: boolean }): Change {
  const { elder, sealed } = newElder(entry, uuid7(now));
  return {
    kind: "added",
    entry,
    row: {
      elder,
      idNumberHash: entry.idNumber === null ? null : keys.idHash(entry.idNumber),
      idNumberBox: entry.idNumber === null ? null : keys.seal(entry.idNumber),
      profileBox: sealProfile(keys, sealed),
      demo,
    },
    leaves: [],
    joins: true,
    movedFrom: null,
  };
}

function update(entry: RosterEntry, on: KnownElder, { keys }: { keys: Keys }): Change {
  const old: SealedProfile | null = on.profileBox && openProfile(keys, on.profileBox);
  const before = JSON.parse(on.rowText) as Elder;
  const { elder, sealed } = updatedElder(entry, before, old);
  const gainsId = entry.idNumber !== null && on.idHash === null;
  const leaves = on.patrollers.filter((patroller) => patroller !== entry.patroller.userId);
  const joins = !on.patrollers.includes(entry.patroller.userId);
  const same = sameText(elder, before) && sameText(sealed, old) && !gainsId && !joins && leaves.length === 0;
  return {
    kind: same ? "unchanged" : "updated",
    entry,
    row: {
      elder,
      idNumberHash: gainsId && entry.idNumber !== null ? keys.idHash(entry.idNumber) : on.idHash,
      idNumberBox: gainsId && entry.idNumber !== null ? keys.seal(entry.idNumber) : on.idBox,
      profileBox: sameText(sealed, old) ? on.profileBox : sealProfile(keys, sealed),
      demo: on.demo,
    },
    leaves,
    joins,
    movedFrom: on.community === elder.community ? null : on.community,
  };
}

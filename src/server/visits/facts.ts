/**
 * What the rules may look at while a batch of acts is applied: read once and set-based, then kept up to date in
 * memory, so that the second act on an elder sees what the first one changed.
 */
import type { Community } from "../../domain/community.ts";
import type { Elder } from "../../domain/elder.ts";
import type { MutationChange, MutationFacts } from "../../domain/mutations.ts";
import type { Instant } from "../../domain/time.ts";
import type { Visit } from "../../domain/visit.ts";
import type { Db } from "../db/connection.ts";
import { lockElders } from "../elders/elders.sql.ts";
import { readHazards } from "../hazards/hazards.sql.ts";
import { readCommunities } from "../sync/communities.sql.ts";
import { type Act, type Targets, targetsOf } from "./act.ts";
import { readVisits, visitsSince } from "./visits.sql.ts";

export type Facts = {
  /** The elder an act names; where it names none, the one of its visit or hazard. */
  elderOf(act: Act): Elder | null;
  communityOf(elder: Elder): Community | null;
  of(act: Act): MutationFacts;
  /** Takes in what a rule changed. */
  take(change: MutationChange): void;
};

/** Locks the elders (in sorted order) until the transaction ends, so that two acts on one elder take turns. */
export async function readFacts(db: Db, acts: readonly Act[]): Promise<Facts> {
  const targets = acts.map((act) => targetsOf(act.args));
  const visits = await readVisits(db, given(targets.map(({ visitId }) => visitId)));
  const hazards = await readHazards(db, given(targets.map(({ hazardId }) => hazardId)));
  const elderIdOf = ({ elderId, visitId, hazardId }: Targets) =>
    elderId ?? visits.get(visitId ?? "")?.elderId ?? hazards.get(hazardId ?? "")?.elderId ?? null;
  const elders = await lockElders(db, given(targets.map(elderIdOf)));
  // Read again under the lock: another reviewer may have been faster.
  for (const [id, visit] of await readVisits(db, [...visits.keys()])) visits.set(id, visit);
  for (const [id, hazard] of await readHazards(db, [...hazards.keys()])) hazards.set(id, hazard);
  const later = await visitsSince(db, earliest(acts, elderIdOf, visits));
  const communities = await readCommunities(db, [...new Set([...elders.values()].map((elder) => elder.community))]);

  const elderOf = (act: Act) => elders.get(elderIdOf(targetsOf(act.args)) ?? "") ?? null;
  return {
    elderOf,
    communityOf: (elder) => communities.get(elder.community) ?? null,
    of(act) {
      const { visitId, hazardId } = targetsOf(act.args);
      const elder = elderOf(act);
      const visit = visits.get(visitId ?? "") ?? null;
      const from = visit?.occurredAt ?? act.at;
      return {
        elder,
        visit,
        later: (later.get(elder?.id ?? "") ?? []).filter((other) => comesAfter(other, from, visitId ?? "")),
        hazard: hazards.get(hazardId ?? "") ?? null,
      };
    },
    take(change) {
      if (change.elder) elders.set(change.elder.id, change.elder);
      for (const hazard of change.hazards ?? []) hazards.set(hazard.id, hazard);
      for (const visit of [...(change.visit ? [change.visit] : []), ...(change.later ?? [])]) {
        visits.set(visit.id, visit);
        const others = (later.get(visit.elderId) ?? []).filter((other) => other.id !== visit.id);
        if (visit.state !== "void") others.push(visit);
        later.set(visit.elderId, others.sort(byTime));
      }
    },
  };
}

const given = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id): id is string => id !== null))].sort();

/** By elder, the moment from which visits are needed. */
function earliest(
  acts: readonly Act[],
  elderIdOf: (targets: Targets) => string | null,
  visits: ReadonlyMap<string, Visit>,
): Map<string, Instant> {
  const since = new Map<string, Instant>();
  for (const act of acts) {
    const targets = targetsOf(act.args);
    const elderId = elderIdOf(targets);
    if (elderId === null) continue;
    const at = visits.get(targets.visitId ?? "")?.occurredAt ?? act.at;
    const known = since.get(elderId);
    if (known === undefined || Date.parse(at) < Date.parse(known)) since.set(elderId, at);
  }
  return since;
}

function byTime(a: Visit, b: Visit): number {
  return Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.id < b.id ? -1 : 1);
}

function comesAfter(other: Visit, from: Instant, visitId: string): boolean {
  if (other.id === visitId) return false;
  const gap = Date.parse(other.occurredAt) - Date.parse(from);
  return gap > 0 || (gap === 0 && other.id > visitId);
}

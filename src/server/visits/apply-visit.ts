/**
 * The server's side of a mutation: facts, the same rule the phone ran, rows and their line in the change log.
 * Push, the review routes and the demo all come through here, so a visit can only come into being one way.
 */
import { dayOf } from "../../domain/calendar.ts";
import type { Elder } from "../../domain/elder.ts";
import type { Hazard } from "../../domain/hazard.ts";
import { type MutationChange, type MutationFacts, mutations } from "../../domain/mutations.ts";
import type { Day } from "../../domain/time.ts";
import type { Visit } from "../../domain/visit.ts";
import { writeAudit } from "../auth/audit.sql.ts";
import type { Db } from "../db/connection.ts";
import { updateElderStates } from "../elders/elders.sql.ts";
import { saveHazards } from "../hazards/hazards.sql.ts";
import { logChanges, nextVersion } from "../sync/changes.sql.ts";
import type { Act, ActOutcome } from "./act.ts";
import { type Facts, readFacts } from "./facts.ts";
import { flagsOf, habitsOf } from "./flags.ts";
import { addComparedFlags, type Revision, saveRevisions, saveVisits, type VisitExtra } from "./visits.sql.ts";

/** Applies one act in the transaction `db`. Scope is the principal's: what it may not see does not exist. */
export async function applyMutation(db: Db, act: Act): Promise<ActOutcome> {
  const [outcome] = await applyMutations(db, [act]);
  return outcome as ActOutcome;
}

/** Applies acts in their order, in the transaction `db`; one outcome each. Only the database can make it throw. */
export async function applyMutations(db: Db, acts: readonly Act[]): Promise<ActOutcome[]> {
  const facts = await readFacts(db, acts);
  const written = new Map<string, Written>();
  const steps = acts.map((act) => runRule(act, facts, written));
  // Counters last and in sorted order: all is computed, all rows are locked [K6].
  const versions = new Map<string, number>();
  for (const community of [...written.keys()].sort()) {
    versions.set(community, await writeAll(db, community, written.get(community) as Written));
  }
  await writeAudit(
    db,
    steps.flatMap(({ outcome, act, objectId }) =>
      outcome.done
        ? [{ actor: act.by.id, act: act.kind, community: outcome.community, objectId, detail: auditDetail(act) }]
        : [],
    ),
  );
  return steps.map(({ outcome }) =>
    outcome.done && outcome.community !== null
      ? { ...outcome, version: versions.get(outcome.community) ?? null }
      : outcome,
  );
}

/** What a batch leaves behind in one community; the newest of a thing wins. */
type Written = {
  elders: Map<string, Elder>;
  visits: Map<string, { visit: Visit; extra: VisitExtra | null }>;
  hazards: Map<string, Hazard>;
  revisions: Revision[];
};

type Step = { act: Act; outcome: ActOutcome; objectId: string | null };

function runRule(act: Act, facts: Facts, written: Map<string, Written>): Step {
  // That a person threw something away is recorded; no fact changes.
  if (act.kind === "work.discard")
    return { act, objectId: discarded(act), outcome: { done: true, community: null, version: null } };
  const elder = facts.elderOf(act);
  const place = elder && facts.communityOf(elder);
  if (!elder || !place)
    return { act, objectId: null, outcome: { done: false, code: unknownCode(act), community: null } };
  const { community } = elder;
  try {
    const known = facts.of(act);
    if (isForeign(act, known))
      return { act, objectId: null, outcome: { done: false, code: "visit.unknown", community } };
    const change = mutations[act.kind].rule(known, act.args as never, {
      by: act.by,
      at: act.at,
      on: (act.args as { on?: Day }).on ?? dayOf(act.at),
      ...(act.receivedAt === undefined ? {} : { heardAt: act.receivedAt }),
      community: place,
    });
    if ("refused" in change) {
      const { refused, gaps = {} } = change;
      return { act, objectId: null, outcome: { done: false, code: refused, gaps, community } };
    }
    const received = withReceipt(act, change);
    collect(act, received, community, written);
    facts.take(received);
    const objectId = received.visit?.id ?? received.hazards?.[0]?.id ?? null;
    return { act, objectId, outcome: { done: true, community, version: null } };
  } catch (error) {
    return { act, objectId: null, outcome: { done: false, code: "mutation.failed", error, community } };
  }
}

function discarded(act: Act): string | null {
  const { mutationId } = (act.args ?? {}) as { mutationId?: unknown };
  return typeof mutationId === "string" ? mutationId : null;
}

/** A visit's id says nothing about who may write it: it must be this elder's, and its patroller's to send again. */
function isForeign(act: Act, { elder, visit }: MutationFacts): boolean {
  if (!visit) return false;
  return visit.elderId !== elder?.id || (act.kind === "visit.submit" && visit.patrollerId !== act.by.id);
}

/** Also the answer for what lies outside the principal's scope: the two must look the same. */
function unknownCode(act: Act): string {
  if (act.kind === "visit.submit") return "elder.unknown";
  return act.kind === "hazard.close" ? "hazard.unknown" : "visit.unknown";
}

/** Rules know no server clock: when the server heard of a visit is added here [K10]. */
function withReceipt(act: Act, change: MutationChange): MutationChange {
  if (act.kind !== "visit.submit" || !change.visit) return change;
  return { ...change, visit: { ...change.visit, receivedAt: act.receivedAt ?? new Date().toISOString() } };
}

function collect(act: Act, change: MutationChange, community: string, written: Map<string, Written>): void {
  const into: Written = written.get(community) ?? {
    elders: new Map(),
    visits: new Map(),
    hazards: new Map(),
    revisions: [],
  };
  written.set(community, into);
  if (change.elder) into.elders.set(change.elder.id, change.elder);
  for (const hazard of change.hazards ?? []) into.hazards.set(hazard.id, hazard);
  for (const visit of change.later ?? [])
    into.visits.set(visit.id, { visit, extra: into.visits.get(visit.id)?.extra ?? null });
  if (!change.visit) return;
  const { visit } = change;
  const clockOffsetMs = act.clockOffsetMs ?? null;
  if (act.kind === "visit.submit") {
    into.visits.set(visit.id, {
      visit,
      extra: { habits: habitsOf(visit.record), flags: flagsOf(visit, clockOffsetMs), clockOffsetMs },
    });
    into.revisions.push({ visit, mutationId: act.mutationId ?? null });
  } else {
    into.visits.set(visit.id, { visit, extra: into.visits.get(visit.id)?.extra ?? null });
  }
}

async function writeAll(db: Db, community: string, written: Written): Promise<number> {
  const version = await nextVersion(db, community);
  const visits = [...written.visits.values()];
  await saveVisits(db, community, version, visits);
  await saveRevisions(db, community, written.revisions);
  await addComparedFlags(
    db,
    visits.filter(({ extra }) => extra !== null).map(({ visit }) => visit.id),
  );
  await saveHazards(db, community, version, [...written.hazards.values()]);
  await updateElderStates(db, version, [...written.elders.values()]);
  await logChanges(
    db,
    community,
    version,
    visits.map(({ visit: { id, elderId, patrollerId } }) => ({ kind: "visit" as const, id, elderId, patrollerId })),
  );
  return version;
}

/** What the audit says beside who and which: never what was found in the home. */
function auditDetail(act: Act): Record<string, unknown> {
  const { revision, reason } = (act.args ?? {}) as { revision?: unknown; reason?: unknown };
  return {
    at: act.at,
    ...(act.mutationId === undefined ? {} : { mutation: act.mutationId }),
    ...(revision === undefined ? {} : { revision }),
    ...(reason === undefined ? {} : { reason }),
  };
}

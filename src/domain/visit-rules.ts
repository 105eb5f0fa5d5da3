/** Submitting, approving, returning and voiding a visit (§3.4, §3.5, §5.2). Each is the elder's visits folded again. */
import { assessVisit } from "./assess-visit.ts";
import { checklistOf } from "./checklist.ts";
import type { Elder, ElderState } from "./elder.ts";
import { foldLine } from "./elder-state.ts";
import type { Hazard } from "./hazard.ts";
import { hazardRow } from "./hazards.ts";
import type { MutationChange, MutationContext, MutationFacts } from "./mutation.ts";
import { owedPhotos } from "./photos.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { ReturnReason, Visit, VisitRecord } from "./visit.ts";

/**
 * A first submission, or the correction of a returned visit. Old facts are never a reason to refuse.
 * A correction takes the place of what it corrects: it is folded from the same `before`.
 */
export function submitVisit(
  facts: MutationFacts,
  record: VisitRecord,
  context: MutationContext,
): MutationChange | Refusal {
  const { elder, visit, later } = facts;
  if (context.by.role === "admin") return refuse("session.wrong-role");
  if (!elder) return refuse("elder.unknown");
  if (elder.id !== record.elderId || (visit && visit.elderId !== elder.id)) {
    return refuse("mutation.invalid", { detail: "elderId" });
  }
  if (!checklistOf(record.ruleset)) return refuse("visit.unknown-ruleset", { ruleset: record.ruleset });
  if (visit && visit.state !== "returned") return refuse("visit.not-returned");
  if (visit && record.baseRevision !== visit.revision) return refuse("visit.stale-revision");
  if (record.revision !== record.baseRevision + 1) return refuse("visit.stale-revision");
  const before = visit?.before ?? later[0]?.before ?? elder.state;
  const then: Elder = { ...elder, state: before };
  const full: VisitRecord = { ...record, photosOwed: owedPhotos(then, record) };
  const submitted: Visit = {
    id: record.visitId,
    elderId: elder.id,
    community: elder.community,
    patrollerId: visit?.patrollerId ?? context.by.id,
    patrollerName: visit?.patrollerName ?? context.by.name,
    revision: record.revision,
    state: "submitted",
    record: full,
    result: assessVisit(then, context.community, full),
    before,
    occurredAt: visit?.occurredAt ?? context.at,
    receivedAt: context.heardAt ?? null,
    // Why it came back stays with it until it is decided again.
    ...(visit?.reviewed ? { reviewed: visit.reviewed } : {}),
  };
  return folded(elder, before, submitted, later, context);
}

export type Review = { visitId: string; revision: number };

export function approveVisit(facts: MutationFacts, args: Review, context: MutationContext): MutationChange | Refusal {
  return review(facts, args, context, ["submitted"], (visit) => ({
    ...visit,
    state: "approved",
    reviewed: by(context),
  }));
}

export type Return = Review & { reason: ReturnReason; note: string };

/** Its answers, contact, due day and streak go back to `before`; hazards it opened and a raised level stay. */
export function returnVisit(facts: MutationFacts, args: Return, context: MutationContext): MutationChange | Refusal {
  return review(facts, args, context, ["submitted"], (visit) => ({
    ...visit,
    state: "returned",
    reviewed: { ...by(context), reason: args.reason, note: args.note },
  }));
}

export type Void = Review & { note: string };

/** Everything of it goes; hazards it opened become void. */
export function voidVisit(facts: MutationFacts, args: Void, context: MutationContext): MutationChange | Refusal {
  return review(facts, args, context, ["submitted", "returned"], (visit) => ({
    ...visit,
    state: "void",
    reviewed: { ...by(context), note: args.note },
  }));
}

function review(
  { elder, visit, later }: MutationFacts,
  args: Review,
  context: MutationContext,
  from: Visit["state"][],
  decide: (visit: Visit) => Visit,
): MutationChange | Refusal {
  if (context.by.role !== "supervisor") return refuse("session.wrong-role");
  if (!elder) return refuse("elder.unknown");
  if (!visit) return refuse("visit.unknown");
  if (visit.patrollerId === context.by.id) return refuse("visit.own-review");
  if (visit.revision !== args.revision) return refuse("visit.stale-revision");
  if (!from.includes(visit.state)) return refuse("visit.not-submitted");
  return folded(elder, visit.before, decide(visit), later, context);
}

function by({ by: { id, name }, at }: MutationContext) {
  return { by: id, byName: name, at };
}

function folded(
  elder: Elder,
  before: ElderState,
  visit: Visit,
  later: Visit[],
  { community }: MutationContext,
): MutationChange {
  const line = foldLine({ elder, community, before, visits: [visit, ...later] });
  const [first, ...others] = line.visits;
  const change: MutationChange = { elder: { ...elder, state: line.state }, visit: first ?? visit };
  const moved = others.filter((other, at) => JSON.stringify(other) !== JSON.stringify(later[at]));
  if (moved.length > 0) change.later = moved;
  const hazards = changedHazards(elder, line.state);
  if (hazards.length > 0) change.hazards = hazards;
  return change;
}

/** Tickets that are new or different; those that are gone without having been closed were never there: void. */
function changedHazards(elder: Elder, after: ElderState): Hazard[] {
  const known = new Map(elder.state.open.map((ticket) => [ticket.id, JSON.stringify(ticket)]));
  const changed = after.open.filter((ticket) => known.get(ticket.id) !== JSON.stringify(ticket));
  const open = new Set(after.open.map((ticket) => ticket.id));
  const gone = elder.state.open.filter((ticket) => !open.has(ticket.id));
  return [
    ...changed.map((ticket) => hazardRow(elder, ticket)),
    ...gone.map((ticket) => hazardRow(elder, ticket, "void")),
  ];
}

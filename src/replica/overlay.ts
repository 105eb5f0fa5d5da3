/**
 * What this phone knows before the server's rows say so: its own mutations, replayed by the very rules the server
 * runs, on top of the server's rows. Nothing is ever undone: a mutation that no longer counts is simply not replayed.
 */

import { dayOf } from "../domain/calendar.ts";
import type { Community } from "../domain/community.ts";
import type { Elder } from "../domain/elder.ts";
import type { MutationChange, MutationContext, MutationFacts, Refusal } from "../domain/mutations.ts";
import type { Instant } from "../domain/time.ts";
import type { Visit } from "../domain/visit.ts";
import type { Body } from "../protocol/envelope.ts";
import type { OutboxRow } from "./database.ts";
import type { CursorRecord } from "./pages.ts";
import type { Rows } from "./rows.ts";
import type { About } from "./save-mutation.ts";

/** An outbox row with what only the unlocked app can read of it. */
export type OutboxEntry = { row: OutboxRow; body: Body; about: About; replaces: string | null };

/** The rule of a kind, or null for a kind this version does not know. The worker hands in domain/mutations. */
export type RuleOf = (
  kind: string,
) => ((facts: MutationFacts, args: unknown, context: MutationContext) => MutationChange | Refusal) | null;

export type Author = MutationContext["by"];

/** Rows of one elder with the phone's own work on top. */
export type LaneView = { elder: Elder | null; visits: Map<string, Visit> };

/**
 * Whether an item still has to be replayed. One that was applied stays until the cursor has passed its version, so
 * that nothing flickers between push and pull. In the middle of a version only a later one counts as passed.
 */
export function isUnsettled(row: OutboxRow, { cursor, whole, endedRev = 0 }: CursorRecord): boolean {
  if (row.state === "waiting") return true;
  if (row.state !== "applied" || row.until === null) return false;
  const [community = "", version = "0"] = row.until.split("/");
  const mark = cursor?.[community];
  // A whole pull without it says that no elder of that community is ours; one from before the verdict says nothing.
  if (!mark) return !whole || endedRev <= (row.verdictRev ?? 0);
  return mark[0] < Number(version) || (mark[0] === Number(version) && !whole);
}

/** Replays the entries of one elder, in the order they were done. A refused one changes nothing. */
export function replay(elderId: string, entries: OutboxEntry[], rows: Rows, ruleOf: RuleOf, author: Author): LaneView {
  const view: LaneView = {
    elder: rows.get("elder", elderId),
    visits: new Map(rows.visitsOf(elderId).map((visit) => [visit.id, visit])),
  };
  for (const entry of entries) {
    const change = view.elder && runRule(entry, view, ruleOf, author, rows.get("community", view.elder.community));
    if (!change) continue;
    if (change.elder) view.elder = change.elder;
    for (const visit of [change.visit, ...(change.later ?? [])]) if (visit) view.visits.set(visit.id, visit);
  }
  return view;
}

function runRule(
  { body, about }: OutboxEntry,
  view: LaneView,
  ruleOf: RuleOf,
  author: Author,
  community: Community | null,
): MutationChange | null {
  const rule = ruleOf(body.kind);
  if (!rule || !community) return null;
  const outcome = rule(factsFor(view, about.visitId, body.occurredAt), body.args, contextFor(body, author, community));
  return "refused" in outcome ? null : outcome;
}

/** The facts a rule may look at, as this phone knows them. */
export function factsFor(view: LaneView, visitId: string | null, at: Instant): MutationFacts {
  const visit = visitId ? (view.visits.get(visitId) ?? null) : null;
  const after = visit?.occurredAt ?? at;
  const later = [...view.visits.values()]
    .filter((other) => other.occurredAt > after && other.state !== "void")
    .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  return { elder: view.elder, visit, later, hazard: null };
}

export function contextFor(body: Body, author: Author, community: Community): MutationContext {
  return {
    by: author,
    at: body.occurredAt,
    on: (body.args as { on?: string }).on ?? dayOf(body.occurredAt),
    community,
  };
}

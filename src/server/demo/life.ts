/** One invented elder as time passes: every step is a rule of the product, none is drawn by hand. */
import { dayOf } from "../../domain/calendar.ts";
import type { Community } from "../../domain/community.ts";
import type { Elder } from "../../domain/elder.ts";
import type { Hazard } from "../../domain/hazard.ts";
import { type MutationArgs, type MutationKind, runMutation } from "../../domain/mutations.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import type { Role } from "../../domain/scales.ts";
import type { Instant } from "../../domain/time.ts";
import type { Visit } from "../../domain/visit.ts";
import type { VisitExtra } from "../visits/visits.sql.ts";
import type { Condition } from "./condition.ts";
import type { Random } from "./random.ts";

export type Staff = { id: string; login: string; name: string; role: Role; areas: string[] };

export type Life = {
  elder: Elder;
  profile: ElderProfile;
  idNumber: string;
  community: Community;
  patroller: Staff;
  neglect: number;
  condition: Condition;
  random: Random;
  /** Oldest first. */
  visits: Visit[];
  /** Visit id → what is kept beside it, as it stood when it was sent. */
  extras: Map<string, VisitExtra>;
  hazards: Map<string, Hazard>;
};

/** Does one act to this life. A refusal is a mistake of the demo, never part of it. */
export function act<Kind extends MutationKind>(
  life: Life,
  kind: Kind,
  args: MutationArgs[Kind],
  by: Staff,
  at: Instant,
  receivedAt: Instant = at,
): void {
  const named = args as { visitId?: string; hazardId?: string };
  const visit = life.visits.find((known) => known.id === named.visitId) ?? null;
  const from = visit?.occurredAt ?? at;
  const change = runMutation(
    kind,
    {
      elder: life.elder,
      visit,
      later: life.visits.filter((other) => other.id !== visit?.id && other.state !== "void" && other.occurredAt > from),
      hazard: life.hazards.get(named.hazardId ?? "") ?? null,
    },
    args,
    { by: { id: by.id, name: by.name, role: by.role }, at, on: dayOf(at), community: life.community },
  );
  if ("refused" in change) throw new Error(`demo: ${kind} of ${life.elder.name} refused: ${change.refused}`);
  if (change.elder) life.elder = change.elder;
  for (const hazard of change.hazards ?? []) life.hazards.set(hazard.id, hazard);
  const changed = [...(change.visit ? [change.visit] : []), ...(change.later ?? [])];
  for (const each of changed) {
    const received = each.receivedAt === null ? { ...each, receivedAt } : each;
    const place = life.visits.findIndex((known) => known.id === each.id);
    if (place < 0) life.visits.push(received);
    else life.visits[place] = received;
  }
}

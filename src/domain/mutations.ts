/**
 * The list of everything a person can do. Each act has a schema for its arguments and a pure rule that
 * takes the current facts and the arguments and gives new facts or a refusal with a code. The phone runs
 * the rule at once; the server runs the same rule with authority. Nothing here reads a clock or makes an id.
 */
import * as z from "zod/mini";
import type { CloseHazard } from "./hazard-rules.ts";
import type { MutationChange, MutationContext, MutationFacts } from "./mutation.ts";
import { mutationRules } from "./mutation-rules.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { returnReasons, type VisitRecord } from "./visit.ts";
import type { Return, Review, Void } from "./visit-rules.ts";
import { visitRecordSchema } from "./visit-schema.ts";

export type { MutationChange, MutationContext, MutationFacts } from "./mutation.ts";
export type { Refusal } from "./refusal.ts";

export type Mutation<Args> = {
  args: z.ZodMiniType<Args>;
  rule: (facts: MutationFacts, args: Args, context: MutationContext) => MutationChange | Refusal;
};

/** Thrown away by a person: nothing changes, but the chain of the device has no hole [K11]. */
export type DiscardWork = { mutationId: string; note?: string | undefined };

export type MutationArgs = {
  "visit.submit": VisitRecord;
  "visit.approve": Review;
  "visit.return": Return;
  "visit.void": Void;
  "hazard.close": CloseHazard;
  "work.discard": DiscardWork;
};
export type MutationKind = keyof MutationArgs;

const id = z.string().check(z.minLength(1), z.maxLength(100));
const note = z.string().check(z.maxLength(500));
const revision = z.int().check(z.minimum(1));

export const mutations: { [kind in MutationKind]: Mutation<MutationArgs[kind]> } = {
  "visit.submit": { args: visitRecordSchema, rule: mutationRules["visit.submit"] },
  "visit.approve": { args: z.looseObject({ visitId: id, revision }), rule: mutationRules["visit.approve"] },
  "visit.return": {
    args: z.looseObject({ visitId: id, revision, reason: z.enum(returnReasons), note }),
    rule: mutationRules["visit.return"],
  },
  "visit.void": { args: z.looseObject({ visitId: id, revision, note }), rule: mutationRules["visit.void"] },
  "hazard.close": { args: z.looseObject({ hazardId: id, note }), rule: mutationRules["hazard.close"] },
  "work.discard": {
    args: z.looseObject({ mutationId: id, note: z.optional(note) }),
    rule: mutationRules["work.discard"],
  },
};

export const mutationKinds = Object.keys(mutations) as MutationKind[];

export function isMutationKind(kind: string): kind is MutationKind {
  return Object.hasOwn(mutations, kind);
}

/** Reads raw arguments and runs the rule; what cannot be read is `mutation.invalid`, an unknown kind `mutation.unknown-kind`. */
export function runMutation(
  kind: string,
  facts: MutationFacts,
  args: unknown,
  context: MutationContext,
): MutationChange | Refusal {
  if (!isMutationKind(kind)) return refuse("mutation.unknown-kind");
  const mutation = mutations[kind] as Mutation<unknown>;
  const read = mutation.args.safeParse(args);
  if (!read.success) {
    const first = read.error.issues[0];
    return refuse("mutation.invalid", { detail: first ? `${first.path.join(".")}` : "" });
  }
  return mutation.rule(facts, read.data, context);
}

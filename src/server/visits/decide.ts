/** A supervisor's act over REST: the rule decides, and its refusal becomes the answer. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Code } from "../../domain/codes.ts";
import { type MutationKind, mutations } from "../../domain/mutations.ts";
import { fail } from "../errors.ts";
import { applyMutation } from "./apply-visit.ts";

export async function decide(
  app: FastifyInstance,
  request: FastifyRequest,
  kind: MutationKind,
  given: Record<string, unknown>,
): Promise<void> {
  const args = mutations[kind].args.safeParse(given);
  if (!args.success) throw args.error;
  const { userId, name, role } = request.me;
  const outcome = await request.as(async (db) => {
    const result = await applyMutation(db, {
      kind,
      args: args.data,
      by: { id: userId, name, role },
      at: new Date().toISOString(),
    });
    if (result.done) return result;
    if ("error" in result) throw result.error;
    return fail(result.code as Code, result.gaps);
  });
  if (outcome.community !== null) app.live.changed([outcome.community]);
}

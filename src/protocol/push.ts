/** `POST /api/sync/push`: up to 200 envelopes in, one verdict each out. Ids and codes only; facts come by pull. */
import * as z from "zod/mini";
import type { envelopeSchema } from "./envelope.ts";
import { phoneHeadSchema, type ServerHead } from "./message.ts";
import { MAX_ENVELOPES } from "./wire.ts";

/** Envelopes are checked one by one by the server, so that a bad one never blocks the rest [K4]. */
export const pushRequestSchema = z.object({
  ...phoneHeadSchema.shape,
  envelopes: z.array(z.unknown()).check(z.maxLength(MAX_ENVELOPES)),
});
export type PushRequest = Omit<z.infer<typeof pushRequestSchema>, "envelopes"> & {
  envelopes: z.infer<typeof envelopeSchema>[];
};

export const verdictSchema = z.looseObject({
  id: z.string(),
  /** `held`: kept by the server for a person to decide; terminal for the outbox. `deferred`: ask again later. */
  verdict: z.enum(["applied", "rejected", "held", "deferred"]),
  replayed: z.optional(z.boolean()),
  code: z.optional(z.string()),
  community: z.optional(z.string()),
  version: z.optional(z.number()),
  retryAfterS: z.optional(z.number()),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const pushAnswerSchema = z.looseObject({
  protocol: z.int(),
  epoch: z.string(),
  serverTime: z.string(),
  verdicts: z.array(verdictSchema),
});
export type PushAnswer = ServerHead & { verdicts: Verdict[] };

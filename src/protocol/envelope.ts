/** The envelope: one mutation on its way. The same from the first version on. */
import * as z from "zod/mini";
import type { Clock, Instant } from "../domain/time.ts";
import { idSchema } from "./message.ts";

/** Strict, unlike the loose body: an envelope with members nobody knows is held whole, for itself alone [K4][K9]. */
export const envelopeSchema = z.strictObject({
  v: z.int(),
  id: idSchema,
  /** Dense number of the device, from 1 [K11]. */
  dseq: z.int().check(z.minimum(1)),
  /** SHA-256 hex of the body before (`dseq - 1`); 64 zeros for the first. */
  prevHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Elder id, or the home community for acts about nobody. Order holds within a lane only. */
  lane: z.string().check(z.minLength(1), z.maxLength(64)),
  prio: z.int().check(z.minimum(0), z.maximum(9)),
  alg: z.enum(["none", "hpke-p256"]),
  kid: z.optional(z.string()),
  enc: z.optional(z.string()),
  /** With `none`: the JSON text of a Body. Hash and signature cover exactly these characters. */
  body: z.string().check(z.maxLength(1_000_000)),
  sig: z.optional(z.string()),
  /** Mutation this one corrects. */
  replaces: z.optional(idSchema),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** The plaintext of an envelope. Read loosely: what cannot be read is held raw, never dropped. */
export type Body = {
  /** Random, so that equal acts have different hashes. */
  salt: string;
  kind: string;
  args: unknown;
  by: string;
  device: string;
  app: string;
  occurredAt: Instant;
  clock: Clock;
};

export const bodySchema = z.looseObject({
  salt: z.string(),
  kind: z.string(),
  args: z.unknown(),
  by: z.string(),
  device: z.string(),
  app: z.string(),
  occurredAt: z.string(),
  clock: z.looseObject({
    wall: z.string(),
    mono: z.number(),
    boot: z.string(),
    offsetMs: z.nullable(z.number()),
  }),
});

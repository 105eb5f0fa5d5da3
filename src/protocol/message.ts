/** What every message carries. */
import * as z from "zod/mini";

export const idSchema = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

/** Sent by a phone with every request. `epoch` is the last one it heard, null before the first contact. */
export const phoneHeadSchema = z.object({
  protocol: z.int(),
  app: z.string().check(z.maxLength(40)),
  device: idSchema,
  epoch: z.nullable(z.string()),
  /** Mutations waiting on the phone, for the supervisor's freshness figure. */
  pending: z.int(),
  /** The phone's own clock when it sent this, so that the server can see by how much it is wrong [K10]. */
  wall: z.optional(z.string().check(z.maxLength(40))),
});
export type PhoneHead = z.infer<typeof phoneHeadSchema>;

/** Sent by the server with every answer to a phone; every other answer names the epoch in the header `xunan-epoch` [K12]. */
export type ServerHead = { protocol: number; epoch: string; serverTime: string };

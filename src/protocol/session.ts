/** Sign-in and sign-out, for phone (`/api/phone/…`) and console (`/api/console/…`): same shapes, different cookies. */
import * as z from "zod/mini";
import type { Role } from "../domain/scales.ts";
import { idSchema } from "./message.ts";

/** `POST …/sign-in` */
export const signInSchema = z.strictObject({
  login: z.string().check(z.minLength(1), z.maxLength(64)),
  password: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Phone only. */
  device: z.optional(idSchema),
  app: z.optional(z.string().check(z.maxLength(40))),
});
export type SignIn = z.infer<typeof signInSchema>;

/** `POST …/password`: needed once after a one-time password, allowed at any time. */
export const passwordChangeSchema = z.strictObject({
  current: z.string().check(z.minLength(1), z.maxLength(200)),
  next: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** Answer of sign-in and of `GET …/me`. */
export type Me = {
  user: { id: string; login: string; name: string; role: Role; areas: { code: string; name: string }[] };
  /** Only `…/password` and `…/sign-out` work until it is changed. */
  mustChangePassword: boolean;
  /** Demo data: a banner says so on every screen. */
  demo: boolean;
  epoch: string;
  serverTime: string;
};

/** Every error answer of the REST routes. `code` is from the catalogue, `message` Chinese words for it. */
export type ErrorAnswer = { code: string; message: string; retryAfterS?: number | undefined };

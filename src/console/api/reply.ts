import type { Instant } from "../../domain/time.ts";

/**
 * Why a request brought nothing: words, never status codes. `refused` carries the catalogue's code
 * (`domain/codes.ts`) and the server's own Chinese sentence, its gaps already filled.
 */
export type Trouble =
  | { word: "offline" }
  | { word: "signed-out" }
  | { word: "outdated-app" }
  | { word: "server-trouble"; retryAfterS?: number | undefined }
  | { word: "refused"; code: string; message: string; retryAfterS?: number | undefined };

export type Reply<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

/** What a screen needs to say “data stays, this is how old it is”. */
export type Staleness = { trouble: Trouble; since: Instant | null };

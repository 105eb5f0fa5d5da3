/** Why a request came to nothing. No status code goes further in than the transport; all of them keep the outbox. */
export type SyncTrouble = {
  word: "offline" | "signed-out" | "outdated-app" | "server-trouble";
  /** The server asked not to be called again before. */
  retryAfterS?: number | undefined;
  /** From the catalogue, when our own server gave one. */
  code?: string | undefined;
  /** The request was too large for somebody on the way: send less at once. */
  tooLarge?: boolean | undefined;
};

export type Outcome<T> = { ok: true; value: T } | { ok: false; trouble: SyncTrouble };

export const failed = (trouble: SyncTrouble): { ok: false; trouble: SyncTrouble } => ({ ok: false, trouble });
export const serverTrouble: SyncTrouble = { word: "server-trouble" };

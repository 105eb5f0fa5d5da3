/** The tables of one person's store on this phone: `xunan-<userId>`. */
import { Dexie, type Table } from "dexie";
import type { Instant } from "../domain/time.ts";
import type { Box } from "./cipher.ts";

/**
 * `waiting` no verdict yet · `applied`, `rejected`, `held` the server's verdict · `replaced` corrected by a later one ·
 * `discarded` thrown away by a person.
 */
export type OutboxState = "waiting" | "applied" | "rejected" | "held" | "replaced" | "discarded";

/** Plain columns carry no fact about an elder: a locked phone must be able to push [K7]. */
export type OutboxRow = {
  id: string;
  /** Dense number of the device [K11]. */
  dseq: number;
  lane: string;
  prio: number;
  /** Bytes of the envelope as sent. */
  size: number;
  state: OutboxState;
  code: string | null;
  /** When it came into this state, by the corrected clock. */
  at: Instant;
  /** `<community>/<version>` the cursor has to pass before the overlay lets go of an applied item. */
  until: string | null;
  /** The pages' `rev` when the verdict was stored: only a whole pull that ended later can have passed it unseen. */
  verdictRev?: number | undefined;
  /** JSON of the Envelope; its own `alg` says how its body is sealed to the server. Needs no key of ours. */
  envelope: Box;
  /** JSON of MutationBox, for the unlocked app to show and correct. */
  mutation: Box;
};

export type DraftRow = { id: string; rev: number; at: Instant; box: Box };
export type PageRow = { no: number; box: Box };
export type TailRow = { key: "tail"; dseq: number; hash: string };
/** `rev` counts writes, so that a pull that lost a race is seen. */
export type CursorRow = { key: "cursor"; rev: number; box: Box };

export class XunanDatabase extends Dexie {
  declare outbox: Table<OutboxRow, string>;
  declare drafts: Table<DraftRow, string>;
  declare pages: Table<PageRow, number>;
  declare meta: Table<TailRow | CursorRow, string>;
  retired = false;

  constructor(userId: string) {
    // Strict: Chromium otherwise reports a commit that a flat battery still takes back [K1].
    super(`xunan-${userId}`, { chromeTransactionDurability: "strict", cache: "disabled" });
    this.version(1).stores({ outbox: "id, &dseq, state", drafts: "id", pages: "no", meta: "key" });
  }

  /** Closed for good, unlike a connection that is closed to be opened anew. */
  retire(): void {
    this.retired = true;
    this.close();
  }
}

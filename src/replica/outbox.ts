/** The outbox: what this phone still has to deliver, and for seven days what it has. Needs no key to be pushed. */
import type { Instant } from "../domain/time.ts";
import type { Envelope } from "../protocol/envelope.ts";
import { type CursorRow, type OutboxRow, type OutboxState, XunanDatabase } from "./database.ts";
import { stored } from "./storage-refused.ts";

/** A verdict as the outbox keeps it. A deferred mutation has none yet and keeps waiting. */
export type Settlement = {
  id: string;
  state: "applied" | "rejected" | "held";
  code: string | null;
  /** `<community>/<version>`, null when the act changed no community. */
  until: string | null;
};

/** What push may see of an item before it opens the envelope. */
export type WaitingItem = Pick<OutboxRow, "id" | "dseq" | "lane" | "prio" | "size">;

/** What push needs of a store: worker and service worker both have it, locked or not. */
export type Outbox = {
  waiting(): Promise<WaitingItem[]>;
  envelopes(ids: string[]): Promise<Envelope[]>;
  settle(settlements: Settlement[], at: Instant): Promise<number>;
  /** Why an item could not even be offered to the server; it keeps waiting. */
  note(id: string, code: string): Promise<void>;
  /** A new epoch: the server may have lost what it had. Everything kept is offered again [K12]. */
  resend(at: Instant): Promise<number>;
};

export const KEEP_SENT_DAYS = 7;

export function openOutbox(db: XunanDatabase): Outbox {
  return {
    waiting: () =>
      stored(db, async () => {
        const rows = await db.outbox.where("state").equals("waiting").sortBy("dseq");
        return rows.map(({ id, dseq, lane, prio, size }) => ({ id, dseq, lane, prio, size }));
      }),

    envelopes: (ids) =>
      stored(db, async () => {
        const rows = await db.outbox.bulkGet(ids);
        return rows.flatMap((row) => (row ? [JSON.parse(row.envelope.data as string) as Envelope] : []));
      }),

    // By id, and only what still waits: a verdict is final, and work saved while the push ran is not in it [K3].
    settle: (settlements, at) =>
      stored(db, () =>
        db.transaction("rw", db.outbox, db.meta, async () => {
          const verdictRev = ((await db.meta.get("cursor")) as CursorRow | undefined)?.rev ?? 0;
          let settled = 0;
          for (const { id, state, code, until } of settlements) {
            const row = await db.outbox.get(id);
            if (row?.state !== "waiting") continue;
            settled += await db.outbox.update(id, { state, code, until, at, verdictRev });
          }
          return settled;
        }),
      ),

    note: (id, code) =>
      stored(db, async () => {
        await db.outbox.update(id, { code });
      }),

    resend: (at) =>
      stored(db, () =>
        db.outbox
          .where("state")
          .anyOf("applied", "rejected", "held")
          .modify({ state: "waiting", code: null, until: null, at }),
      ),
  };
}

/** The outbox alone, for whoever has no key and needs none. */
export function openStoredOutbox(userId: string): { outbox: Outbox; close(): void } {
  const db = new XunanDatabase(userId);
  return { outbox: openOutbox(db), close: () => db.retire() };
}

const settledByServer: readonly OutboxState[] = ["applied", "held", "replaced", "discarded"];

/** Forgets what was sent (or put aside by a person) long ago. A waiting or rejected item is never old enough [K3]. */
export async function forgetSent(db: XunanDatabase, before: Instant, keep: ReadonlySet<string>): Promise<string[]> {
  return stored(db, () =>
    db.transaction("rw", db.outbox, async () => {
      const old = await db.outbox
        .where("state")
        .anyOf(settledByServer)
        .filter((row) => row.at < before && !keep.has(row.id))
        .primaryKeys();
      await db.outbox.bulkDelete(old);
      return old;
    }),
  );
}

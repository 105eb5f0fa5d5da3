/** The one door through which a person's act enters the phone: draft out, mutation in, chain on, all or nothing [K1]. */
import type { Body, Envelope } from "../protocol/envelope.ts";
import { ENVELOPE_VERSION } from "../protocol/wire.ts";
import { bytesOf } from "./bytes.ts";
import type { Cipher } from "./cipher.ts";
import type { OutboxRow, OutboxState, TailRow, XunanDatabase } from "./database.ts";
import { sha256 } from "./hash.ts";
import { StaleWrite, stored } from "./storage-refused.ts";

/** Whom the act is about, so that the outbox can name it after the elder's row is gone. */
export type About = { elderId: string | null; visitId: string | null; name: string; plate: string };

export type NewMutation = {
  id: string;
  /** Elder id, or the home community for an act about nobody. */
  lane: string;
  prio: number;
  body: Body;
  about: About;
  /** Draft that ends with this save. */
  draftId?: string | undefined;
  /** The item a person settles by this one, and how. */
  settles?: { id: string; as: Extract<OutboxState, "replaced" | "discarded"> } | undefined;
};

/** What the unlocked app knows of an outbox item. `body` is the very text the chain hash covers. */
export type MutationBox = { about: About; body: string; replaces?: string | undefined };

const FIRST: TailRow = { key: "tail", dseq: 0, hash: "0".repeat(64) };
const TRIES = 5;

/** Resolves only when the commit is on the disk; rejects with StorageRefused when it is not. */
export async function saveMutation(db: XunanDatabase, cipher: Cipher, mutation: NewMutation): Promise<OutboxRow> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const tail = await readTail(db);
      const { row, hash } = await build(cipher, mutation, tail);
      await commit(db, mutation, tail, row, hash);
      // A second copy outside IndexedDB (the journal) is appended and flushed here, before anyone is told “saved”.
      return row;
    } catch (error) {
      if (!(error instanceof StaleWrite) || attempt === TRIES) throw error;
    }
  }
}

async function readTail(db: XunanDatabase): Promise<TailRow> {
  return ((await stored(db, async () => db.meta.get("tail"))) as TailRow | undefined) ?? FIRST;
}

/** Hashing and sealing happen before the transaction: IndexedDB commits while we wait for anything else. */
async function build(cipher: Cipher, mutation: NewMutation, tail: TailRow): Promise<{ row: OutboxRow; hash: string }> {
  const { id, lane, prio, settles } = mutation;
  const body = JSON.stringify(mutation.body);
  const replaces = settles?.as === "replaced" ? settles.id : undefined;
  const envelope: Envelope = {
    v: ENVELOPE_VERSION,
    id,
    dseq: tail.dseq + 1,
    prevHash: tail.hash,
    lane,
    prio,
    alg: "none",
    body,
    ...(replaces ? { replaces } : {}),
  };
  const text = JSON.stringify(envelope);
  const box: MutationBox = { about: mutation.about, body, ...(replaces ? { replaces } : {}) };
  return {
    hash: await sha256(body),
    row: {
      id,
      dseq: envelope.dseq,
      lane,
      prio,
      size: bytesOf(text),
      state: "waiting",
      code: null,
      at: mutation.body.occurredAt,
      until: null,
      envelope: { alg: envelope.alg, data: text },
      mutation: await cipher.seal(`outbox/${id}`, JSON.stringify(box)),
    },
  };
}

function commit(db: XunanDatabase, mutation: NewMutation, tail: TailRow, row: OutboxRow, hash: string): Promise<void> {
  const { settles, draftId } = mutation;
  return stored(db, () =>
    db.transaction("rw", db.outbox, db.drafts, db.meta, async () => {
      // A commit whose answer was lost (reopened connection) is there already: nothing to do twice.
      if (await db.outbox.get(row.id)) return;
      const now = ((await db.meta.get("tail")) as TailRow | undefined) ?? FIRST;
      if (now.dseq !== tail.dseq || now.hash !== tail.hash) throw new StaleWrite("the chain went on");
      await db.outbox.add(row);
      await db.meta.put({ key: "tail", dseq: row.dseq, hash });
      if (draftId) await db.drafts.delete(draftId);
      if (settles) await db.outbox.update(settles.id, { state: settles.as, at: row.at });
    }),
  );
}

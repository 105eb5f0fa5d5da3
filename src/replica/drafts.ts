/** Unfinished visits, one sealed box each, stored strictly at every answer. */
import type { VisitDraft } from "../domain/visit.ts";
import type { Cipher } from "./cipher.ts";
import type { XunanDatabase } from "./database.ts";
import { stored } from "./storage-refused.ts";

/** `replaces` is the refused mutation this draft corrects. */
export type KeptDraft = { draft: VisitDraft; replaces: string | null };

export async function saveDraft(db: XunanDatabase, cipher: Cipher, kept: KeptDraft): Promise<void> {
  const { visitId: id, rev, savedAt } = kept.draft;
  const box = await cipher.seal(`draft/${id}`, JSON.stringify(kept));
  await stored(db, () => db.drafts.put({ id, rev, at: savedAt, box }));
}

export async function loadDrafts(db: XunanDatabase, cipher: Cipher): Promise<KeptDraft[]> {
  const rows = await stored(db, () => db.drafts.toArray());
  return Promise.all(rows.map(async ({ id, box }) => JSON.parse(await cipher.open(`draft/${id}`, box)) as KeptDraft));
}

export async function deleteDraft(db: XunanDatabase, id: string): Promise<void> {
  await stored(db, () => db.drafts.delete(id));
}

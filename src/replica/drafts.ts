/** Unfinished visits, one sealed box each, stored strictly at every answer. */
import type { Community } from "../domain/community.ts";
import type { Elder } from "../domain/elder.ts";
import type { VisitDraft } from "../domain/visit.ts";
import type { Cipher } from "./cipher.ts";
import type { XunanDatabase } from "./database.ts";
import { stored } from "./storage-refused.ts";

/**
 * `replaces` is the refused mutation this draft corrects. Elder and community as they were when it was opened: a visit
 * that was begun can be finished and delivered even when the elder was handed over meanwhile [K5].
 */
export type KeptDraft = { draft: VisitDraft; replaces: string | null; elder: Elder; community: Community };

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

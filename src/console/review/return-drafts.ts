import type { ReturnReason } from "../../domain/visit.ts";

export type ReturnDraft = { reason: ReturnReason | null; note: string };

const drafts = new Map<string, ReturnDraft>();
const key = (userId: string, visitId: string) => `${userId} ${visitId}`;

/** What was typed for a return that wasn't sent: kept in this page, also over a session that ended meanwhile. */
export const returnDrafts = {
  of: (userId: string, visitId: string): ReturnDraft => drafts.get(key(userId, visitId)) ?? { reason: null, note: "" },
  keep: (userId: string, visitId: string, draft: ReturnDraft) => drafts.set(key(userId, visitId), draft),
  forget: (userId: string, visitId: string) => drafts.delete(key(userId, visitId)),
};

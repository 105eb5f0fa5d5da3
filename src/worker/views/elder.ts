/** One elder, with whatever is under way there. */
import type { ElderView, VisitView } from "../api.ts";
import type { Desk } from "../desk.ts";
import { returnedVisit } from "./today.ts";

export function elderView(desk: Desk, elderId: string): ElderView | null {
  const { replica, engine } = desk;
  const kept = replica.drafts().find(({ draft }) => draft.elderId === elderId) ?? null;
  const elder = replica.view(elderId).elder ?? kept?.elder ?? null;
  const community = elder && (replica.community(elder.community) ?? kept?.community ?? null);
  if (!elder || !community) return null;
  const returned = returnedVisit(desk, elderId);
  return {
    elder,
    community,
    draft: kept?.draft ?? null,
    returned: returned && {
      visitId: returned.id,
      revision: returned.revision,
      reason: returned.reviewed?.reason ?? "other",
      note: returned.reviewed?.note ?? "",
    },
    updatedAt: engine.core().contactAt,
  };
}

export function visitView(desk: Desk, visitId: string): VisitView | null {
  const kept = desk.replica.draft(visitId);
  if (!kept) return null;
  const { draft } = kept;
  const elder = desk.replica.view(draft.elderId).elder ?? kept.elder;
  return { draft, elder, community: desk.replica.community(elder.community) ?? kept.community };
}

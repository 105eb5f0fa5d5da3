/** Closing a ticket after its re-check (§5.3). */
import { foldClosing } from "./elder-state.ts";
import { itemsOfTicket } from "./hazards.ts";
import type { MutationChange, MutationContext, MutationFacts } from "./mutation.ts";
import { type Refusal, refuse } from "./refusal.ts";

export type CloseHazard = { hazardId: string; note: string };

/** The ticket leaves the floor from the next visit on; closing alone never lowers the published level. */
export function closeHazard(
  { elder, hazard }: MutationFacts,
  args: CloseHazard,
  context: MutationContext,
): MutationChange | Refusal {
  if (context.by.role !== "supervisor") return refuse("session.wrong-role");
  if (!hazard) return refuse("hazard.unknown");
  if (!elder) return refuse("elder.unknown");
  if (hazard.elderId !== elder.id) return refuse("hazard.wrong-elder");
  if (hazard.state !== "found" && hazard.state !== "fixed_on_site") return refuse("hazard.not-open");
  const closing = { id: hazard.id, items: itemsOfTicket(hazard), at: context.at };
  return {
    elder: { ...elder, state: foldClosing(elder.state, closing) },
    hazards: [
      {
        ...hazard,
        state: "closed",
        closed: { by: context.by.id, byName: context.by.name, at: context.at, note: args.note },
      },
    ],
  };
}

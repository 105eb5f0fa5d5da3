/** A hazard ticket (class HZ, medium or worse), one per elder and item (§3.3, §5.3). */
import type { ItemCode } from "./answer.ts";
import type { Severity } from "./scales.ts";
import type { Day, Instant } from "./time.ts";

export const hazardStates = ["found", "fixed_on_site", "closed", "void"] as const;
export type HazardState = (typeof hazardStates)[number];

export type Hazard = {
  /** First visit's id + item code. */
  id: string;
  elderId: string;
  community: string;
  item: ItemCode;
  joined?: ItemCode[] | undefined;
  severity: Severity;
  state: HazardState;
  visitId: string;
  foundOn: Day;
  foundAt: Instant;
  rectifyBy: Instant | null;
  recheckBy: Instant | null;
  closed?: { by: string; byName: string; at: Instant; note: string } | undefined;
};

/** What every mutation rule is given and gives back. */
import type { Community } from "./community.ts";
import type { Elder } from "./elder.ts";
import type { Hazard } from "./hazard.ts";
import type { Role } from "./scales.ts";
import type { Day, Instant } from "./time.ts";
import type { Visit } from "./visit.ts";

/** Who acts, when, and under which area's settings. */
export type MutationContext = {
  by: { id: string; name: string; role: Role };
  /** When it happened: by the phone for a patroller's act, by the server for a supervisor's. */
  at: Instant;
  on: Day;
  /** When the server heard of it; absent on the phone. */
  heardAt?: Instant | undefined;
  community: Community;
};

/**
 * What a rule may look at. `later` are the elder's visits that happened after this one, oldest first, void ones left
 * out (a returned one is folded as returned: its hazards and raised level stay).
 */
export type MutationFacts = {
  elder: Elder | null;
  visit: Visit | null;
  later: Visit[];
  hazard: Hazard | null;
};

/** What a rule changes. Absent means unchanged. */
export type MutationChange = {
  elder?: Elder;
  visit?: Visit;
  /** Visits after it whose `before` or published level moved; to be saved with it. */
  later?: Visit[];
  hazards?: Hazard[];
};

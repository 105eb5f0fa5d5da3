/**
 * The list of everything a person can do. Each act has a schema for its arguments and a pure rule that
 * takes the current facts and the arguments and gives new facts or a refusal with a code. The phone runs
 * the rule at once; the server runs the same rule with authority. Nothing here reads a clock or makes an id.
 */
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
  community: Community;
};

/** What a rule may look at. `later` are the elder's visits after this one, oldest first, neither returned nor void. */
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
  hazards?: Hazard[];
};

/** The domain saying no; codes live in `codes.ts`. */
export type Refusal = { refused: string };

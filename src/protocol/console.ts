/** What the console asks for over REST (`/api/console/…`). Server-sent events at `/api/console/live` carry no content. */
import * as z from "zod/mini";
import type { Elder } from "../domain/elder.ts";
import type { Hazard } from "../domain/hazard.ts";
import type { CareLevel, Outcome, Severity, VisitState } from "../domain/scales.ts";
import type { Instant } from "../domain/time.ts";
import { returnReasons, type Visit } from "../domain/visit.ts";

/** `GET visits?state=submitted&q=&order=` */
export const visitQuerySchema = z.strictObject({
  state: z._default(z.enum(["submitted", "returned", "approved"]), "submitted"),
  q: z.optional(z.string().check(z.maxLength(60))),
  order: z._default(z.enum(["urgent", "newest", "oldest"]), "urgent"),
  /** Opaque: the `next` of the page before. */
  after: z.optional(z.string().check(z.maxLength(200))),
});
export type VisitQuery = z.infer<typeof visitQuerySchema>;

export type VisitListItem = {
  id: string;
  elderName: string;
  plate: string;
  communityName: string;
  patrollerName: string;
  revision: number;
  state: VisitState;
  /** Anything but `completed` is said in the row: a visit where nobody answered is not “nothing wrong”. */
  outcome: Outcome;
  occurredAt: Instant;
  receivedAt: Instant;
  level: CareLevel | null;
  previousLevel: CareLevel | null;
  worst: Severity;
  /** Item code of the worst answer, for its words; null when nothing is wrong. */
  worstItem: string | null;
  worstOption: string | null;
  flags: string[];
};
export type VisitList = {
  items: VisitListItem[];
  next: string | null;
  counts: { submitted: number; returned: number; approved: number };
};

/** `GET visits/:id` */
export type VisitDetail = {
  visit: Visit;
  elder: Elder;
  /** The elder's visit before this one, for what changed and the dashed radar. */
  previous: Visit | null;
  /** Open tickets of the elder, each perhaps answered A today (propose closure). */
  hazards: Hazard[];
  /** Questions to the supervisor, never penalties (§2.1): `short-visit`, `shortcut-heavy`, `same-numbers`, `outside-fence`, `clock-moved`, `phone-differs`. */
  flags: string[];
  /** Phone clock against server, seconds; null when not known [K10]. */
  clockOffsetS: number | null;
};

/** `POST visits/:id/approve` */
export const approveSchema = z.strictObject({ revision: z.int() });
/** `POST visits/:id/return` */
export const returnSchema = z.strictObject({
  revision: z.int(),
  reason: z.enum(returnReasons),
  note: z.string().check(z.maxLength(500)),
});
/** `POST hazards/:id/close` */
export const closeHazardSchema = z.strictObject({ note: z.string().check(z.minLength(1), z.maxLength(500)) });

/** `GET freshness` */
export type Freshness = { asOf: Instant; phonesOnline: number; phonesUnsynced: number; waiting: number };

/** `GET users` (admin) */
export type UserList = {
  items: {
    id: string;
    login: string;
    name: string;
    role: string;
    areas: string[];
    disabled: boolean;
    lastSeenAt: Instant | null;
    elders: number;
  }[];
};

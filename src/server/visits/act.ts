/** One thing a person did, on its way through a rule to the rows it changes. */
import type { MutationKind } from "../../domain/mutations.ts";
import type { Role } from "../../domain/scales.ts";
import type { Instant } from "../../domain/time.ts";

export type Act = {
  kind: MutationKind;
  /** Already through the kind's schema. */
  args: unknown;
  by: { id: string; name: string; role: Role };
  /** When it happened: by the phone for a patroller's act, by the server for a supervisor's. */
  at: Instant;
  /** When the server heard of it; the server's clock now unless given. */
  receivedAt?: Instant | undefined;
  mutationId?: string | undefined;
  /** Server minus phone clock, milliseconds [K10]. */
  clockOffsetMs?: number | null | undefined;
};

export type ActOutcome =
  /** `version` is null where nothing that phones see has changed. */
  | { done: true; community: string | null; version: number | null }
  | { done: false; code: string; gaps?: Record<string, string | number> | undefined; community: string | null }
  /** The rule itself broke: our fault, never the person's. */
  | { done: false; code: "mutation.failed"; error: unknown; community: string | null };

/** What an act names: the rows its rule has to look at. */
export type Targets = { elderId: string | null; visitId: string | null; hazardId: string | null };

export function targetsOf(args: unknown): Targets {
  const named = (args ?? {}) as Record<string, unknown>;
  const id = (name: string) => (typeof named[name] === "string" ? (named[name] as string) : null);
  return { elderId: id("elderId"), visitId: id("visitId"), hazardId: id("hazardId") };
}

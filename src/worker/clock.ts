/** The phone's clocks, and what is known of how wrong they are [K10]. The only place that reads them. */
import type { Clock, Instant } from "../domain/time.ts";

export type PhoneClock = {
  /** The phone's own clock, ms. */
  wall(): number;
  /** Runs only forward within this start of the app, ms. */
  mono(): number;
  /** Corrected by what the server last said. */
  now(): Instant;
  /** Server minus phone, ms; null before the first contact. */
  offsetMs(): number | null;
  correct(offsetMs: number | null): void;
  /** For the record. */
  stamp(): Clock;
};

export type Clocks = { wall(): number; mono(): number; boot: string };

export function createClock({ wall, mono, boot }: Clocks): PhoneClock {
  let offset: number | null = null;
  return {
    wall,
    mono,
    now: () => new Date(wall() + (offset ?? 0)).toISOString(),
    offsetMs: () => offset,
    correct: (offsetMs) => {
      offset = offsetMs;
    },
    stamp: () => ({ wall: new Date(wall()).toISOString(), mono: Math.round(mono()), boot, offsetMs: offset }),
  };
}

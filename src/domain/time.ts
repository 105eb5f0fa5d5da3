/** Instants and days as text. The domain never reads a clock: both are always arguments. */

/** UTC instant, ISO 8601 ending in `Z`, e.g. `2026-11-22T02:51:07.123Z`. Names end in `At`. */
export type Instant = string;

/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. Names end in `On`. */
export type Day = string;

/** Calendar month, `YYYY-MM`. */
export type Month = string;

/**
 * What the phone knew about time when it recorded an act [K10].
 * `wall` is the phone's own clock (Instant), `mono` milliseconds of a clock that only runs forward
 * within one `boot` (a random id made at each start of the app), `offsetMs` the last known
 * server-minus-phone correction, or null when the phone has never heard from a server.
 */
export type Clock = { wall: Instant; mono: number; boot: string; offsetMs: number | null };

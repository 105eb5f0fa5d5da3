/** Looks for a position outdoors or at the door: reports the first fix at once and every better one after it. */
import type { Instant } from "../../domain/time.ts";

/** WGS-84; accuracy in metres; `at` is when the phone fixed it. */
export type Fix = { lat: number; lng: number; accuracyM: number; at: Instant };

/** `precise` good enough to stop early · `time` the 30 s are over, the best fix stands · the rest: no fix at all. */
export type LocateEnd = "precise" | "time" | "denied" | "unavailable" | "timeout";

export type LocateOptions = { forMs: number; preciseM: number };

const DENIED = 1;
const UNAVAILABLE = 2;
const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/**
 * Asks for fresh, exact fixes and keeps the most exact (§8.2: at the building door, never required indoors).
 * Calls `onEnd` exactly once, unless the returned function stops it first.
 */
export function locate(
  source: Geolocation | undefined,
  onBetter: (fix: Fix) => void,
  onEnd: (why: LocateEnd) => void,
  options: LocateOptions = { forMs: 30_000, preciseM: 10 },
): () => void {
  if (!source) {
    onEnd("unavailable");
    return () => {};
  }
  let best: Fix | null = null;
  let failed: LocateEnd = "timeout";
  let over = false;
  let watch: number | undefined;
  const stop = (): void => {
    over = true;
    clearTimeout(timer);
    if (watch !== undefined) source.clearWatch(watch);
  };
  const end = (why: LocateEnd): void => {
    if (over) return;
    stop();
    onEnd(why);
  };
  const timer = setTimeout(() => end(best ? "time" : failed), options.forMs);
  watch = source.watchPosition(
    ({ coords, timestamp }) => {
      if (over || (best && coords.accuracy >= best.accuracyM)) return;
      best = {
        lat: six(coords.latitude),
        lng: six(coords.longitude),
        accuracyM: Math.round(coords.accuracy),
        at: new Date(timestamp).toISOString(),
      };
      onBetter(best);
      if (best.accuracyM <= options.preciseM) end("precise");
    },
    (error) => {
      if (error.code === DENIED) end("denied");
      // A lost signal may come back; only the end of the time decides.
      else if (error.code === UNAVAILABLE) failed = "unavailable";
    },
    { enableHighAccuracy: true, maximumAge: 0, timeout: options.forMs },
  );
  return stop;
}

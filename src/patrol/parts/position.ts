/** Where the phone was last, for sorting and distances. Never asks by itself: only a button does. */
import { createRoot, createSignal } from "solid-js";
import type { Position } from "../../worker/api.ts";

export type PositionState = "unknown" | "ask" | "looking" | "on" | "denied" | "none";

const [state, setState] = createRoot(() =>
  createSignal<PositionState>("geolocation" in navigator ? "unknown" : "none"),
);
const [position, setPosition] = createRoot(() => createSignal<Position | null>(null));

export const positionState = state;
export const lastPosition = position;

/** A position this old still says who is near. */
const FRESH_MS = 5 * 60_000;
const PATIENCE_MS = 20_000;
const DENIED = 1;

/** Asks the phone; the browser asks the person where it has not yet. */
export function askPosition(): void {
  if (!("geolocation" in navigator)) {
    setState("none");
    return;
  }
  setState("looking");
  navigator.geolocation.getCurrentPosition(
    ({ coords, timestamp }) => {
      setPosition({
        lat: coords.latitude,
        lng: coords.longitude,
        accuracyM: Math.round(coords.accuracy),
        at: new Date(timestamp).toISOString(),
      });
      setState("on");
    },
    (error) => setState(error.code === DENIED ? "denied" : position() ? "on" : "ask"),
    { enableHighAccuracy: false, maximumAge: FRESH_MS, timeout: PATIENCE_MS },
  );
}

/** Uses the position when the person has already allowed it; otherwise leaves it to a button. */
export async function usePositionIfAllowed(): Promise<void> {
  if (state() === "looking" || state() === "none") return;
  try {
    const permission = await navigator.permissions.query({ name: "geolocation" });
    if (permission.state === "granted") askPosition();
    else setState(permission.state === "denied" ? "denied" : "ask");
  } catch {
    // Older browsers cannot tell: the button asks.
    if (state() === "unknown") setState("ask");
  }
}

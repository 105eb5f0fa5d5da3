/** The service worker and its new versions. A new one waits until the patroller says so on a screen without a visit. */
import { createRoot, createSignal } from "solid-js";
import { Workbox } from "workbox-window";

const [ready, setReady] = createRoot(() => createSignal(false));
let workbox: Workbox | null = null;

/** A new version is downloaded and waits. */
export const updateReady = ready;

/** Registers the service worker; does nothing where there is none (plain HTTP, private mode). */
export async function registerServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  workbox = new Workbox("/sw.js", { scope: "/" });
  workbox.addEventListener("waiting", () => setReady(true));
  try {
    await workbox.register();
  } catch {
    // Without it the app still works while there is a network; the first visit to a secure address makes it whole.
  }
}

/** Lets the waiting version take over and opens it. */
export function updateNow(): void {
  if (!workbox || !ready()) {
    location.reload();
    return;
  }
  workbox.addEventListener("controlling", () => location.reload());
  workbox.messageSkipWaiting();
}

/** Asks the server for a newer version: when it said that this one is too old. */
export async function lookForUpdate(): Promise<void> {
  await workbox?.update().catch(() => undefined);
}

/** The service worker and its new versions. A new one waits until the patroller says so on a screen without a visit. */
import { createRoot, createSignal } from "solid-js";
import { Workbox } from "workbox-window";

const [ready, setReady] = createRoot(() => createSignal(false));
const [shell, setShell] = createRoot(() => createSignal<"loading" | "here" | "missing">("loading"));
let workbox: Workbox | null = null;

/** A new version is downloaded and waits. */
export const updateReady = ready;

/** Whether the app itself opens without a network: all its files are on the phone, on their way, or cannot be kept. */
export const appShell = shell;

const LOOK_AGAIN_MS = 3_600_000;

/** Registers the service worker; where there is none (plain HTTP, private mode, development) the app needs a network. */
export async function registerServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) {
    setShell("missing");
    return;
  }
  void navigator.serviceWorker.ready.then(() => setShell("here"));
  workbox = new Workbox("/sw.js", { scope: "/" });
  workbox.addEventListener("waiting", () => setReady(true));
  try {
    await workbox.register();
    lookWhenShown();
  } catch {
    // A phone that has it already keeps what it has: no network is no reason to say it is missing.
    if (!navigator.serviceWorker.controller) setShell("missing");
  }
}

/** An app that stays open for days is never loaded anew, so it asks by itself, once an hour at most. */
function lookWhenShown(): void {
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - last < LOOK_AGAIN_MS) return;
    last = Date.now();
    void lookForUpdate();
  });
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

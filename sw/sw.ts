/**
 * The service worker: the app's files for when there is no network, and a push when the browser wakes it. It delegates;
 * what it sends goes by the same code and under the same lock as the page worker's. It never pulls.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { deliver } from "../src/sync/deliver.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };
/** Version of this build, put in by the bundler. */
declare const __APP_VERSION__: string;

/** Not in TypeScript's library: Background Sync is no standard, and many phones switch it off. */
type WakeEvent = ExtendableEvent & { tag: string };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
// Every screen is the same page; the console and the server's own answers are not.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/console(\/|$)/, /^\/api\//, /^\/(healthz|readyz)$/],
  }),
);

// A new version waits until the page says so: never in the middle of a visit.
self.addEventListener("message", (event) => {
  if ((event.data as { type?: unknown } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});

// The very first one may serve the page that installed it.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("sync", (event) => {
  const wake = event as WakeEvent;
  if (wake.tag !== "outbox") return;
  wake.waitUntil(
    deliver({ fetch: (path, init) => self.fetch(path, init), app: __APP_VERSION__, wall: () => Date.now() }).then(
      (done) => {
        new BroadcastChannel("xunan-outbox").postMessage("delivered");
        // A rejected wake makes the browser try again, a few times.
        if (!done) throw new Error("something is still waiting");
      },
    ),
  );
});

/** The worker's entry: gives the real clock, network and browser to the api, and exposes it to the page. */
import * as Comlink from "comlink";
import { createTransport } from "../sync/transport.ts";
import { createClock } from "./clock.ts";
import { createPatrolApi } from "./patrol-api.ts";
import { uuidv7 } from "./uuid.ts";
import { createWriter } from "./writer.ts";

declare const __APP_VERSION__: string;
declare const self: DedicatedWorkerGlobalScope;

/** Background Sync is no standard and switched off on many phones; workers reach it through their registration. */
type MaybeSync = { sync?: { register(tag: string): Promise<void> } };

const api = createPatrolApi({
  app: __APP_VERSION__,
  clock: createClock({ wall: () => Date.now(), mono: () => performance.now(), boot: uuidv7(Date.now()) }),
  transport: createTransport({ fetch: (path, init) => self.fetch(path, init) }),
  random: () => Math.random(),
  alarm(inMs, ring) {
    const timer = self.setTimeout(ring, inMs);
    return () => self.clearTimeout(timer);
  },
  async askForSync() {
    try {
      const registration = (await navigator.serviceWorker?.getRegistration("/")) as MaybeSync | undefined;
      await registration?.sync?.register("outbox");
    } catch {
      // Denied, or no Play services: this worker delivers by itself.
    }
  },
  async storage() {
    const persisted = (await navigator.storage?.persisted?.()) ?? false;
    const usedBytes = (await navigator.storage?.estimate?.())?.usage ?? null;
    return { persisted, usedBytes };
  },
  writer: createWriter,
});

self.addEventListener("online", () => api.online());
Comlink.expose(api);

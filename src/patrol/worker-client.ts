/** The page's one line to the worker. The page draws; replica and sync live behind this. */
import * as Comlink from "comlink";
import { getOwner, onCleanup } from "solid-js";
import type { Change, PatrolApi } from "../worker/api.ts";

export type Topic = Change["topics"][number];

type Watcher = { topics: readonly Topic[]; fn: () => void };

let connected: Comlink.Remote<PatrolApi> | null = null;
const watchers = new Set<Watcher>();

function tell(change: Change): void {
  for (const watcher of watchers) if (watcher.topics.some((topic) => change.topics.includes(topic))) watcher.fn();
}

/** Talks to this worker from now on. Tests hand in their own. */
export function connect(api: Comlink.Remote<PatrolApi>): void {
  connected = api;
  void api.watch(Comlink.proxy(tell));
}

/** The worker, started at the first call. */
export function patrolApi(): Comlink.Remote<PatrolApi> {
  if (!connected) {
    connect(Comlink.wrap<PatrolApi>(new Worker(new URL("../worker/main.ts", import.meta.url), { type: "module" })));
  }
  return connected as Comlink.Remote<PatrolApi>;
}

/** Calls `fn` when one of these topics changed, until the screen is gone (or the returned function is called). */
export function onChange(topics: readonly Topic[], fn: () => void): () => void {
  const watcher = { topics, fn };
  watchers.add(watcher);
  const stop = (): void => {
    watchers.delete(watcher);
  };
  if (getOwner()) onCleanup(stop);
  return stop;
}

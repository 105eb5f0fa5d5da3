import { type Accessor, createEffect, createSignal, on } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { VisitList, VisitListItem, VisitQuery } from "../../protocol/console.ts";
import type { ConsoleApi } from "../api/client.ts";
import type { Staleness } from "../api/reply.ts";

export type QueueQuery = Pick<VisitQuery, "state" | "order"> & { q: string };

/**
 * The list of one tab, kept as long as the reader has scrolled: a refresh fetches as many rows as are
 * shown and keeps the same row objects, so selection, focus and scroll stay where they are.
 */
export type Queue = {
  items: VisitListItem[];
  counts: Accessor<VisitList["counts"] | null>;
  /** Nothing of this query has arrived yet. */
  loading: Accessor<boolean>;
  /** The last refresh failed: what is shown is as old as `since`. */
  stale: Accessor<Staleness | null>;
  hasMore: Accessor<boolean>;
  loadMore(): Promise<void>;
  refresh(): Promise<void>;
  /** Takes a decided visit off the list at once; a list asked for before the decision doesn't bring it back. */
  drop(id: string, revision: number): void;
  /** Visits that came in while the list was being read. */
  arrivals: Accessor<string[]>;
  /** One of them was opened; without an id, all were. */
  seenArrivals(id?: string): void;
};

export function createQueue(api: Pick<ConsoleApi, "visits">, query: Accessor<QueueQuery>, now: () => string): Queue {
  const [items, setItems] = createStore<VisitListItem[]>([]);
  const [counts, setCounts] = createSignal<VisitList["counts"] | null>(null);
  const [next, setNext] = createSignal<string | null>(null);
  const [loading, setLoading] = createSignal(true);
  const [stale, setStale] = createSignal<Staleness | null>(null);
  const [arrivals, setArrivals] = createSignal<string[]>([]);
  const dropped = new Map<string, number>();
  let goodAt: string | null = null;
  /** When this list was opened, by the server's clock: only what it received later counts as an arrival. */
  let openedAt = now();
  let round = 0;
  let running: { round: number; done: Promise<void> } | null = null;
  let again = false;

  const undecided = (item: VisitListItem) =>
    query().state !== "submitted" || item.revision > (dropped.get(item.id) ?? 0);

  /** Fetches rows until `want` are there or the list ends; null when a newer round has begun meanwhile. */
  async function fetchRows(want: number, mine: number): Promise<VisitList | null> {
    const { state, order, q } = query();
    const base = { state, order, ...(q ? { q } : {}) };
    let list: VisitList | null = null;
    for (;;) {
      const reply = await api.visits({ ...base, ...(list?.next ? { after: list.next } : {}) });
      if (mine !== round) return null;
      if (!reply.ok) {
        setStale({ trouble: reply.trouble, since: goodAt });
        setLoading(false);
        return null;
      }
      list = list ? { ...reply.value, items: [...list.items, ...reply.value.items] } : reply.value;
      if (!list.next || list.items.length >= want) return list;
    }
  }

  async function load(fresh: boolean): Promise<void> {
    const mine = round;
    const list = await fetchRows(fresh ? 1 : items.length, mine);
    if (!list) return;
    const known = new Set(items.map((item) => item.id));
    if (!fresh && query().state === "submitted" && query().q === "") {
      const newcomers = list.items
        .filter((item) => !known.has(item.id) && item.receivedAt > openedAt)
        .map((item) => item.id);
      const still = new Set(list.items.map((item) => item.id));
      setArrivals((before) => [...before.filter((id) => still.has(id)), ...newcomers]);
    }
    setItems(reconcile(unique(list.items).filter(undecided), { key: "id" }));
    setCounts(list.counts);
    setNext(list.next);
    setStale(null);
    setLoading(false);
    goodAt = now();
  }

  /** One refresh at a time; any number asked for meanwhile makes one more. A new query doesn't wait for an old one. */
  function refresh(): Promise<void> {
    if (running?.round === round) {
      again = true;
      return running.done;
    }
    const mine = round;
    const work = async () => {
      do {
        again = false;
        await load(loading());
      } while (again && mine === round);
      if (mine === round) running = null;
    };
    const done = work();
    running = { round: mine, done };
    return done;
  }

  createEffect(
    on(
      () => JSON.stringify(query()),
      () => {
        round += 1;
        setLoading(true);
        setItems([]);
        setNext(null);
        setArrivals([]);
        goodAt = null;
        openedAt = now();
        /* no await */ refresh();
      },
    ),
  );

  return {
    items,
    counts,
    loading,
    stale,
    hasMore: () => next() !== null,
    loadMore: async () => {
      const after = next();
      if (!after) return;
      const mine = round;
      const { state, order, q } = query();
      const reply = await api.visits({ state, order, ...(q ? { q } : {}), after });
      if (mine !== round || next() !== after) return;
      if (!reply.ok) {
        setStale({ trouble: reply.trouble, since: goodAt });
        return;
      }
      setItems(reconcile(unique([...items, ...reply.value.items]).filter(undecided), { key: "id" }));
      setNext(reply.value.next);
      setCounts(reply.value.counts);
    },
    refresh,
    drop: (id, revision) => {
      dropped.set(id, revision);
      setItems((list) => list.filter((item) => item.id !== id));
    },
    arrivals,
    seenArrivals: (id) => setArrivals((list) => (id ? list.filter((one) => one !== id) : [])),
  };
}

/** Pages are read one after another while visits come and go, so a row may be met twice. */
function unique(list: VisitListItem[]): VisitListItem[] {
  return [...new Map(list.map((item) => [item.id, item])).values()];
}

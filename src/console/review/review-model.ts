import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import type { ReturnReason } from "../../domain/visit.ts";
import { useConsole } from "../console-context.tsx";
import { createMedia } from "../parts/media.ts";
import { createDecisions, type Decision, type Decisions, type Looked } from "./decisions.ts";
import { createQueue, type Queue, type QueueQuery } from "./queue.ts";
import { returnDrafts } from "./return-drafts.ts";
import { createShownVisit, type ShownVisit } from "./shown-visit.ts";
import { t } from "./words.ts";

export const states = ["submitted", "returned", "approved"] as const;
export const orders = ["urgent", "newest", "oldest"] as const;

/** A visit approved sooner than this was never read: it was the second half of a double click, or a held key. */
const LOOK_MS = 500;
/** Arrivals are announced at most this often. */
const SAY_MS = 10_000;

export type ReviewModel = {
  query: Accessor<QueueQuery>;
  search(q: string): void;
  orderBy(order: QueueQuery["order"]): void;
  queue: Queue;
  shown: ShownVisit;
  decisions: Decisions;
  selected: Accessor<string | undefined>;
  select(id: string): void;
  /** `1` the row below, `-1` the row above. */
  move(by: 1 | -1): void;
  /** 1-based place of the selected visit in the list; null when it isn't in it. */
  position: Accessor<number | null>;
  total: Accessor<number>;
  /** The visit on the screen, when it can be decided on now. */
  decidable: Accessor<Looked | null>;
  approve(): void;
  giveBack(looked: Looked, reason: ReturnReason, note: string): void;
  /** Newest sentence for screen readers. */
  said: Accessor<string>;
  say(words: string): void;
  listOpen: Accessor<boolean>;
  setListOpen(open: boolean): void;
  /** The list stands beside the visit instead of in a drawer. */
  wide: Accessor<boolean>;
};

export function createReview(): ReviewModel {
  const { api, me, now, onPoke, refreshFreshness } = useConsole();
  const navigate = useNavigate();
  const params = useParams<{ id?: string }>();
  const [search, setSearch] = useSearchParams<{ state?: string; order?: string }>();
  // A name being searched for stays out of the address, and so out of the browser's history.
  const [q, setQ] = createSignal("");
  const wide = createMedia("(min-width: 1200px)");
  const [listOpen, setListOpen] = createSignal(false);
  const [said, say] = createSignal("");

  const query = createMemo(
    (): QueueQuery => ({
      state: states.find((state) => state === search.state) ?? "submitted",
      order: orders.find((order) => order === search.order) ?? "urgent",
      q: q(),
    }),
  );
  const queue = createQueue(api, query, now);
  const selected = () => params.id;
  const shown = createShownVisit(api, selected);

  function go(id: string | undefined, how: { replace: boolean }): void {
    const text = new URLSearchParams(Object.entries(search).filter((pair): pair is [string, string] => !!pair[1]));
    navigate(`/review${id ? `/${encodeURIComponent(id)}` : ""}${text.size ? `?${text}` : ""}`, {
      ...how,
      scroll: false,
    });
  }

  function select(id: string): void {
    setListOpen(false);
    go(id, { replace: wide() });
  }

  /** The next row nobody is deciding on yet, looking down first, then up. */
  function neighbour(id: string | undefined, by: 1 | -1): string | undefined {
    const rows = queue.items;
    const at = rows.findIndex((row) => row.id === id);
    for (let n = at + by; n >= 0 && n < rows.length; n += by) {
      const row = rows[n];
      if (row && decisions.of(row.id)?.phase !== "sending") return row.id;
    }
    return undefined;
  }

  const decisions = createDecisions(api, {
    done: ({ looked, act }) => {
      if (query().state === "submitted") queue.drop(looked.id, looked.revision);
      if (act === "return") returnDrafts.forget(me.user.id, looked.id);
      say(t(act === "approve" ? "saidApproved" : "saidReturned", { name: looked.name }));
      /* no await */ queue.refresh();
      /* no await */ refreshFreshness();
      if (selected() === looked.id) /* no await */ shown.reload();
    },
    failed: (decision) => failed(decision),
  });

  function failed({ looked, trouble }: Decision): void {
    if (trouble?.word === "signed-out") {
      // The sign-in page has taken over by now; whoever comes back is to stand before the undecided visit.
      history.replaceState(history.state, "", `/console/review/${encodeURIComponent(looked.id)}`);
      return;
    }
    /* no await */ queue.refresh();
    if (selected() === looked.id) /* no await */ shown.reload();
  }

  const decidable = (): Looked | null => {
    const detail = shown.detail();
    if (detail?.visit.state !== "submitted" || decisions.of(detail.visit.id)?.phase === "sending") return null;
    return { id: detail.visit.id, revision: detail.visit.revision, name: detail.elder.name };
  };

  /** Sends a decision and moves on at once. */
  function decide(looked: Looked, send: () => Promise<void>): void {
    /* no await */ send();
    const next = neighbour(looked.id, 1) ?? neighbour(looked.id, -1);
    if (selected() === looked.id) go(next, { replace: true });
  }

  createEffect(() => {
    const first = queue.items[0];
    if (wide() && !selected() && first && decisions.of(first.id)?.phase !== "sending") go(first.id, { replace: true });
  });

  createEffect(() => {
    const id = selected();
    if (id && queue.arrivals().includes(id)) queue.seenArrivals(id);
  });

  let saidAt = Number.NEGATIVE_INFINITY;
  createEffect(
    on(queue.arrivals, (arrivals, before) => {
      if (arrivals.length <= (before?.length ?? 0) || performance.now() - saidAt < SAY_MS) return;
      saidAt = performance.now();
      say(t("arrived", { n: arrivals.length }));
    }),
  );

  /** Every look at a visit is written down by the server, so it is only asked for again when the list says it changed. */
  async function catchUp(): Promise<void> {
    await queue.refresh();
    const detail = shown.detail();
    if (!detail) {
      if (shown.trouble()) await shown.reload();
      return;
    }
    const { id, revision, state } = detail.visit;
    const row = queue.items.find((item) => item.id === id);
    const gone = !row && state === query().state && query().q === "" && !queue.hasMore() && !queue.stale();
    if (gone || (row && (row.revision !== revision || row.state !== state))) await shown.reload();
  }
  onPoke(catchUp);

  const position = createMemo(() => {
    const at = queue.items.findIndex((row) => row.id === selected());
    return at < 0 ? null : at + 1;
  });

  return {
    query,
    search: setQ,
    orderBy: (order) => setSearch({ order: order === "urgent" ? null : order }, { replace: true, scroll: false }),
    queue,
    shown,
    decisions,
    selected,
    select,
    move: (by) => {
      const id = neighbour(selected(), by);
      if (id) go(id, { replace: true });
    },
    position,
    total: () => (query().q ? queue.items.length : (queue.counts()?.[query().state] ?? queue.items.length)),
    decidable,
    approve: () => {
      const looked = decidable();
      if (looked && shown.readMs() >= LOOK_MS) decide(looked, () => decisions.approve(looked));
    },
    giveBack: (looked, reason, note) => decide(looked, () => decisions.giveBack(looked, reason, note)),
    said,
    say,
    listOpen,
    setListOpen,
    wide,
  };
}

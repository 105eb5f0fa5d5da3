import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { VisitDetail } from "../../protocol/console.ts";
import type { ConsoleApi } from "../api/client.ts";
import type { Trouble } from "../api/reply.ts";

/** A skeleton before this only flickers. */
const SKELETON_AFTER_MS = 300;

/** What became of the visit since it was first shown here. */
export type Renewal = "revision" | "state";

/** The visit being looked at. `detail` is null until the one asked for has come, so nobody decides on another. */
export type ShownVisit = {
  detail: Accessor<VisitDetail | null>;
  slow: Accessor<boolean>;
  trouble: Accessor<Trouble | null>;
  renewed: Accessor<Renewal | null>;
  /** How long this visit, in this revision, has been on the screen, milliseconds. */
  readMs(): number;
  reload(): Promise<void>;
};

export function createShownVisit(api: Pick<ConsoleApi, "visit">, id: Accessor<string | undefined>): ShownVisit {
  const [store, setStore] = createStore<{ detail: VisitDetail | null }>({ detail: null });
  const [slow, setSlow] = createSignal(false);
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);
  const [renewed, setRenewed] = createSignal<Renewal | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ask = 0;
  let since = 0;

  async function reload(): Promise<void> {
    const wanted = id();
    if (!wanted) return;
    ask += 1;
    const mine = ask;
    const reply = await api.visit(wanted);
    if (mine !== ask || wanted !== id()) return;
    clearTimeout(timer);
    setSlow(false);
    if (!reply.ok) {
      setTrouble(reply.trouble);
      return;
    }
    const was = store.detail?.visit;
    const now = reply.value.visit;
    if (was && was.revision !== now.revision) setRenewed("revision");
    else if (was && was.state !== now.state) setRenewed("state");
    if (was?.revision !== now.revision) since = performance.now();
    setTrouble(null);
    setStore("detail", reconcile(reply.value, { key: "id" }));
  }

  createEffect(
    on(id, () => {
      clearTimeout(timer);
      setStore("detail", null);
      setTrouble(null);
      setSlow(false);
      setRenewed(null);
      timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS);
      /* no await */ reload();
    }),
  );
  onCleanup(() => clearTimeout(timer));

  return {
    detail: () => (store.detail?.visit.id === id() ? store.detail : null),
    slow,
    trouble,
    renewed,
    readMs: () => performance.now() - since,
    reload,
  };
}

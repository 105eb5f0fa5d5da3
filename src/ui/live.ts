/**
 * A value that is asked for again when something changed. Asking again keeps what is on the screen until
 * the answer is there, keeps unchanged parts as they are, and never runs twice at once: a wish during a
 * round leads to one more round. Signals read inside `load` before its first await count as changes too.
 */
import { createEffect, createSignal, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";

export type Live<T> = {
  /** Undefined until the first answer. */
  value: () => T | undefined;
  refresh: () => void;
  /** No answer yet and 300 ms have passed: time for a skeleton. */
  slow: () => boolean;
  /** The last try threw. The value stays. */
  failed: () => boolean;
};

export function createLive<T>(
  load: () => Promise<T>,
  options: {
    /** Field by which list items are the same; default `id`. */
    key?: string;
    /** Remembers the last value from one visit of a screen to the next, so that it shows at once. */
    keep?: { last?: T };
  } = {},
): Live<T> {
  const [store, setStore] = createStore<{ value: T | undefined }>({ value: options.keep?.last });
  const [slow, setSlow] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
  const [wish, setWish] = createSignal(0);
  let running = false;
  let again = false;
  let gone = false;

  const timer = setTimeout(() => {
    if (store.value === undefined) setSlow(true);
  }, 300);

  async function settle(answer: Promise<T>): Promise<void> {
    running = true;
    try {
      const value = await answer;
      if (options.keep) options.keep.last = value;
      if (gone) return;
      setStore("value", reconcile(value, { key: options.key ?? "id", merge: false }) as never);
      setSlow(false);
      setFailed(false);
    } catch {
      if (!gone) setFailed(true);
    } finally {
      running = false;
      if (again && !gone) {
        again = false;
        setWish((n) => n + 1);
      }
    }
  }

  createEffect(() => {
    wish();
    if (running) {
      again = true;
      return;
    }
    void settle(load());
  });
  onCleanup(() => {
    gone = true;
    clearTimeout(timer);
  });

  return { value: () => store.value, refresh: () => setWish((n) => n + 1), slow, failed };
}

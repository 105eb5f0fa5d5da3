import { type Accessor, createContext, createSignal, onCleanup, type ParentProps, useContext } from "solid-js";
import type { Freshness } from "../protocol/console.ts";
import type { Me } from "../protocol/session.ts";
import { dayOfInstant } from "../ui/format.ts";
import type { ConsoleApi } from "./api/client.ts";
import { listenLive } from "./api/live.ts";
import type { Reply } from "./api/reply.ts";
import type { Session } from "./session.ts";

/** What every screen of a signed-in console shares. */
export type Console = {
  api: ConsoleApi;
  me: Me;
  /** The server's clock, as an instant. */
  now(): string;
  /** Today in Asia/Shanghai. */
  today(): string;
  /** Runs at every live poke until the caller's owner is disposed. */
  onPoke(work: () => void): void;
  freshness: Accessor<Freshness | null>;
  /** The newest attempt to reach the server failed: what is on the screen stays, and ages. */
  cut: Accessor<boolean>;
  /** Asks again how fresh the data is, e.g. after a decision. */
  refreshFreshness(): Promise<void>;
  signOut(): Promise<Reply<unknown>>;
};

const Context = createContext<Console>();

export function useConsole(): Console {
  const found = useContext(Context);
  if (!found) throw new Error("useConsole outside ConsoleProvider");
  return found;
}

type Props = ParentProps<{ session: Session; me: Me; listen?: typeof listenLive }>;

export function ConsoleProvider(props: Props) {
  const session = props.session;
  const listeners = new Set<() => void>();
  const [freshness, setFreshness] = createSignal<Freshness | null>(null);
  const [cut, setCut] = createSignal(false);

  async function refreshFreshness(): Promise<void> {
    const reply = await session.api.freshness();
    if (reply.ok) setFreshness(reply.value);
    setCut(!reply.ok && (reply.trouble.word === "offline" || reply.trouble.word === "server-trouble"));
  }

  // Pokes and freshness are about elders' data, which an administrator has none of (§5.1).
  if (props.me.user.role === "supervisor") {
    const stop = (props.listen ?? listenLive)(() => {
      /* no await */ refreshFreshness();
      for (const work of listeners) work();
    });
    onCleanup(stop);
    /* no await */ refreshFreshness();
  }

  const value: Console = {
    api: session.api,
    me: props.me,
    now: session.now,
    today: () => dayOfInstant(session.now()),
    onPoke: (work) => {
      listeners.add(work);
      onCleanup(() => listeners.delete(work));
    },
    freshness,
    cut,
    refreshFreshness,
    signOut: session.signOut,
  };
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}

/** Around every screen: the demo banner, the way to call for help, and what to show when the app cannot open. */
import { Navigate, type RouteSectionProps } from "@solidjs/router";
import { createSignal, type JSX, Match, onCleanup, onMount, Show, Suspense, Switch } from "solid-js";
import { redirectOf } from "./guard.ts";
import { DemoBanner } from "./parts/demo-banner.tsx";
import { followSession, start } from "./parts/session.ts";
import { SosSheet } from "./parts/sos.tsx";
import { Broken, Elsewhere, Opening, StorageRefused } from "./parts/stopped.tsx";

export function App(props: RouteSectionProps): JSX.Element {
  const [broken, setBroken] = createSignal(false);
  onMount(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    followSession().then(
      (end) => {
        if (gone) end();
        else stop = end;
      },
      () => setBroken(true),
    );
    onCleanup(() => {
      gone = true;
      stop?.();
    });
  });
  const elsewhere = (): boolean => start()?.sync.trouble?.word === "elsewhere";
  // With a list on the phone a failed write is said on the tabs; only without one there is nothing to work with.
  const refused = (): boolean => start()?.sync.trouble?.word === "storage-refused" && !start()?.ready;
  const away = (): string | null => {
    const known = start();
    return known ? redirectOf(known, props.location.pathname) : null;
  };
  return (
    <>
      <DemoBanner />
      <Switch fallback={<Opening />}>
        <Match when={elsewhere()}>
          <Elsewhere />
        </Match>
        <Match when={refused()}>
          <StorageRefused />
        </Match>
        <Match when={broken()}>
          <Broken />
        </Match>
        <Match when={start()}>
          <Show when={away()} fallback={<Suspense fallback={<Opening />}>{props.children}</Suspense>}>
            {(path) => <Navigate href={path()} />}
          </Show>
        </Match>
      </Switch>
      <SosSheet />
    </>
  );
}

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
  const trouble = (): string | undefined => start()?.sync.trouble?.word;
  const away = (): string | null => {
    const known = start();
    return known ? redirectOf(known, props.location.pathname) : null;
  };
  return (
    <>
      <DemoBanner />
      <Switch fallback={<Opening />}>
        <Match when={trouble() === "elsewhere"}>
          <Elsewhere />
        </Match>
        <Match when={trouble() === "storage-refused"}>
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

/** The app cannot open, or not yet: what happened, whether the work is safe, one button. */
import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ActionBar } from "./action-bar.tsx";
import { p } from "./part-words.ts";
import { takeOver } from "./session.ts";
import "./screen.css";
import "./stopped.css";

/** Nothing for 300 ms, then grey shapes. */
export function Opening(): JSX.Element {
  const [slow, setSlow] = createSignal(false);
  const timer = setTimeout(() => setSlow(true), 300);
  onCleanup(() => clearTimeout(timer));
  return (
    <Show when={slow()}>
      <main class="opening">
        <Skeleton label={p("loading")} cards={4} />
      </main>
    </Show>
  );
}

function Stopped(props: {
  icon: IconName;
  title: string;
  text: string;
  more?: string;
  button: JSX.Element;
}): JSX.Element {
  return (
    <div class="screen">
      <main class="stopped">
        <Icon name={props.icon} />
        <h1 class="ui-title-1">{props.title}</h1>
        <p>{props.text}</p>
        <Show when={props.more}>
          <p>{props.more}</p>
        </Show>
      </main>
      <ActionBar>{props.button}</ActionBar>
    </div>
  );
}

export function Elsewhere(): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const here = async (): Promise<void> => {
    setBusy(true);
    await takeOver().finally(() => setBusy(false));
  };
  return (
    <Stopped
      icon="windows"
      title={p("elsewhereTitle")}
      text={p("elsewhereText")}
      button={
        <Button kind="primary" busy={busy()} onClick={() => void here()}>
          {p("useHere")}
        </Button>
      }
    />
  );
}

const reload = (): JSX.Element => (
  <Button kind="primary" onClick={() => location.reload()}>
    {p("tryAgain")}
  </Button>
);

export function StorageRefused(): JSX.Element {
  return (
    <Stopped
      icon="database"
      title={p("refusedTitle")}
      text={p("refusedText")}
      more={p("refusedFull")}
      button={reload()}
    />
  );
}

export function Broken(): JSX.Element {
  return <Stopped icon="info" title={p("brokenTitle")} text={p("brokenText")} button={reload()} />;
}

/** 48 px under the header of every tab: where the work is. All sent folds to a thin line after 5 s. */
import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { Icon } from "../../ui/icon.tsx";
import { Pieces } from "../../ui/pieces.tsx";
import { nowMs, start } from "./session.ts";
import { type RibbonState, ribbonState } from "./sync-words.ts";
import "./sync-ribbon.css";

/** Spoken at most once in this time; what came last is what is said. */
const SPEAK_MS = 10_000;
const FOLD_MS = 5000;

export function SyncRibbon(props: { /** On 待传 itself: it links nowhere. */ here?: boolean }): JSX.Element {
  const state = createMemo<RibbonState | undefined>(() => {
    const known = start();
    return known && ribbonState(known.sync, known.signedOut, nowMs());
  });
  return (
    <Show when={state()}>
      {(state) => (
        <>
          <Bar state={state()} here={props.here ?? false} />
          <Spoken words={[state().words, state().hint].filter(Boolean).join(" · ")} />
        </>
      )}
    </Show>
  );
}

function Bar(props: { state: RibbonState; here: boolean }): JSX.Element {
  const navigate = useNavigate();
  const [folded, setFolded] = createSignal(false);
  createEffect(
    on(
      () => props.state.kind,
      (kind) => {
        setFolded(false);
        if (kind !== "sent") return;
        const timer = setTimeout(() => setFolded(true), FOLD_MS);
        onCleanup(() => clearTimeout(timer));
      },
    ),
  );
  const inside = (): JSX.Element => (
    <>
      <Icon name={props.state.icon} />
      <span class="ribbon-words">
        <Pieces text={props.state.words} />
        <Show when={props.state.hint}>{(hint) => <span class="ribbon-hint">{hint()}</span>}</Show>
      </span>
      <Show when={props.state.time}>{(time) => <span class="ribbon-time">{time()}</span>}</Show>
    </>
  );
  return (
    <Show
      when={props.state.tap && !props.here}
      fallback={
        <div class={`ribbon ribbon-${props.state.kind}`} classList={{ "is-folded": folded() }}>
          <Show when={!folded()} fallback={<span class="ui-hidden">{props.state.words}</span>}>
            {inside()}
          </Show>
        </div>
      }
    >
      <button type="button" class={`ribbon ribbon-${props.state.kind}`} onClick={() => navigate("/outbox")}>
        {inside()}
        <Icon name="forward" class="ribbon-go" />
      </button>
    </Show>
  );
}

function Spoken(props: { words: string }): JSX.Element {
  const [said, setSaid] = createSignal("");
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    const words = props.words;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        last = Date.now();
        setSaid(words);
      },
      Math.max(0, last + SPEAK_MS - Date.now()),
    );
  });
  onCleanup(() => clearTimeout(timer));
  return (
    <span class="ui-hidden" role="status" aria-live="polite">
      {said()}
    </span>
  );
}

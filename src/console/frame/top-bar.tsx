import { createEffect, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { clockTime } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { useConsole } from "../console-context.tsx";
import { LookSettings } from "../parts/look-settings.tsx";
import { t } from "./words.ts";

/** Title and the screen's own controls on the left; how fresh the data is on the right, always. */
export function TopBar(props: { title: string; children?: JSX.Element }): JSX.Element {
  createEffect(() => {
    document.title = `${props.title} · ${t("product")}`;
  });
  return (
    <header class="top-bar">
      <h1 class="top-title">{props.title}</h1>
      {props.children}
      <div class="top-right">
        <Freshness />
        <LookMenu />
      </div>
    </header>
  );
}

/** Live data is only as fresh as the phones, and as the last answer of the server. */
function Freshness(): JSX.Element {
  const { freshness, cut } = useConsole();
  return (
    <div class="fresh" role="status">
      <Show
        when={!cut()}
        fallback={
          <span class="chip chip-offline">
            <Icon name="cloud-off" />
            <span>
              {t("cut")}
              <Show when={freshness()}>{(fresh) => ` · ${t("cutSince", { time: clockTime(fresh().asOf) })}`}</Show>
            </span>
          </span>
        }
      >
        <Show when={freshness()}>
          {(fresh) => (
            <>
              <span class="chip chip-sent">
                <Icon name="cloud-tick" />
                <span>
                  {t("asOf", { time: clockTime(fresh().asOf) })}
                  <span class="chip-more"> · {t("online", { n: fresh().phonesOnline })}</span>
                </span>
              </span>
              <Show when={fresh().phonesUnsynced > 0}>
                <span class="chip chip-offline" title={t("unsyncedWhy", { n: fresh().phonesUnsynced })}>
                  <Icon name="cloud-off" />
                  <span>{t("unsynced", { n: fresh().phonesUnsynced })}</span>
                </span>
              </Show>
            </>
          )}
        </Show>
      </Show>
    </div>
  );
}

/** A small panel that closes on Escape, on a click elsewhere, and when the focus leaves it. */
function LookMenu(): JSX.Element {
  const [open, setOpen] = createSignal(false);
  let root: HTMLDivElement | undefined;
  let button: HTMLButtonElement | undefined;
  const outside = (event: Event) => {
    if (event.target instanceof Node && !root?.contains(event.target)) setOpen(false);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open()) return;
    setOpen(false);
    button?.focus();
  };
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", outside);
  document.addEventListener("focusin", outside);
  onCleanup(() => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("pointerdown", outside);
    document.removeEventListener("focusin", outside);
  });
  return (
    <div class="look-menu" ref={root}>
      <button
        type="button"
        class="tool-button"
        ref={button}
        aria-expanded={open()}
        onClick={() => setOpen((was) => !was)}
      >
        <Icon name="text-size" />
        <span>{t("look")}</span>
      </button>
      <Show when={open()}>
        <div class="look-panel">
          <LookSettings keys />
        </div>
      </Show>
    </div>
  );
}

/**
 * 立即处置卡, large and at once. Opened by a critical answer it ends in 中止本次巡视, or in 改答案 when that answer was
 * a mistake, and never in “carry on” (§2.7); opened by a milder answer it guides and is closed with 知道了.
 */
import { createSignal, createUniqueId, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { type ActionCard, type CardCall, type ChecklistItem, cardOf } from "../../domain/checklist.ts";
import type { CardUse } from "../../domain/visit.ts";
import { BottomBar } from "../../ui/bottom-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { language } from "../../ui/settings.ts";
import { SosButton } from "../parts/sos.tsx";
import { CardCalls, Told } from "./card-calls.tsx";
import "./card-sheet.css";
import { t } from "./card-words.ts";
import { useDesk } from "./desk.ts";
import { say } from "./say.ts";

/** In gas a telephone can spark: its numbers open only outside. */
const CALL_FROM_OUTSIDE = new Set(["A1"]);

const NO_ANSWER = "A8";

export type CardEnd = "stop" | "wrong" | "understood";

export function CardSheet(props: {
  use: CardUse;
  item: ChecklistItem | null;
  /** The answer that opened it, in words. */
  answer: string;
  critical: boolean;
  onTold: () => void;
  onEnd: (end: CardEnd) => void;
}): JSX.Element {
  const desk = useDesk();
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  let title: HTMLHeadingElement | undefined;
  /** From the top: a browser would put focus, and the screen, on the first button. */
  const show = (): void => {
    dialog?.showModal();
    title?.focus({ preventScroll: true });
    if (dialog) dialog.scrollTop = 0;
  };
  onMount(show);
  onCleanup(() => dialog?.close());
  const [outside, setOutside] = createSignal(false);
  const fromOutside = (): boolean => CALL_FROM_OUTSIDE.has(props.use.card);
  const locked = (): boolean => fromOutside() && !outside();
  const card = (): ActionCard | null => cardOf(props.use.card);
  /** Nobody answers: the steps say to call the elder and the contacts, so here they are. */
  const atHome = (): CardCall[] => {
    if (props.use.card !== NO_ANSWER) return [];
    const { name, phone, contacts } = desk.elder;
    const people = contacts.map((one) => ({ name: `${one.name}（${one.relation}）`, phone: one.phone }));
    return [{ name, phone }, ...people].flatMap((one) =>
      one.phone ? [{ zh: one.name, en: one.name, number: one.phone }] : [],
    );
  };
  const steps = (): string[] => (language() === "zh" ? card()?.stepsZh : card()?.stepsEn) ?? [];
  return (
    <dialog
      ref={dialog}
      class="card-sheet"
      classList={{ "is-critical": props.critical }}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        if (!props.critical) props.onEnd("understood");
      }}
      onClose={() => {
        // A second Escape or back gesture closes it whatever `cancel` said: in danger it comes back.
        if (!dialog?.isConnected) return;
        if (props.critical) show();
        else props.onEnd("understood");
      }}
    >
      <div class="card-sheet-head">
        <Icon name={props.critical ? "octagon" : "info"} />
        <div>
          <p>
            {[props.critical ? t("critical") : "", card() ? say(card() as ActionCard) : ""].filter(Boolean).join(" · ")}
          </p>
          <h2 id={`${id}-title`} ref={title} tabindex="-1">
            {t(props.critical ? "first" : "guide")}
          </h2>
        </div>
      </div>
      <div class="card-sheet-main">
        <ol class="card-steps">
          <For each={steps()}>
            {(step, n) => (
              <li>
                <span class="card-step-n" aria-hidden="true">
                  {n() + 1}
                </span>
                <span>{step}</span>
              </li>
            )}
          </For>
        </ol>
        <Show when={fromOutside()}>
          <Button
            kind="ok"
            wide
            icon={outside() ? "circle-tick" : undefined}
            pressed={outside()}
            onClick={() => {
              setOutside(!outside());
              // The numbers are what comes next, and may be below the edge of a small screen.
              if (outside()) document.querySelector("dialog[open] .card-calls")?.scrollIntoView({ block: "center" });
            }}
          >
            {t("outside")}
          </Button>
          <Show when={locked()}>
            <p class="ui-label">{t("outsideFirst")}</p>
          </Show>
        </Show>
        <CardCalls calls={[...atHome(), ...(card()?.calls ?? [])]} locked={locked()} critical={props.critical} />
        <Told use={props.use} onTold={props.onTold} />
        <Show when={props.item}>
          {(item) => <p class="ui-label">{t("because", { item: say(item()), answer: props.answer })}</p>}
        </Show>
      </div>
      <Show when={props.critical}>
        <p class="ui-label card-sheet-stop">{t("stopHint")}</p>
      </Show>
      <BottomBar
        first={
          <Show when={!locked()}>
            <SosButton />
          </Show>
        }
      >
        <Show
          when={props.critical}
          fallback={
            <Button kind="primary" onClick={() => props.onEnd("understood")}>
              {t("understood")}
            </Button>
          }
        >
          <Button kind="quiet" onClick={() => props.onEnd("wrong")}>
            {t("wrong")}
          </Button>
          <Button kind="primary" onClick={() => props.onEnd("stop")}>
            {t("stop")}
          </Button>
        </Show>
      </BottomBar>
    </dialog>
  );
}

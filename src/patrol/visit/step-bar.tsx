/** The places (or dimensions) as steps one may jump between; each says what is left there. */
import { createEffect, For, type JSX, on } from "solid-js";
import type { Answers } from "../../domain/answer.ts";
import { Icon } from "../../ui/icon.tsx";
import { codesOf, leftOn, type Page, type PageKey } from "./pages.ts";
import { t } from "./words.ts";

export function VisitSteps(props: {
  pages: readonly Page[];
  now: PageKey;
  answers: Answers;
  onGo: (key: PageKey) => void;
}): JSX.Element {
  let bar: HTMLElement | undefined;
  // Large text makes the bar wider than the screen: the step at hand stays in sight.
  createEffect(
    on(
      () => props.now,
      () => {
        const now = bar?.querySelector<HTMLElement>("[aria-current]");
        if (bar && now) bar.scrollLeft = now.offsetLeft - (bar.clientWidth - now.offsetWidth) / 2;
      },
    ),
  );
  return (
    <nav class="visit-steps" aria-label={t("steps")} ref={bar}>
      <For each={props.pages}>
        {(page) => {
          const left = () => leftOn(page, props.answers).length;
          const empty = () => codesOf(page).length === 0;
          const state = () => (empty() ? "empty" : left() === 0 ? "done" : "todo");
          const label = () =>
            t(empty() ? "stepEmpty" : left() === 0 ? "stepDone" : "stepLeft", { name: t(page.key), n: left() });
          return (
            <button
              type="button"
              class={`visit-step visit-step-${state()}`}
              aria-current={props.now === page.key ? "step" : undefined}
              aria-label={label()}
              onClick={() => props.onGo(page.key)}
            >
              <span class="visit-step-bar" />
              <span class="visit-step-words" aria-hidden="true">
                {state() === "done" ? <Icon name="check" /> : null}
                {t(page.key)}
                {state() === "todo" ? <span class="visit-step-left">{left()}</span> : null}
              </span>
            </button>
          );
        }}
      </For>
    </nav>
  );
}

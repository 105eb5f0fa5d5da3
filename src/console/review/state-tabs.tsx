import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { term } from "../parts/terms.ts";
import { type ReviewModel, states } from "./review-model.ts";
import { t } from "./words.ts";

/** 待审 / 已退回 / 已通过, each a link of its own, with how many. */
export function StateTabs(props: { review: ReviewModel }): JSX.Element {
  return (
    <nav class="tabs" aria-label={t("tabs")}>
      <For each={states}>
        {(state) => (
          <A
            href={state === "submitted" ? "/review" : `/review?state=${state}`}
            class="tab"
            classList={{ "is-here": props.review.query().state === state }}
            aria-current={props.review.query().state === state ? "page" : undefined}
          >
            {term(`state.${state}`)}
            <Show when={props.review.queue.counts()}>{(counts) => <b> {counts()[state]}</b>}</Show>
          </A>
        )}
      </For>
    </nav>
  );
}

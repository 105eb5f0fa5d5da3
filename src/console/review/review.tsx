import { createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { TopBar } from "../frame/top-bar.tsx";
import { letterOf } from "../parts/single-keys.ts";
import { ActionBar } from "./action-bar.tsx";
import type { Looked } from "./decisions.ts";
import { VisitPane } from "./detail/visit-pane.tsx";
import { FailedDecisions } from "./failed-decisions.tsx";
import { QueuePane } from "./queue-pane.tsx";
import { ReturnDialog } from "./return-dialog.tsx";
import "./review.css";
import { createReview } from "./review-model.ts";
import { StateTabs } from "./state-tabs.tsx";
import { t } from "./words.ts";

/** 巡视审核: the queue on the left, one visit on the right, the decision at the bottom. */
export function Review(): JSX.Element {
  const review = createReview();
  const [returning, setReturning] = createSignal<Looked | null>(null);
  const openReturn = () => setReturning(review.decidable());

  const onKey = (event: KeyboardEvent) => {
    const act = { j: () => review.move(1), k: () => review.move(-1), a: review.approve, r: openReturn }[
      letterOf(event) ?? ""
    ];
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", onKey);
  onCleanup(() => document.removeEventListener("keydown", onKey));

  let scroller: HTMLElement | undefined;
  createEffect(
    on(
      review.selected,
      () => {
        scroller?.scrollTo({ top: 0 });
        // On a small screen the page scrolls, not the pane.
        scroller?.scrollIntoView({ block: "start" });
      },
      { defer: true },
    ),
  );

  return (
    <>
      <TopBar title={t("title")}>
        <StateTabs review={review} />
        <Show when={!review.wide() && review.selected()}>
          <Button kind="quiet" icon="list" onClick={() => review.setListOpen(true)}>
            {t("showList")}
          </Button>
        </Show>
      </TopBar>
      <div class="review" data-empty={review.selected() ? undefined : ""}>
        <QueuePane review={review} />
        <div class="review-visit">
          <main id="content" class="review-scroll" tabindex="-1" ref={scroller}>
            <FailedDecisions review={review} />
            <VisitPane review={review} />
          </main>
          <Show when={review.selected()}>
            <ActionBar review={review} onReturn={openReturn} />
          </Show>
        </div>
      </div>
      <ReturnDialog looked={returning()} onClose={() => setReturning(null)} onSend={review.giveBack} />
      <p class="ui-hidden" role="status" aria-live="polite">
        {review.said()}
      </p>
    </>
  );
}

import { createEffect, For, type JSX, Match, on, Show, Switch } from "solid-js";
import { Button, IconButton } from "../../ui/button.tsx";
import { clockTime } from "../../ui/format.ts";
import { LampBuilding } from "../../ui/lamps.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { troubleWords } from "../parts/trouble-words.ts";
import { QueueRow } from "./queue-row.tsx";
import { Order, Search } from "./queue-tools.tsx";
import type { ReviewModel } from "./review-model.ts";
import { t } from "./words.ts";

/** Search, order and the list. Below 1200 px it is a drawer; with nothing selected there, it is the page. */
export function QueuePane(props: { review: ReviewModel }): JSX.Element {
  const { review } = props;
  const { queue } = review;
  const drawer = () => !review.wide() && review.listOpen();
  let pane: HTMLElement | undefined;

  createEffect(
    on(review.listOpen, (open, was) => {
      if (open && drawer()) pane?.querySelector<HTMLElement>("[aria-current], input")?.focus();
      if (!open && was) document.getElementById("content")?.focus();
    }),
  );
  createEffect(
    on(review.selected, (id) => {
      if (!id) return;
      const row = pane?.querySelector<HTMLElement>(`[data-visit="${CSS.escape(id)}"]`);
      row?.scrollIntoView({ block: "nearest" });
      if (row && pane?.contains(document.activeElement) && document.activeElement?.matches(".row")) row.focus();
    }),
  );

  return (
    <>
      <Show when={drawer()}>
        {/* The close button and Escape are the keyboard's way out; this is the pointer's. */}
        <div class="queue-scrim" aria-hidden="true" onPointerDown={() => review.setListOpen(false)} />
      </Show>
      <section
        class="queue"
        classList={{ "is-open": drawer() }}
        ref={pane}
        aria-label={t("list")}
        onKeyDown={(event) => {
          if (event.key === "Escape" && drawer()) review.setListOpen(false);
        }}
      >
        <div class="queue-tools">
          <Search review={review} />
          <Order review={review} />
          <Show when={drawer()}>
            <IconButton icon="close" label={t("closeList")} onClick={() => review.setListOpen(false)} />
          </Show>
        </div>
        <Show when={queue.arrivals().length > 0}>
          <Arrivals review={review} />
        </Show>
        <Show when={queue.items.length > 0 && queue.stale()}>
          {(stale) => (
            <Notice kind="grey" icon="cloud-off">
              <Show when={stale().since} fallback={t("stale")}>
                {(since) => t("staleSince", { time: clockTime(since()) })}
              </Show>
            </Notice>
          )}
        </Show>
        <Switch>
          <Match when={queue.items.length > 0}>
            <ul class="queue-list">
              <For each={queue.items}>{(item) => <QueueRow item={item} review={review} />}</For>
            </ul>
            <Show when={queue.hasMore()}>
              <div class="queue-more">
                <Button kind="quiet" wide onClick={() => queue.loadMore()}>
                  {t("more")}
                </Button>
              </div>
            </Show>
          </Match>
          <Match when={queue.stale()}>
            {(stale) => (
              <div class="queue-empty">
                <Notice
                  kind="grey"
                  icon="cloud-off"
                  title={t("listFailed")}
                  actions={
                    <Button kind="outline" icon="refresh" onClick={() => queue.refresh()}>
                      {t("retry")}
                    </Button>
                  }
                >
                  {troubleWords(stale().trouble)}
                </Notice>
              </div>
            )}
          </Match>
          <Match when={queue.loading()}>
            <div class="late queue-empty">
              <Skeleton label={t("loadingList")} cards={5} />
            </div>
          </Match>
          <Match when={true}>
            <Empty review={review} />
          </Match>
        </Switch>
      </section>
    </>
  );
}

/** The list itself is already up to date; this only says so, and leads there. */
function Arrivals(props: { review: ReviewModel }): JSX.Element {
  const { queue } = props.review;
  return (
    <div class="arrivals">
      <span>{t("arrived", { n: queue.arrivals().length })}</span>
      <button
        type="button"
        class="text-button"
        onClick={() => {
          const first = queue.items.find((item) => queue.arrivals().includes(item.id));
          if (first) props.review.select(first.id);
          else queue.seenArrivals();
        }}
      >
        {t("seeArrived")}
      </button>
      <button type="button" class="text-button" onClick={() => queue.seenArrivals()}>
        {t("hideArrived")}
      </button>
    </div>
  );
}

function Empty(props: { review: ReviewModel }): JSX.Element {
  const state = () => props.review.query().state;
  const q = () => props.review.query().q;
  return (
    <div class="queue-empty">
      <Show
        when={q()}
        fallback={
          <>
            <p class="ui-title-3">
              {t(
                state() === "submitted" ? "emptySubmitted" : state() === "returned" ? "emptyReturned" : "emptyApproved",
              )}
            </p>
            <Show when={state() === "submitted"}>
              <LampBuilding lit={1} total={1} label={t("emptySubmitted")} />
              <p>{t("emptySubmittedNext")}</p>
            </Show>
          </>
        }
      >
        <p class="ui-title-3">{t("emptySearch", { q: q() })}</p>
        <p>{t("emptySearchNext")}</p>
        <Button kind="outline" onClick={() => props.review.search("")}>
          {t("clearSearch")}
        </Button>
      </Show>
    </div>
  );
}

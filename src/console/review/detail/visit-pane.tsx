import { type JSX, Match, Show, Switch } from "solid-js";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { troubleWords } from "../../parts/trouble-words.ts";
import type { ReviewModel } from "../review-model.ts";
import { t as tReview } from "../words.ts";
import { VisitView } from "./visit-view.tsx";

/** The right-hand side in all its states. */
export function VisitPane(props: { review: ReviewModel }): JSX.Element {
  const { shown, selected } = props.review;
  return (
    <Switch>
      <Match when={!selected()}>
        <Show when={props.review.queue.items.length > 0}>
          <p class="review-pick">{tReview("pick")}</p>
        </Show>
      </Match>
      <Match when={shown.detail()}>
        {(detail) => (
          <>
            <Show when={shown.renewed()}>
              {(what) => (
                <Notice kind="attention" icon="refresh">
                  {tReview(what() === "revision" ? "newRevision" : "changedState")}
                </Notice>
              )}
            </Show>
            <VisitView detail={detail()} review={props.review} />
          </>
        )}
      </Match>
      <Match when={shown.trouble()}>
        {(trouble) => (
          <Notice
            kind="grey"
            icon="info"
            title={tReview("visitFailed")}
            actions={
              <Button kind="outline" icon="refresh" onClick={() => shown.reload()}>
                {tReview("retry")}
              </Button>
            }
          >
            {troubleWords(trouble())}
          </Notice>
        )}
      </Match>
      <Match when={shown.slow()}>
        <Skeleton label={tReview("loadingVisit")} cards={4} />
      </Match>
    </Switch>
  );
}

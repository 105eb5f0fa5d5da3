import { For, type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { troubleWords } from "../parts/trouble-words.ts";
import type { ReviewModel } from "./review-model.ts";
import { t } from "./words.ts";

/** Decisions that didn't reach the server, named, with the way back. Nothing was lost: the visit is still waiting. */
export function FailedDecisions(props: { review: ReviewModel }): JSX.Element {
  const { decisions, selected, select } = props.review;
  return (
    <For each={decisions.failed()}>
      {(failed) => (
        <Notice
          kind="critical"
          icon="octagon"
          actions={
            <>
              <Show when={selected() !== failed.looked.id}>
                <Button kind="outline" onClick={() => select(failed.looked.id)}>
                  {t("backTo")}
                </Button>
              </Show>
              <Button kind="quiet" onClick={() => decisions.putAway(failed.looked.id)}>
                {t("dismiss")}
              </Button>
            </>
          }
        >
          {t(failed.act === "approve" ? "failedApprove" : "failedReturn", {
            name: failed.looked.name,
            why: failed.trouble ? troubleWords(failed.trouble) : "",
          })}
        </Notice>
      )}
    </For>
  );
}

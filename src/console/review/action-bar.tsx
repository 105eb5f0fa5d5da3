import { type JSX, Match, Show, Switch } from "solid-js";
import { nearTime } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { useConsole } from "../console-context.tsx";
import { singleKeys } from "../parts/single-keys.ts";
import { term } from "../parts/terms.ts";
import type { ReviewModel } from "./review-model.ts";
import { t } from "./words.ts";

/** Where one is in the list, the way up and down, and the decision. */
export function ActionBar(props: { review: ReviewModel; onReturn: () => void }): JSX.Element {
  const { review } = props;
  const state = () => review.shown.detail()?.visit.state;
  return (
    <footer class="action-bar">
      <div class="action-place">
        <Show when={review.position()}>
          {(n) => <span class="action-position">{t("position", { n: n(), m: Math.max(n(), review.total()) })}</span>}
        </Show>
        <KeyButton letter="K" onPress={() => review.move(-1)}>
          <Icon name="up" />
          <span>{t("previous")}</span>
        </KeyButton>
        <KeyButton letter="J" onPress={() => review.move(1)}>
          <Icon name="down" />
          <span>{t("next")}</span>
        </KeyButton>
      </div>
      <Switch>
        <Match when={state() && state() !== "submitted"}>
          <Decided review={review} />
        </Match>
        <Match when={true}>
          <div class="action-decide">
            <KeyButton letter="R" class="ui-button-outline" disabled={!review.decidable()} onPress={props.onReturn}>
              <Icon name="undo" />
              <span>{t("giveBack")}</span>
            </KeyButton>
            <KeyButton letter="A" class="ui-button-primary" disabled={!review.decidable()} onPress={review.approve}>
              <Icon name="check" />
              <span>{t(review.total() > 1 ? "approveNext" : "approve")}</span>
            </KeyButton>
          </div>
        </Match>
      </Switch>
    </footer>
  );
}

/** A button that shows the letter that does the same, while letters are switched on. */
function KeyButton(props: {
  letter: string;
  onPress: () => void;
  class?: string;
  disabled?: boolean;
  children: JSX.Element;
}): JSX.Element {
  return (
    <button
      type="button"
      class={`ui-button ${props.class ?? "ui-button-quiet"}`}
      disabled={props.disabled ?? false}
      aria-keyshortcuts={singleKeys() ? props.letter : undefined}
      onClick={(event) => {
        // The second half of a double click would fall on the next visit.
        if (event.detail <= 1 || props.letter === "J" || props.letter === "K") props.onPress();
      }}
    >
      {props.children}
      <Show when={singleKeys()}>
        <span class="key" aria-hidden="true">
          {props.letter}
        </span>
      </Show>
    </button>
  );
}

function Decided(props: { review: ReviewModel }): JSX.Element {
  const { today } = useConsole();
  const visit = () => props.review.shown.detail()?.visit;
  const words = () => {
    const { state, reviewed } = visit() ?? {};
    if (state === "void") return t("stateVoid");
    if (!reviewed) return state ? term(`state.${state}`) : "";
    const who = { name: reviewed.byName, time: nearTime(reviewed.at, today()) };
    if (state === "approved") return t("stateApproved", who);
    return t("stateReturned", { ...who, reason: reviewed.reason ? term(`return.${reviewed.reason}`) : "" });
  };
  return (
    <div class="action-decided">
      <p>
        <b>{words()}</b>
      </p>
      <Show when={visit()?.reviewed?.note}>{(note) => <p>“{note()}”</p>}</Show>
      <Show when={visit()?.state === "returned"}>
        <p class="ui-caption">{t("stateReturnedNext")}</p>
      </Show>
    </div>
  );
}

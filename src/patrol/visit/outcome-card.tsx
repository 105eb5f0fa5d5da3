/** How the visit ended. What was met and asked decides what is offered first; the rest is one tap further. */
import { createSignal, type JSX, Show } from "solid-js";
import { type Outcome, outcomes } from "../../domain/scales.ts";
import { Card } from "../../ui/card.tsx";
import { ChoiceChips } from "../../ui/choice-chips.tsx";
import { Icon } from "../../ui/icon.tsx";
import { t } from "./summary-words.ts";

const usual: readonly Outcome[] = ["completed", "partial"];

export function OutcomeCard(props: {
  outcome: Outcome;
  left: number;
  onChoose: (outcome: Outcome) => void;
}): JSX.Element {
  const [all, setAll] = createSignal(!usual.includes(props.outcome));
  return (
    <Card as="section" class="summary-card">
      <ChoiceChips
        legend={t("outcome")}
        options={(all() ? outcomes : usual).map((k) => ({ k, label: t(k) }))}
        value={props.outcome}
        onChange={(k) => {
          const chosen = outcomes.find((one) => one === k);
          if (chosen) props.onChoose(chosen);
        }}
      />
      <Show when={props.left > 0 && usual.includes(props.outcome)}>
        <p class="ui-label">{t("leftHint", { n: props.left })}</p>
      </Show>
      <Show when={props.outcome === "emergency_stop"}>
        <p class="ui-label">{t("stoppedHint")}</p>
      </Show>
      <Show when={!all()}>
        <button type="button" class="visit-extra" onClick={() => setAll(true)}>
          <Icon name="more" />
          <span>{t("outcomeOther")}</span>
        </button>
      </Show>
    </Card>
  );
}

import { For, type JSX, Show } from "solid-js";
import type { Visit } from "../../../domain/visit.ts";
import { reasonSentence } from "./reason-words.ts";
import { t } from "./words.ts";

export function WhyLevel(props: { visit: Visit }): JSX.Element {
  return (
    <Show when={props.visit.result.reasons.length > 0}>
      <section>
        <h3 class="panel-title">{t("reasons")}</h3>
        <ul class="reasons">
          <For each={props.visit.result.reasons}>
            {(reason) => <li>{reasonSentence(reason, props.visit.record.ruleset)}</li>}
          </For>
        </ul>
      </section>
    </Show>
  );
}

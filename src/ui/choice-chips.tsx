/** One answer of a few: native radios as chips. The last answer is shown beside, never chosen beforehand. */
import { createUniqueId, For, type JSX, Show } from "solid-js";
import "./choice-chips.css";
import { Icon } from "./icon.tsx";
import { uiWords } from "./ui-words.ts";

export type Choice = { k: string; label: string; detail?: string | undefined; critical?: boolean | undefined };

export function ChoiceChips(props: {
  legend: JSX.Element;
  options: readonly Choice[];
  /** Key of the chosen option; null when nothing is chosen. */
  value: string | null;
  onChange: (k: string) => void;
  /** Words of the last answer. */
  last?: string | undefined;
  /** Key of the last answer: a different choice is marked as a change. */
  lastValue?: string | null | undefined;
  /** Words of what is missing or wrong, shown at the field. */
  error?: string | undefined;
  /** One column even when two would fit. */
  long?: boolean;
  hideLegend?: boolean;
}): JSX.Element {
  const name = createUniqueId();
  const errorId = `${name}-error`;
  return (
    <div
      class="ui-chips"
      role="radiogroup"
      aria-labelledby={`${name}-legend`}
      aria-describedby={props.error ? errorId : undefined}
      aria-invalid={props.error ? "true" : undefined}
    >
      <div id={`${name}-legend`} class={props.hideLegend ? "ui-hidden" : "ui-chips-legend"}>
        <span class="ui-title-3">{props.legend}</span>
        <Show when={props.last}>{(last) => <span class="ui-label">{uiWords("last", { word: last() })}</span>}</Show>
      </div>
      <Show when={props.error}>
        <p id={errorId} class="ui-chips-error">
          <Icon name="octagon" />
          <span>{props.error}</span>
        </p>
      </Show>
      <div class={`ui-chips-grid ${props.long ? "ui-chips-long" : ""}`}>
        <For each={props.options}>
          {(option) => {
            const chosen = (): boolean => props.value === option.k;
            const changed = (): boolean => chosen() && props.lastValue != null && props.lastValue !== option.k;
            return (
              <label class="ui-chip" classList={{ "is-chosen": chosen(), "is-critical": option.critical && chosen() }}>
                <input
                  type="radio"
                  name={name}
                  value={option.k}
                  checked={chosen()}
                  onChange={() => {
                    navigator.vibrate?.(20);
                    props.onChange(option.k);
                  }}
                />
                <span class="ui-chip-mark" aria-hidden="true">
                  <Show when={chosen()}>
                    <Icon name={option.critical ? "octagon" : "circle-tick"} />
                  </Show>
                </span>
                <span class="ui-chip-words">
                  <span>{option.label}</span>
                  <Show when={option.detail}>
                    <span class="ui-chip-detail">{option.detail}</span>
                  </Show>
                  <Show when={changed()}>
                    <span class="ui-chip-detail">{uiWords("changed")}</span>
                  </Show>
                </span>
              </label>
            );
          }}
        </For>
      </div>
    </div>
  );
}

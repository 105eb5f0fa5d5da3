/** A few settings side by side, one chosen: native radios. Stacks when the text is large. */
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { Icon, type IconName } from "./icon.tsx";
import "./segmented.css";

export function Segmented<K extends string>(props: {
  legend: string;
  options: readonly { k: K; label: string; icon?: IconName; lang?: string }[];
  value: K;
  onChange: (k: K) => void;
}): JSX.Element {
  const name = createUniqueId();
  return (
    <div class="ui-segmented" role="radiogroup" aria-labelledby={`${name}-legend`}>
      <p id={`${name}-legend`} class="ui-title-3">
        {props.legend}
      </p>
      <div class="ui-segmented-row">
        <For each={props.options}>
          {(option) => (
            <label class="ui-segment" classList={{ "is-chosen": props.value === option.k }} lang={option.lang}>
              <input
                type="radio"
                name={name}
                value={option.k}
                checked={props.value === option.k}
                onChange={() => props.onChange(option.k)}
              />
              <Show
                when={props.value === option.k}
                fallback={<Show when={option.icon}>{(icon) => <Icon name={icon()} />}</Show>}
              >
                <Icon name="check" />
              </Show>
              <span>{option.label}</span>
            </label>
          )}
        </For>
      </div>
    </div>
  );
}

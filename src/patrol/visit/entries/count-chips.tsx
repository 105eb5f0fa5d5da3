/** A small whole number as keys: no keyboard, no typing error. */
import { createUniqueId, For, type JSX } from "solid-js";

export function CountChips(props: {
  legend: string;
  most: number;
  value: number | undefined;
  onChoose: (n: number) => void;
}): JSX.Element {
  const name = createUniqueId();
  return (
    <div role="radiogroup" aria-labelledby={`${name}-legend`}>
      <p id={`${name}-legend`} class="visit-sub">
        {props.legend}
      </p>
      <div class="visit-counts">
        <For each={Array.from({ length: props.most + 1 }, (_, n) => n)}>
          {(n) => (
            <label class="ui-chip visit-count" classList={{ "is-chosen": props.value === n }}>
              <input
                type="radio"
                name={name}
                value={n}
                checked={props.value === n}
                onChange={() => props.onChoose(n)}
              />
              <span>{n}</span>
            </label>
          )}
        </For>
      </div>
    </div>
  );
}

/** One fact that is on or off, as a chip to tick. */
import type { JSX } from "solid-js";
import { Icon } from "../../ui/icon.tsx";

export function Switch(props: { words: string; on: boolean; onSwitch: (on: boolean) => void }): JSX.Element {
  return (
    <label class="ui-chip" classList={{ "is-chosen": props.on }}>
      <input type="checkbox" checked={props.on} onChange={(event) => props.onSwitch(event.currentTarget.checked)} />
      <span class="ui-chip-mark visit-tick-mark" aria-hidden="true">
        {props.on ? <Icon name="check" /> : null}
      </span>
      <span class="ui-chip-words">{props.words}</span>
    </label>
  );
}

/** One option of a few. */
import type { JSX } from "solid-js";
import type { EntryProps } from "./entry-props.ts";
import { OptionChips } from "./option-chips.tsx";

export function SingleEntry(props: EntryProps): JSX.Element {
  return (
    <OptionChips
      item={props.item}
      value={props.answer?.option ?? null}
      lastValue={props.last?.option}
      onChoose={(option) => props.give({ option, source: "tap" })}
    />
  );
}

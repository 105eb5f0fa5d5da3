/** H06: what was seen, and optionally the seconds for 3 metres; the worse of the two counts. */
import { createSignal, type JSX, Show } from "solid-js";
import type { OptionCode } from "../../../domain/answer.ts";
import { countingOption } from "../../../domain/band.ts";
import { t } from "../item-words.ts";
import { BandLine } from "./band-line.tsx";
import type { EntryProps } from "./entry-props.ts";
import { NumberGroup } from "./numbers.tsx";
import { OptionChips } from "./option-chips.tsx";

export function MobilityEntry(props: EntryProps): JSX.Element {
  const [seen, setSeen] = createSignal<OptionCode | null>(props.answer?.option ?? null);
  const [seconds, setSeconds] = createSignal<number | undefined>(props.answer?.value?.tugSeconds);

  function settle(): void {
    const value = seconds() === undefined ? undefined : { tugSeconds: seconds() };
    const option = countingOption(props.item, seen(), value, { age: props.age });
    props.give(option === null ? null : { option, source: option === seen() ? "tap" : "value", value });
  }

  return (
    <>
      <OptionChips
        item={props.item}
        value={props.answer?.option ?? null}
        lastValue={props.last?.option}
        onChoose={(option) => {
          setSeen(option);
          settle();
        }}
      />
      <Show when={seconds() !== undefined || seen() === "A" || seen() === "B"}>
        <NumberGroup
          item={props.item}
          fields={[{ key: "tugSeconds", label: t("tug"), unit: t("seconds"), hint: t("tugHint") }]}
          value={props.answer?.value}
          onRead={({ value }) => {
            setSeconds(value.tugSeconds);
            settle();
          }}
        />
      </Show>
      <Show when={props.answer?.source === "value"}>
        <BandLine item={props.item} option={props.answer?.option} why />
      </Show>
    </>
  );
}

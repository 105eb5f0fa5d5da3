/** H09: how eating goes, and the weight if it was taken. */
import { createSignal, type JSX } from "solid-js";
import { t } from "../item-words.ts";
import type { EntryProps } from "./entry-props.ts";
import { NumberGroup } from "./numbers.tsx";
import { OptionChips } from "./option-chips.tsx";

export function WeightEntry(props: EntryProps): JSX.Element {
  const [kg, setKg] = createSignal<number | undefined>(props.answer?.value?.kg);
  const value = () => (kg() === undefined ? undefined : { kg: kg() });

  return (
    <>
      <OptionChips
        item={props.item}
        value={props.answer?.option ?? null}
        lastValue={props.last?.option}
        onChoose={(option) => props.give({ option, source: "tap", value: value() })}
      />
      <NumberGroup
        item={props.item}
        fields={[{ key: "kg", label: t("kg"), unit: t("kilos") }]}
        value={props.answer?.value}
        onRead={({ value: read }) => {
          if (read.kg === kg()) return;
          setKg(read.kg);
          if (props.answer) props.give({ option: props.answer.option, source: "tap", value: value() });
        }}
      />
    </>
  );
}

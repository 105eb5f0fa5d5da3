/** H04: glucose, and whether it was taken fasting: the bands differ. */
import { createSignal, type JSX } from "solid-js";
import { bandOf } from "../../../domain/band.ts";
import { ChoiceChips } from "../../../ui/choice-chips.tsx";
import { t } from "../item-words.ts";
import { BandLine } from "./band-line.tsx";
import type { EntryProps } from "./entry-props.ts";
import { NumberGroup } from "./numbers.tsx";

export function GlucoseEntry(props: EntryProps): JSX.Element {
  const was = props.answer?.value;
  const [fasting, setFasting] = createSignal<boolean | undefined>(was?.fasting);
  const [mmol, setMmol] = createSignal<number | undefined>(was?.mmol);

  function settle(): void {
    const value = { mmol: mmol(), fasting: fasting() };
    const known = value.mmol !== undefined && value.fasting !== undefined;
    const option = known ? bandOf(props.item, value, { age: props.age }) : null;
    props.give(option === null ? null : { option, source: "value", value });
  }

  return (
    <>
      <ChoiceChips
        legend={t("mealLegend")}
        options={[
          { k: "fasting", label: t("fasting") },
          { k: "random", label: t("random") },
        ]}
        value={fasting() === undefined ? null : fasting() ? "fasting" : "random"}
        error={mmol() !== undefined && fasting() === undefined ? t("mealMissing") : undefined}
        onChange={(k) => {
          setFasting(k === "fasting");
          settle();
        }}
      />
      <NumberGroup
        item={props.item}
        fields={[{ key: "mmol", label: t("mmol"), unit: t("mmolL") }]}
        value={was}
        onRead={({ value }) => {
          setMmol(value.mmol);
          settle();
        }}
      />
      <BandLine item={props.item} option={props.answer?.option} why />
    </>
  );
}

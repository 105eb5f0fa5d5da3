/** H03: pulse, body temperature and oxygen; any of them may be missing. */
import type { JSX } from "solid-js";
import { bandOf } from "../../../domain/band.ts";
import { t } from "../item-words.ts";
import { BandLine } from "./band-line.tsx";
import type { EntryProps } from "./entry-props.ts";
import { NumberGroup, type Numbers } from "./numbers.tsx";

export function VitalsEntry(props: EntryProps): JSX.Element {
  function read({ value, wrong }: Numbers): void {
    const option = wrong ? null : bandOf(props.item, value, { age: props.age });
    props.give(option === null ? null : { option, source: "value", value });
  }
  return (
    <>
      <p class="ui-label">{t("vitalsHint")}</p>
      <NumberGroup
        item={props.item}
        fields={[
          { key: "pulse", label: t("pulse"), unit: t("bpm") },
          { key: "celsius", label: t("celsius"), unit: t("degrees") },
          { key: "spo2", label: t("spo2"), unit: t("percent") },
        ]}
        value={props.answer?.value}
        onRead={read}
      />
      <BandLine item={props.item} option={props.answer?.option} why />
    </>
  );
}

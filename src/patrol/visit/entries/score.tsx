/** M02: the score of an official printed form, read out unchanged. The form's own wording is never shown here. */
import { createSignal, type JSX } from "solid-js";
import { bandOf } from "../../../domain/band.ts";
import { ChoiceChips } from "../../../ui/choice-chips.tsx";
import { t } from "../item-words.ts";
import { BandLine } from "./band-line.tsx";
import { CountChips } from "./count-chips.tsx";
import type { EntryProps } from "./entry-props.ts";

const forms = { "PHQ-2": 6, "GDS-5": 5 } as const;
type Form = keyof typeof forms;

export function ScoreEntry(props: EntryProps): JSX.Element {
  const [form, setForm] = createSignal<Form>(props.answer?.value?.scale ?? "PHQ-2");

  function give(score: number): void {
    const value = { scale: form(), score };
    const option = bandOf(props.item, value, { age: props.age });
    props.give(option === null ? null : { option, source: "value", value });
  }

  return (
    <>
      <ChoiceChips
        legend={t("scaleLegend")}
        options={Object.keys(forms).map((k) => ({ k, label: k }))}
        value={form()}
        onChange={(k) => {
          setForm(k === "GDS-5" ? "GDS-5" : "PHQ-2");
          props.give(null);
        }}
      />
      <p class="ui-label">{t("scoreHint", { form: form() })}</p>
      <CountChips legend={t("score")} most={forms[form()]} value={props.answer?.value?.score} onChoose={give} />
      <BandLine item={props.item} option={props.answer?.option} />
    </>
  );
}

/** H02: upper and lower pressure, both or none. */
import { createSignal, type JSX, Show } from "solid-js";
import { bandOf } from "../../../domain/band.ts";
import { t } from "../item-words.ts";
import { BandLine } from "./band-line.tsx";
import type { EntryProps } from "./entry-props.ts";
import { FieldProblem } from "./field-problem.tsx";
import { NumberGroup, type Numbers } from "./numbers.tsx";

export function PressureEntry(props: EntryProps): JSX.Element {
  const [problem, setProblem] = createSignal<string | null>(null);
  let half = false;

  function read({ value, wrong }: Numbers): void {
    const { sys, dia } = value;
    half = !wrong && (sys === undefined) !== (dia === undefined);
    const upsideDown = sys !== undefined && dia !== undefined && sys <= dia;
    setProblem(upsideDown ? t("sysHigher") : null);
    const whole = !wrong && sys !== undefined && dia !== undefined && !upsideDown;
    const option = whole ? bandOf(props.item, { sys, dia }, { age: props.age }) : null;
    props.give(option === null ? null : { option, source: "value", value: { sys, dia } });
  }

  return (
    <>
      <p class="ui-label">{t("pressureHint")}</p>
      <NumberGroup
        item={props.item}
        fields={[
          { key: "sys", label: t("sys"), unit: t("mmHg") },
          { key: "dia", label: t("dia"), unit: t("mmHg") },
        ]}
        value={props.answer?.value}
        onRead={read}
        onLeave={() => half && setProblem(t("both"))}
      />
      <FieldProblem words={problem()} />
      <BandLine item={props.item} option={props.answer?.option} why />
      <Show when={props.answer && ["C", "D"].includes(props.answer.option)}>
        <p class="visit-do">{t("pressureAgain")}</p>
      </Show>
    </>
  );
}

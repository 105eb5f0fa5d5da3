/** H07: any number of tasks that have become hard, or none of them; the count decides. */
import { createSignal, For, type JSX } from "solid-js";
import { bandOf } from "../../../domain/band.ts";
import { Icon } from "../../../ui/icon.tsx";
import { t } from "../item-words.ts";
import { say } from "../say.ts";
import { BandLine } from "./band-line.tsx";
import type { EntryProps } from "./entry-props.ts";

export function MultiEntry(props: EntryProps): JSX.Element {
  const [ticks, setTicks] = createSignal<string[] | null>(props.answer?.value?.ticks ?? null);

  const tasks = (): string[] => (props.item.ticks ?? []).map((task) => task.k);

  function settle(next: string[] | null): void {
    setTicks(next);
    const option = next === null ? null : bandOf(props.item, { ticks: next }, { age: props.age });
    props.give(option === null || next === null ? null : { option, source: "value", value: { ticks: next } });
  }
  const toggle = (task: string, on: boolean): void => {
    const next = tasks().filter((one) => (one === task ? on : ticks()?.includes(one)));
    settle(next.length === 0 ? null : next);
  };

  return (
    <>
      <fieldset class="visit-ticks">
        <legend class="ui-label">{t("ticksLegend")}</legend>
        <For each={props.item.ticks}>
          {(task) => (
            <Tick label={say(task)} on={ticks()?.includes(task.k) ?? false} onToggle={(on) => toggle(task.k, on)} />
          )}
        </For>
        <Tick label={t("ticksNone")} on={ticks()?.length === 0} onToggle={(on) => settle(on ? [] : null)} />
      </fieldset>
      <BandLine item={props.item} option={props.answer?.option} />
    </>
  );
}

function Tick(props: { label: string; on: boolean; onToggle: (on: boolean) => void }): JSX.Element {
  return (
    <label class="ui-chip" classList={{ "is-chosen": props.on }}>
      <input type="checkbox" checked={props.on} onChange={(event) => props.onToggle(event.currentTarget.checked)} />
      <span class="ui-chip-mark visit-tick-mark" aria-hidden="true">
        {props.on ? <Icon name="check" /> : null}
      </span>
      <span class="ui-chip-words">{props.label}</span>
    </label>
  );
}

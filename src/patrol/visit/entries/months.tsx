/** An option, and the months read from a label or plate. A month may stay empty; what it says is offered, never applied. */
import { createSignal, For, type JSX, Show } from "solid-js";
import type { AnswerValue } from "../../../domain/answer.ts";
import { datesSuggest } from "../../../domain/band.ts";
import { type ChecklistItem, type ChecklistOption, optionIndex, optionOf } from "../../../domain/checklist.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { t } from "../item-words.ts";
import { readMonth } from "../read-number.ts";
import { say } from "../say.ts";
import type { EntryProps } from "./entry-props.ts";
import { OptionChips } from "./option-chips.tsx";

type MonthKey = NonNullable<ChecklistItem["months"]>[number];

export function MonthsEntry(props: EntryProps): JSX.Element {
  const keys = (): readonly MonthKey[] => props.item.months ?? [];
  const [text, setText] = createSignal<Partial<Record<MonthKey, string>>>(
    Object.fromEntries(keys().map((key) => [key, props.answer?.value?.[key] ?? ""])),
  );
  const [bad, setBad] = createSignal<readonly MonthKey[]>([]);
  const [value, setValue] = createSignal<AnswerValue | undefined>(props.answer?.value);

  function read(): void {
    const months = keys().map((key) => [key, readMonth(text()[key] ?? "")] as const);
    setBad(months.filter(([, month]) => month === "bad").map(([key]) => key));
    const good = months.filter(([, month]) => month !== null && month !== "bad");
    setText({ ...text(), ...Object.fromEntries(good) });
    const next = good.length === 0 ? undefined : (Object.fromEntries(good) as AnswerValue);
    if (JSON.stringify(next) === JSON.stringify(value())) return;
    setValue(next);
    if (props.answer) props.give({ option: props.answer.option, source: "tap", value: next });
  }
  /** A worse option that the months alone speak for. */
  const suggested = (): ChecklistOption | null => {
    const months = value();
    const k = months ? datesSuggest(props.item, months, props.on) : null;
    if (k === null || (props.answer && optionIndex(props.item, props.answer.option) >= optionIndex(props.item, k)))
      return null;
    return optionOf(props.item, k);
  };

  return (
    <>
      <OptionChips
        item={props.item}
        value={props.answer?.option ?? null}
        lastValue={props.last?.option}
        onChoose={(option) => props.give({ option, source: "tap", value: value() })}
      />
      <p class="ui-label">{t("monthHint")}</p>
      <div class="visit-numbers">
        <For each={keys()}>
          {(key) => (
            <Field
              label={t(key)}
              value={text()[key] ?? ""}
              inputMode="numeric"
              maxLength={9}
              error={bad().includes(key) ? t("monthBad") : undefined}
              onInput={(typed) => setText({ ...text(), [key]: typed })}
              onBlur={read}
            />
          )}
        </For>
      </div>
      <div role="status">
        <Show when={suggested()}>
          {(option) => (
            <div class="visit-hint">
              <p>{t("monthSays", { word: say(option().short) })}</p>
              <Button kind="outline" onClick={() => props.give({ option: option().k, source: "tap", value: value() })}>
                {t("monthTake", { word: say(option().short) })}
              </Button>
            </div>
          )}
        </Show>
      </div>
    </>
  );
}

/**
 * A group of measured numbers that together make one value. A number counts when the finger leaves its field,
 * so half a number never opens a card; what is out of range is said at its field and never becomes an answer.
 */
import { createSignal, For, type JSX } from "solid-js";
import type { AnswerValue } from "../../../domain/answer.ts";
import type { ChecklistItem } from "../../../domain/checklist.ts";
import { Field } from "../../../ui/field.tsx";
import { t } from "../item-words.ts";
import { readNumber } from "../read-number.ts";

export type NumberKey = "sys" | "dia" | "pulse" | "celsius" | "spo2" | "mmol" | "tugSeconds" | "kg";
export type NumberField = { key: NumberKey; label: string; unit: string; hint?: string };

/** Fields that are filled in and in range, and whether one of the fields is wrong. */
export type Numbers = { value: Pick<AnswerValue, NumberKey>; wrong: boolean };

const texts = (fields: readonly NumberField[], value: AnswerValue | undefined): Record<string, string> =>
  Object.fromEntries(fields.map(({ key }) => [key, value?.[key] === undefined ? "" : String(value[key])]));

export function NumberGroup(props: {
  item: ChecklistItem;
  fields: readonly NumberField[];
  value: AnswerValue | undefined;
  onRead: (numbers: Numbers) => void;
  /** Focus has left the whole group: time to say what is missing. */
  onLeave?: () => void;
}): JSX.Element {
  const [text, setText] = createSignal(texts(props.fields, props.value));
  const [errors, setErrors] = createSignal<Record<string, string>>({});

  /** Least, greatest and step, natural units. */
  const range = (key: NumberKey): [number, number, number] => props.item.measure?.fields[key] ?? [0, 9999, 0.1];
  const decimals = (key: NumberKey): 0 | 1 => (range(key)[2] < 1 ? 1 : 0);

  function read(): void {
    const value: Pick<AnswerValue, NumberKey> = {};
    const wrong: Record<string, string> = {};
    for (const field of props.fields) {
      const number = readNumber(text()[field.key] ?? "", decimals(field.key));
      if (number === null) continue;
      const label = field.label;
      const [min, max] = range(field.key);
      if (number === "bad") wrong[field.key] = t("notNumber", { label });
      else if (number < min || number > max) wrong[field.key] = t("range", { label, min, max });
      else value[field.key] = number;
    }
    setErrors(wrong);
    props.onRead({ value, wrong: Object.keys(wrong).length > 0 });
  }

  return (
    <div
      class="visit-numbers"
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) props.onLeave?.();
      }}
    >
      <For each={props.fields}>
        {(field) => (
          <Field
            label={`${field.label} ${field.unit}`}
            value={text()[field.key] ?? ""}
            inputMode={decimals(field.key) === 0 ? "numeric" : "decimal"}
            maxLength={6}
            hint={field.hint}
            error={errors()[field.key]}
            onInput={(typed) => setText({ ...text(), [field.key]: typed })}
            onBlur={read}
          />
        )}
      </For>
    </div>
  );
}

/** Below a question: why there is no answer, a note, the long words of its options. Closed until wanted. */
import { createEffect, createSignal, For, type JSX, on, Show } from "solid-js";
import type { ChecklistItem } from "../../domain/checklist.ts";
import { ChoiceChips } from "../../ui/choice-chips.tsx";
import { Field } from "../../ui/field.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { nowText } from "../parts/session.ts";
import { useDesk } from "./desk.ts";
import { t } from "./item-words.ts";
import { say } from "./say.ts";

type Panel = "other" | "note" | "details";
const states = ["not_seen", "refused", "na"] as const;

export function ItemExtras(props: { item: ChecklistItem }): JSX.Element {
  const desk = useDesk();
  const code = props.item.id;
  const answer = () => desk.draft().answers[code];
  const unanswered = () => states.find((state) => state === answer()?.state) ?? null;
  const [open, setOpen] = createSignal<Panel | null>(unanswered() ? "other" : answer()?.note ? "note" : null);
  const [note, setNote] = createSignal(answer()?.note ?? "");
  const toggle = (panel: Panel): void => {
    setOpen(open() === panel ? null : panel);
  };

  function keepNote(): void {
    const known = answer();
    const text = note().trim();
    if (known && text !== (known.note ?? "")) desk.answer(code, { ...known, note: text || undefined });
  }
  // A note written before the answer is kept as soon as there is one.
  createEffect(on(() => answer() !== undefined, keepNote, { defer: true }));
  function choose(k: string): void {
    const state = states.find((one) => one === k);
    if (!state) return;
    desk.at(code);
    desk.answer(code, { state, note: note().trim() || undefined, at: nowText() });
  }

  return (
    <>
      <div class="visit-extras">
        <ExtraButton icon="eye-off" words={t("other")} open={open() === "other"} onClick={() => toggle("other")} />
        <ExtraButton icon="pencil" words={t("note")} open={open() === "note"} onClick={() => toggle("note")} />
        <ExtraButton icon="info" words={t("details")} open={open() === "details"} onClick={() => toggle("details")} />
      </div>
      <Show when={open() === "other"}>
        <ChoiceChips
          legend={t("otherLegend")}
          options={states.map((k) => ({ k, label: t(k) }))}
          value={unanswered()}
          onChange={choose}
        />
        <Show when={answer()}>
          <button
            type="button"
            class="visit-clear"
            onClick={() => {
              desk.answer(code, null);
              setOpen(null);
            }}
          >
            {t("clear")}
          </button>
        </Show>
      </Show>
      <Show when={open() === "note"}>
        <Field
          label={t("noteLabel")}
          value={note()}
          rows={2}
          maxLength={300}
          hint={answer() ? undefined : t("noteFirst")}
          onInput={(text) => {
            setNote(text);
            keepNote();
          }}
        />
      </Show>
      <Show when={open() === "details"}>
        <dl class="visit-details">
          <For each={props.item.options}>
            {(option) => (
              <div>
                <dt>{say(option.short)}</dt>
                <dd>{say(option)}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
    </>
  );
}

function ExtraButton(props: { icon: IconName; words: string; open: boolean; onClick: () => void }): JSX.Element {
  return (
    <button type="button" class="visit-extra" aria-expanded={props.open} onClick={() => props.onClick()}>
      <Icon name={props.icon} />
      <span>{props.words}</span>
    </button>
  );
}

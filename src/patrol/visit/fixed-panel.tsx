/** 当场已整改: offered for things that can be put right on the spot; a person's state or a measured number cannot. */
import { createSignal, type JSX, Show } from "solid-js";
import type { Answered } from "../../domain/answer.ts";
import type { ChecklistItem, ChecklistOption } from "../../domain/checklist.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { nowText } from "../parts/session.ts";
import { useDesk } from "./desk.ts";
import { t } from "./item-words.ts";

/** Photo rule X marks a person, a body or a private talk. */
function canBeFixed(item: ChecklistItem, option: ChecklistOption): boolean {
  return option.sev !== "none" && item.photo !== "X" && !["pressure", "vitals", "glucose"].includes(item.kind);
}

export function FixedPanel(props: {
  item: ChecklistItem;
  option: ChecklistOption;
  answer: Answered | undefined;
}): JSX.Element {
  const desk = useDesk();
  const [note, setNote] = createSignal(props.answer?.fixed?.note ?? "");
  const fixed = () => props.answer?.fixed;

  function keep(next: Answered["fixed"]): void {
    if (props.answer) desk.answer(props.item.id, { ...props.answer, fixed: next });
  }

  return (
    <Show when={canBeFixed(props.item, props.option)}>
      <div class="visit-fixed">
        <Button
          kind={fixed() ? "ok" : "quiet"}
          icon={fixed() ? "circle-tick" : undefined}
          pressed={fixed() !== undefined}
          onClick={() => keep(fixed() ? undefined : { note: note().trim(), at: nowText() })}
        >
          {t("fixedAsk")}
        </Button>
        <Show when={fixed()}>
          {(fixed) => (
            <Field
              label={t("fixedNote")}
              hint={t("fixedNoteHint")}
              value={note()}
              maxLength={100}
              onInput={(text) => {
                setNote(text);
                if (text.trim() !== fixed().note) keep({ ...fixed(), note: text.trim() });
              }}
            />
          )}
        </Show>
      </div>
    </Show>
  );
}

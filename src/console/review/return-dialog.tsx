import { createEffect, createSignal, type JSX, on } from "solid-js";
import { type ReturnReason, returnReasons } from "../../domain/visit.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceChips } from "../../ui/choice-chips.tsx";
import { Field } from "../../ui/field.tsx";
import { useConsole } from "../console-context.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { term } from "../parts/terms.ts";
import type { Looked } from "./decisions.ts";
import { returnDrafts } from "./return-drafts.ts";
import { t } from "./words.ts";

/** Asks what is missing and what to tell the patroller. A reason is needed; 其他原因 needs words too. */
export function ReturnDialog(props: {
  /** The visit and revision being returned, as they were when it was opened; null = closed. */
  looked: Looked | null;
  onClose: () => void;
  onSend: (looked: Looked, reason: ReturnReason, note: string) => void;
}): JSX.Element {
  const { me } = useConsole();
  const [reason, setReason] = createSignal<ReturnReason | null>(null);
  const [note, setNote] = createSignal("");
  const [tried, setTried] = createSignal(false);
  let form: HTMLFormElement | undefined;

  createEffect(
    on(
      () => props.looked?.id,
      (id) => {
        const draft = id ? returnDrafts.of(me.user.id, id) : { reason: null, note: "" };
        setReason(draft.reason);
        setNote(draft.note);
        setTried(false);
      },
    ),
  );

  function keep(part: { reason?: ReturnReason; note?: string }): void {
    if (part.reason !== undefined) setReason(part.reason);
    if (part.note !== undefined) setNote(part.note);
    if (props.looked) returnDrafts.keep(me.user.id, props.looked.id, { reason: reason(), note: note() });
  }

  const needNote = () => reason() === "other" && note().trim() === "";

  function send(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    const looked = props.looked;
    const why = reason();
    if (!looked) return;
    if (!why || needNote()) {
      form?.querySelector<HTMLElement>(why ? "textarea" : "input[type=radio]")?.focus();
      return;
    }
    props.onSend(looked, why, note().trim());
    props.onClose();
  }

  return (
    <Dialog
      open={props.looked !== null}
      onClose={props.onClose}
      title={t("giveBackTitle", { name: props.looked?.name ?? "" })}
    >
      <form ref={form} class="return-form" onSubmit={send} noValidate>
        <ChoiceChips
          legend={t("why")}
          options={returnReasons.map((k) => ({ k, label: term(`return.${k}`) }))}
          value={reason()}
          onChange={(k) => {
            const chosen = returnReasons.find((one) => one === k);
            if (chosen) keep({ reason: chosen });
          }}
          error={tried() && !reason() ? t("needReason") : undefined}
        />
        <Field
          label={t("note")}
          hint={t("noteHint")}
          rows={3}
          maxLength={500}
          value={note()}
          onInput={(text) => keep({ note: text })}
          error={tried() && needNote() ? t("needNote") : undefined}
        />
        <div class="dialog-actions">
          <Button kind="quiet" onClick={props.onClose}>
            {t("cancel")}
          </Button>
          <Button kind="primary" icon="undo" type="submit">
            {t("giveBack")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

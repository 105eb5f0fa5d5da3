import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import type { Hazard } from "../../../domain/hazard.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { Trouble } from "../../api/reply.ts";
import { useConsole } from "../../console-context.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { troubleWords } from "../../parts/trouble-words.ts";
import { t } from "./words.ts";

/** A ticket is closed by a person, with a word about the re-check (§5.3). */
export function CloseHazard(props: {
  hazard: Hazard | null;
  name: string;
  onDone: () => void;
  onCancel: () => void;
}): JSX.Element {
  const { api } = useConsole();
  const [note, setNote] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);
  let form: HTMLFormElement | undefined;

  createEffect(
    on(
      () => props.hazard?.id,
      () => {
        setNote("");
        setTried(false);
        setTrouble(null);
      },
    ),
  );

  async function close(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const hazard = props.hazard;
    setTried(true);
    if (!hazard || busy()) return;
    if (!note().trim()) {
      form?.querySelector("textarea")?.focus();
      return;
    }
    setBusy(true);
    const reply = await api.closeHazard(hazard.id, note().trim());
    setBusy(false);
    if (reply.ok) props.onDone();
    else setTrouble(reply.trouble);
  }

  return (
    <Dialog open={props.hazard !== null} onClose={props.onCancel} title={t("closeTitle", { item: props.name })}>
      <form ref={form} class="return-form" onSubmit={close} noValidate>
        <Field
          label={t("closeNote")}
          hint={t("closeHint")}
          rows={3}
          maxLength={500}
          value={note()}
          onInput={setNote}
          error={tried() && !note().trim() ? t("closeNeed") : undefined}
        />
        <Show when={trouble()}>
          {(what) => (
            <Notice kind="critical" icon="octagon">
              {t("closeFailed", { why: troubleWords(what()) })}
            </Notice>
          )}
        </Show>
        <div class="dialog-actions">
          <Button kind="quiet" onClick={props.onCancel}>
            {t("cancel")}
          </Button>
          <Button kind="primary" icon="check" type="submit" busy={busy()}>
            {t("close")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

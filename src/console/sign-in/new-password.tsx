import { createSignal, type JSX, Show } from "solid-js";
import type { Me } from "../../protocol/session.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Trouble } from "../api/reply.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import type { Session } from "../session.ts";
import { DoorPage } from "./door-page.tsx";
import { t } from "./words.ts";

const LEAST = 8;

/** Asked once, after a one-time password; nothing else works before. */
export function NewPassword(props: { session: Session; me: Me }): JSX.Element {
  const [current, setCurrent] = createSignal("");
  const [next, setNext] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);

  const gaps = () => ({
    current: current() ? undefined : t("needPassword"),
    next: next().length >= LEAST ? undefined : t("tooShort"),
    again: again() === next() ? undefined : t("differ"),
  });

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setTried(true);
    if (busy()) return;
    const first = Object.entries(gaps()).find(([, gap]) => gap)?.[0];
    if (first) {
      form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
      return;
    }
    setBusy(true);
    const reply = await props.session.changePassword(current(), next());
    setBusy(false);
    if (!reply.ok) setTrouble(reply.trouble);
  }

  return (
    <DoorPage title={t("newTitle")}>
      <p>{t("newWhy", { name: props.me.user.name })}</p>
      <form class="door-form" onSubmit={save} noValidate>
        <Field
          label={t("current")}
          name="current"
          type="password"
          autocomplete="current-password"
          value={current()}
          onInput={setCurrent}
          error={tried() ? gaps().current : undefined}
          autofocus
        />
        <Field
          label={t("next")}
          name="next"
          type="password"
          autocomplete="new-password"
          hint={t("nextHint")}
          value={next()}
          onInput={setNext}
          error={tried() ? gaps().next : undefined}
        />
        <Field
          label={t("again")}
          name="again"
          type="password"
          autocomplete="new-password"
          value={again()}
          onInput={setAgain}
          error={tried() ? gaps().again : undefined}
        />
        <Show when={trouble()}>
          {(what) => (
            <Notice kind="critical" icon="octagon">
              {troubleWords(what())}
            </Notice>
          )}
        </Show>
        <Button kind="primary" type="submit" wide busy={busy()}>
          {t("save")}
        </Button>
        <Button kind="quiet" wide onClick={() => props.session.signOut()}>
          {t("leave")}
        </Button>
      </form>
    </DoorPage>
  );
}

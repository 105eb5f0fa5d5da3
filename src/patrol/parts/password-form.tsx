/** 设新密码: once after the password that was handed out, and at any time from 我的. */
import { createSignal, type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { createWords } from "../../ui/words.ts";
import { patrolApi } from "../worker-client.ts";
import "./form.css";
import { PasswordField } from "./password-field.tsx";
import { troubleWords } from "./trouble-words.ts";

const t = createWords({
  zh: {
    current: "现在的密码",
    next: "新密码",
    nextHint: "至少 8 位，别用生日、12345678 这样的。",
    again: "新密码再写一遍",
    save: "换成新密码",
    needCurrent: "请填现在的密码",
    tooShort: "新密码至少 8 位",
    differ: "两遍写的不一样",
  },
  en: {
    current: "Password now",
    next: "New password",
    nextHint: "At least 8 characters, no birthday, not 12345678.",
    again: "New password again",
    save: "Change password",
    needCurrent: "Enter your password now",
    tooShort: "At least 8 characters",
    differ: "The two are not the same",
  },
});

type Errors = { current?: string; next?: string; again?: string };

export function PasswordForm(props: {
  /** Known because it was just typed to sign in; then it is not asked for again. */
  current?: string;
  onDone: () => void;
}): JSX.Element {
  const [current, setCurrent] = createSignal("");
  const [next, setNext] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [errors, setErrors] = createSignal<Errors>({});
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  let form: HTMLFormElement | undefined;

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wrong: Errors = {};
    const now = props.current ?? current();
    if (now === "") wrong.current = t("needCurrent");
    if (next().length < 8) wrong.next = t("tooShort");
    else if (next() !== again()) wrong.again = t("differ");
    setErrors(wrong);
    setTrouble(null);
    if (Object.keys(wrong).length > 0) {
      form?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    setBusy(true);
    const answer = await patrolApi().changePassword(now, next());
    setBusy(false);
    if (answer.ok) props.onDone();
    else setTrouble(troubleWords(answer.trouble));
  };

  return (
    <form class="form" ref={form} onSubmit={(event) => void save(event)} novalidate>
      <Show when={trouble()}>
        {(words) => (
          <Notice kind="critical" icon="octagon">
            {words()}
          </Notice>
        )}
      </Show>
      <Show when={props.current === undefined}>
        <PasswordField
          label={t("current")}
          autocomplete="current-password"
          value={current()}
          onInput={setCurrent}
          error={errors().current}
        />
      </Show>
      <PasswordField
        label={t("next")}
        autocomplete="new-password"
        value={next()}
        onInput={setNext}
        hint={t("nextHint")}
        error={errors().next}
      />
      <PasswordField
        label={t("again")}
        autocomplete="new-password"
        value={again()}
        onInput={setAgain}
        error={errors().again}
      />
      <Button kind="primary" type="submit" wide busy={busy()}>
        {t("save")}
      </Button>
    </form>
  );
}

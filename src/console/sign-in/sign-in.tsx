import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Trouble } from "../api/reply.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import type { Session } from "../session.ts";
import { DoorPage } from "./door-page.tsx";
import { t } from "./words.ts";

export function SignIn(props: { session: Session; expired: boolean; login: string }): JSX.Element {
  const [login, setLogin] = createSignal(props.login);
  const [password, setPassword] = createSignal("");
  const [shown, setShown] = createSignal(false);
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);
  const wait = createCountdown();

  async function enter(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setTried(true);
    if (busy() || wait.left() > 0) return;
    if (!login().trim() || !password()) {
      form.querySelector<HTMLInputElement>(login().trim() ? "[name=password]" : "[name=login]")?.focus();
      return;
    }
    setBusy(true);
    const reply = await props.session.signIn(login().trim(), password());
    setBusy(false);
    if (reply.ok) return;
    setTrouble(reply.trouble);
    if (reply.trouble.word === "refused" && reply.trouble.retryAfterS) wait.start(reply.trouble.retryAfterS);
    form.querySelector<HTMLInputElement>("[name=password]")?.select();
  }

  return (
    <DoorPage title={t("title")}>
      <Show when={props.expired && !trouble()}>
        <Notice kind="attention">{t("expired")}</Notice>
      </Show>
      <form class="door-form" onSubmit={enter} noValidate>
        <Field
          label={t("login")}
          name="login"
          autocomplete="username"
          value={login()}
          onInput={setLogin}
          autofocus={!props.login}
          maxLength={64}
          error={tried() && !login().trim() ? t("needLogin") : undefined}
        />
        <Field
          label={t("password")}
          name="password"
          type={shown() ? "text" : "password"}
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          maxLength={200}
          error={tried() && !password() ? t("needPassword") : undefined}
        />
        <label class="door-check">
          <input type="checkbox" checked={shown()} onChange={(event) => setShown(event.currentTarget.checked)} />
          <span>{t("show")}</span>
        </label>
        <Show when={trouble()}>
          {(what) => (
            <Notice kind="critical" icon="octagon">
              {wait.left() > 0 ? t("wait", { n: wait.left() }) : signInWords(what())}
            </Notice>
          )}
        </Show>
        <Button kind="primary" type="submit" wide busy={busy()} disabled={wait.left() > 0}>
          {t("enter")}
        </Button>
      </form>
    </DoorPage>
  );
}

/** A patroller's account is right, only the door is wrong. */
function signInWords(trouble: Trouble): string {
  return trouble.word === "refused" && trouble.code === "session.wrong-role" ? t("phoneUse") : troubleWords(trouble);
}

/** Seconds still to wait, counting down to 0. */
function createCountdown() {
  const [left, setLeft] = createSignal(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  onCleanup(() => clearInterval(timer));
  return {
    left,
    start: (seconds: number) => {
      setLeft(Math.ceil(seconds));
      clearInterval(timer);
      timer = setInterval(() => {
        setLeft((n) => Math.max(0, n - 1));
        if (left() === 0) clearInterval(timer);
      }, 1000);
    },
  };
}

/** 登录, and 设新密码 after the first time. Needs a network; everything else does not. */
import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { LampBuilding } from "../../ui/lamps.tsx";
import { Notice } from "../../ui/notice.tsx";
import "../parts/form.css";
import { ActionBar } from "../parts/action-bar.tsx";
import { LookButtons } from "../parts/look-buttons.tsx";
import { PasswordField } from "../parts/password-field.tsx";
import { PasswordForm } from "../parts/password-form.tsx";
import { Screen } from "../parts/screen.tsx";
import { askStart, start } from "../parts/session.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { patrolApi } from "../worker-client.ts";
import "./screen.css";
import { t } from "./words.ts";

export function SignInScreen(): JSX.Element {
  // Only to spare the patroller from typing the handed-out password twice; gone with this screen.
  const [typed, setTyped] = createSignal<string | undefined>();
  const changing = (): string | null => {
    const me = start()?.me;
    return me?.mustChangePassword ? me.user.name : null;
  };
  return (
    <Show when={changing()} fallback={<SignIn onTyped={setTyped} />}>
      {(name) => (
        <Screen title={t("newTitle")} context={t("newContext", { name: name() })} bar={<ActionBar>{null}</ActionBar>}>
          <PasswordForm
            {...(typed() === undefined ? {} : { current: typed() as string })}
            onDone={() => void askStart()}
          />
        </Screen>
      )}
    </Show>
  );
}

function SignIn(props: { onTyped: (password: string) => void }): JSX.Element {
  const navigate = useNavigate();
  const [login, setLogin] = createSignal(start()?.me?.user.login ?? "");
  const [password, setPassword] = createSignal("");
  const [missing, setMissing] = createSignal<{ login?: string; password?: string }>({});
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const again = (): boolean => Boolean(start()?.signedOut && start()?.me);
  const waiting = (): number => start()?.sync.waiting ?? 0;
  let form: HTMLFormElement | undefined;

  const signIn = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wrong = {
      ...(login().trim() === "" ? { login: t("needLogin") } : {}),
      ...(password() === "" ? { password: t("needPassword") } : {}),
    };
    setMissing(wrong);
    setTrouble(null);
    if (Object.keys(wrong).length > 0) {
      form?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    setBusy(true);
    // Before the answer: with it this form may be gone already.
    props.onTyped(password());
    const answer = await patrolApi().signIn(login().trim(), password());
    setBusy(false);
    if (!answer.ok) {
      setTrouble(troubleWords(answer.trouble));
      return;
    }
    await askStart();
  };

  return (
    <Screen
      title={t("title")}
      context={t("context")}
      right={<LookButtons />}
      bar={
        <ActionBar>
          <Show when={again()}>
            <Button kind="quiet" onClick={() => navigate("/")}>
              {t("notNow")}
            </Button>
          </Show>
          <Button kind="primary" type="submit" form="sign-in" busy={busy()}>
            {t("signIn")}
          </Button>
        </ActionBar>
      }
    >
      <Show when={again()} fallback={<Welcome />}>
        <Notice kind="attention" icon="user">
          {waiting() > 0 ? t("againCount", { n: waiting() }) : t("again")}
        </Notice>
      </Show>
      <form class="form" id="sign-in" ref={form} onSubmit={(event) => void signIn(event)} novalidate>
        <Show when={trouble()}>
          {(words) => (
            <Notice kind="critical" icon="octagon">
              {words()}
            </Notice>
          )}
        </Show>
        <Field
          label={t("login")}
          name="username"
          autocomplete="username"
          value={login()}
          onInput={setLogin}
          error={missing().login}
          maxLength={64}
        />
        <PasswordField
          label={t("password")}
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          error={missing().password}
        />
      </form>
    </Screen>
  );
}

function Welcome(): JSX.Element {
  return (
    <div class="welcome">
      <span aria-hidden="true">
        <LampBuilding lit={7} total={12} label="" />
      </span>
      <p class="ui-label">{t("once")}</p>
    </div>
  );
}

/** A password that can be shown, pasted and filled in by a password manager. */
import { createSignal, type JSX } from "solid-js";
import { IconButton } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { createWords } from "../../ui/words.ts";

const t = createWords({ zh: { show: "看密码", hide: "藏密码" }, en: { show: "Show password", hide: "Hide password" } });

export function PasswordField(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  autocomplete: "current-password" | "new-password";
  hint?: string | undefined;
  error?: string | undefined;
}): JSX.Element {
  const [shown, setShown] = createSignal(false);
  return (
    <Field
      label={props.label}
      type={shown() ? "text" : "password"}
      value={props.value}
      onInput={props.onInput}
      autocomplete={props.autocomplete}
      hint={props.hint}
      error={props.error}
      maxLength={200}
      end={
        <IconButton
          icon={shown() ? "eye-off" : "eye"}
          label={shown() ? t("hide") : t("show")}
          onClick={() => setShown(!shown())}
        />
      }
    />
  );
}

/** A labelled input. What is wrong is said at the field, in words, and read with it. */
import { createUniqueId, type JSX, Show } from "solid-js";
import "./field.css";
import { Icon } from "./icon.tsx";

export function Field(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "password" | "search" | "tel" | "month" | "date";
  inputMode?: "text" | "numeric" | "decimal" | "tel" | "search";
  autocomplete?: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Unit after the value: mmHg, kg. */
  unit?: string;
  rows?: number;
  required?: boolean;
  maxLength?: number;
  autofocus?: boolean;
  name?: string;
  /** To the right of the input: show the password, clear. */
  end?: JSX.Element;
  onBlur?: () => void;
}): JSX.Element {
  const id = createUniqueId();
  const described = (): string | undefined =>
    [props.error ? `${id}-error` : "", props.hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div class="ui-field" classList={{ "has-error": Boolean(props.error) }}>
      <label for={id}>{props.label}</label>
      <Show when={props.hint}>
        <p id={`${id}-hint`} class="ui-label">
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p id={`${id}-error`} class="ui-field-error">
          <Icon name="octagon" />
          <span>{props.error}</span>
        </p>
      </Show>
      <div class="ui-field-row">
        {props.rows === undefined ? (
          <input
            id={id}
            name={props.name}
            type={props.type ?? "text"}
            inputmode={props.inputMode}
            autocomplete={props.autocomplete ?? "off"}
            autocapitalize="off"
            spellcheck={false}
            maxlength={props.maxLength}
            required={props.required}
            autofocus={props.autofocus}
            value={props.value}
            aria-invalid={props.error ? "true" : undefined}
            aria-describedby={described()}
            onInput={(event) => props.onInput(event.currentTarget.value)}
            onBlur={() => props.onBlur?.()}
          />
        ) : (
          <textarea
            id={id}
            name={props.name}
            rows={props.rows}
            maxlength={props.maxLength}
            value={props.value}
            aria-invalid={props.error ? "true" : undefined}
            aria-describedby={described()}
            onInput={(event) => props.onInput(event.currentTarget.value)}
            onBlur={() => props.onBlur?.()}
          />
        )}
        <Show when={props.unit}>
          <span class="ui-field-unit">{props.unit}</span>
        </Show>
        {props.end}
      </div>
    </div>
  );
}

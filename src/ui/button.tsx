/** A button, or with `href` a link that looks like one (`tel:` above all). Verb first, 2–6 characters. */
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import "./button.css";
import { Icon, type IconName } from "./icon.tsx";
import { uiWords } from "./ui-words.ts";

export type ButtonKind = "primary" | "outline" | "quiet" | "danger" | "ok";

export function Button(props: {
  kind?: ButtonKind;
  icon?: IconName | undefined;
  /** After the words. */
  iconEnd?: IconName | undefined;
  /** Pressed and working: cannot be pressed again, says so. */
  busy?: boolean | undefined;
  disabled?: boolean | undefined;
  type?: "button" | "submit";
  /** Id of the form this button sends, when it stands outside of it. */
  form?: string;
  href?: string;
  /** Takes what width there is. */
  wide?: boolean;
  pressed?: boolean | undefined;
  label?: string;
  describedBy?: string;
  autofocus?: boolean;
  onClick?: (event: MouseEvent) => void;
  children: JSX.Element;
}): JSX.Element {
  const off = (): boolean => Boolean(props.disabled || props.busy);
  return (
    <Dynamic
      component={props.href === undefined ? "button" : "a"}
      class={`ui-button ui-button-${props.kind ?? "outline"} ${props.wide ? "ui-button-wide" : ""}`}
      {...(props.href === undefined
        ? { type: props.type ?? "button", disabled: off(), "aria-pressed": props.pressed, form: props.form }
        : { href: props.href })}
      aria-busy={props.busy ? "true" : undefined}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      autofocus={props.autofocus}
      onClick={(event: MouseEvent) => props.onClick?.(event)}
    >
      <Show when={props.icon}>{(icon) => <Icon name={icon()} />}</Show>
      <span>{props.children}</span>
      <Show when={props.iconEnd}>{(icon) => <Icon name={icon()} />}</Show>
      <Show when={props.busy}>
        <span class="ui-button-busy" role="status">
          <span class="ui-hidden">{uiWords("busy")}</span>
        </span>
      </Show>
    </Dynamic>
  );
}

/** An icon alone: only back, search, locate and sun mode may stand without words, and each needs its name. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  pressed?: boolean | undefined;
  disabled?: boolean;
  onClick: (event: MouseEvent) => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="ui-icon-button"
      aria-label={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={(event) => props.onClick(event)}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** A message in the page: what happened, is my work safe, one button. `critical` interrupts a screen reader. */
import { type JSX, Show } from "solid-js";
import { Icon, type IconName } from "./icon.tsx";
import "./notice.css";

export type NoticeKind = "info" | "grey" | "attention" | "critical" | "ok";

export function Notice(props: {
  kind?: NoticeKind;
  icon?: IconName;
  title?: JSX.Element;
  children?: JSX.Element;
  /** One or two buttons below the words. */
  actions?: JSX.Element;
}): JSX.Element {
  return (
    <div class={`ui-notice ui-notice-${props.kind ?? "info"}`} role={props.kind === "critical" ? "alert" : "status"}>
      <Show when={props.icon}>{(icon) => <Icon name={icon()} />}</Show>
      <div class="ui-notice-words">
        <Show when={props.title}>
          <p class="ui-notice-title">{props.title}</p>
        </Show>
        <Show when={props.children}>
          <div>{props.children}</div>
        </Show>
      </div>
      <Show when={props.actions}>
        <div class="ui-notice-actions">{props.actions}</div>
      </Show>
    </div>
  );
}

/** A small label with an optional icon. */
import { type JSX, Show } from "solid-js";
import { Icon, type IconName } from "./icon.tsx";
import "./tag.css";

export function Tag(props: {
  tone?: "soft" | "primary" | "late" | "needs" | "ok";
  icon?: IconName;
  children: JSX.Element;
}): JSX.Element {
  return (
    <span class={`ui-tag ui-tag-${props.tone ?? "soft"}`}>
      <Show when={props.icon}>{(icon) => <Icon name={icon()} />}</Show>
      <span>{props.children}</span>
    </span>
  );
}

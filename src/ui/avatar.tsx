/** The first character of a name in a circle; the name itself stands beside it. */
import type { JSX } from "solid-js";
import "./avatar.css";

export function Avatar(props: { name: string; size?: "m" | "l" }): JSX.Element {
  return (
    <span class={`ui-avatar ${props.size === "l" ? "ui-avatar-l" : ""}`} aria-hidden="true">
      {Array.from(props.name)[0] ?? ""}
    </span>
  );
}

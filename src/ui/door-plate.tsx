/** The address as a blue enamel plate: the one strong blue object on a card. */
import { For, type JSX } from "solid-js";
import "./door-plate.css";

export function DoorPlate(props: { text: string; size?: "s" | "l" }): JSX.Element {
  return (
    <span class={`ui-plate ${props.size === "l" ? "ui-plate-l" : ""}`}>
      <span>
        <For each={props.text.split(" ")}>
          {(part, n) => (
            <>
              {n() > 0 ? " " : ""}
              <span class="ui-keep">{part}</span>
            </>
          )}
        </For>
      </span>
    </span>
  );
}

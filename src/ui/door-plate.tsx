/** The address as a blue enamel plate: the one strong blue object on a card. */
import type { JSX } from "solid-js";
import "./door-plate.css";

export function DoorPlate(props: { text: string; size?: "s" | "l" }): JSX.Element {
  return <span class={`ui-plate ${props.size === "l" ? "ui-plate-l" : ""}`}>{props.text}</span>;
}

/** A card on the page. `needs` draws the border of something a person has to look at. */
import type { JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import "./card.css";

export function Card(props: {
  as?: "div" | "section" | "article" | "li";
  needs?: boolean | undefined;
  class?: string;
  labelledBy?: string;
  children: JSX.Element;
}): JSX.Element {
  return (
    <Dynamic
      component={props.as ?? "div"}
      class={`ui-card ${props.needs ? "ui-card-needs" : ""} ${props.class ?? ""}`}
      aria-labelledby={props.labelledBy}
    >
      {props.children}
    </Dynamic>
  );
}

/** How bad: shape, word and weight of the fill change together with the colour. */
import type { JSX } from "solid-js";
import { Icon, type IconName } from "./icon.tsx";
import "./tag.css";
import "./severity.css";

export type SeverityName = "none" | "low" | "medium" | "high" | "critical";

const marks: Record<SeverityName, IconName> = {
  none: "circle-tick",
  low: "circle-minus",
  medium: "diamond",
  high: "triangle",
  critical: "octagon",
};

/** The mark alone, for beside a text that already says the word. */
export function SeverityMark(props: { severity: SeverityName }): JSX.Element {
  return <Icon name={marks[props.severity]} class={`ui-mark-${props.severity}`} />;
}

export function SeverityTag(props: { severity: SeverityName; word: string }): JSX.Element {
  return (
    <span class={`ui-tag ui-severity-${props.severity}`}>
      <Icon name={marks[props.severity]} />
      <span>{props.word}</span>
    </span>
  );
}

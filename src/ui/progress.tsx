/** How far along: a bar, with its figure in words beside it. */
import type { JSX } from "solid-js";
import "./progress.css";

export function Progress(props: {
  value: number;
  /** 0 or null: not known; the bar is drawn empty and read as busy. */
  max: number | null;
  label: string;
}): JSX.Element {
  const share = (): number => (props.max ? Math.min(1, Math.max(0, props.value / props.max)) : 0);
  return (
    <div
      class="ui-progress"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin="0"
      aria-valuemax={props.max ?? undefined}
      aria-valuenow={props.max ? props.value : undefined}
    >
      <span style={{ width: `${Math.round(share() * 1000) / 10}%` }} />
    </div>
  );
}

/** One icon of the set. Decoration for readers of the screen only: the words beside it carry the meaning. */
import { type JSX, Show } from "solid-js";
import "./icon.css";
import { type IconName, type IconShape, iconPaths } from "./icon-paths.ts";

export type { IconName };

export function Icon(props: { name: IconName; class?: string }): JSX.Element {
  const shape = (): IconShape => iconPaths[props.name];
  return (
    <svg class={`ui-icon ${props.class ?? ""}`} viewBox="0 0 24 24" aria-hidden="true">
      <Show when={shape().stroke}>
        {(path) => <path class={shape().dashed ? "ui-icon-stroke ui-icon-dashed" : "ui-icon-stroke"} d={path()} />}
      </Show>
      <Show when={shape().dashed}>
        <path class="ui-icon-stroke" d="M12 7.5V12l2.5 2" />
      </Show>
      <Show when={shape().fill}>{(path) => <path class="ui-icon-fill" d={path()} />}</Show>
    </svg>
  );
}

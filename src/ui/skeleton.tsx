/** Grey shapes where content will be; shown only after 300 ms, with words for those who cannot see them. */
import { For, type JSX } from "solid-js";
import "./skeleton.css";

export function Skeleton(props: { label: string; cards?: number }): JSX.Element {
  return (
    <div role="status" class="ui-skeletons">
      <span class="ui-hidden">{props.label}</span>
      <For each={Array.from({ length: props.cards ?? 3 })}>
        {() => (
          <div class="ui-card ui-skeleton" aria-hidden="true">
            <span class="ui-skeleton-face" />
            <span class="ui-skeleton-lines">
              <span />
              <span />
              <span />
            </span>
          </div>
        )}
      </For>
    </div>
  );
}

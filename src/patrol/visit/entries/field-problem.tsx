/** What is wrong with a group of fields, in words, at the group. */
import { type JSX, Show } from "solid-js";
import { Icon } from "../../../ui/icon.tsx";

export function FieldProblem(props: { words: string | null }): JSX.Element {
  return (
    <div role="status">
      <Show when={props.words}>
        {(words) => (
          <p class="ui-field-error">
            <Icon name="octagon" />
            <span>{words()}</span>
          </p>
        )}
      </Show>
    </div>
  );
}

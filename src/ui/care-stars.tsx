/** Care level: always five stars with n filled and a word; on a list one star and the word. More stars mean more care. */
import { For, type JSX, Show } from "solid-js";
import "./care-stars.css";
import { Icon } from "./icon.tsx";
import { Pieces } from "./pieces.tsx";
import { uiWords } from "./ui-words.ts";

export function CareStars(props: {
  /** How many stars are filled, 1–5. */
  level: number;
  word: string;
  /** One star and the word, for lists. */
  compact?: boolean;
  change?: "raised" | "lowered" | undefined;
}): JSX.Element {
  return (
    <span class="ui-stars">
      <Show
        when={!props.compact}
        fallback={
          <span class="ui-stars-row">
            <Icon name="star" />
          </span>
        }
      >
        <span class="ui-stars-row" role="img" aria-label={uiWords("stars", { n: props.level, word: props.word })}>
          <For each={[1, 2, 3, 4, 5]}>
            {(n) => (
              <Icon name={n <= props.level ? "star" : "star-off"} class={n <= props.level ? "" : "ui-star-off"} />
            )}
          </For>
        </span>
      </Show>
      <span class="ui-stars-word">
        <Pieces text={props.word} />
      </span>
      <Show when={props.change}>
        {(change) => (
          <span class="ui-stars-change">
            <Icon name={change() === "raised" ? "up" : "down"} />
            <span>{uiWords(change())}</span>
          </span>
        )}
      </Show>
    </span>
  );
}

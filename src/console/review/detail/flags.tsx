import { For, type JSX, Show } from "solid-js";
import { Icon } from "../../../ui/icon.tsx";
import { flagQuestion } from "./flag-words.ts";
import { t } from "./words.ts";

/** Questions, never penalties (§2.1): grey, no severity, each ends in a question mark. */
export function Flags(props: { flags: string[] }): JSX.Element {
  return (
    <Show when={props.flags.length > 0}>
      <section class="flags">
        <h3 class="panel-title">
          <Icon name="talk" />
          {t("flags")}
        </h3>
        <ul>
          <For each={props.flags}>{(flag) => <li>{flagQuestion(flag)}</li>}</For>
        </ul>
      </section>
    </Show>
  );
}

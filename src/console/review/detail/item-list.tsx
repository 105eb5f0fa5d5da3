import { For, type JSX, Show } from "solid-js";
import { shortDay } from "../../../ui/format.ts";
import { SeverityMark } from "../../../ui/severity.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { answerWords, itemName, optionWords, valueWords } from "../../parts/answer-words.ts";
import { term } from "../../parts/terms.ts";
import { Diff } from "./dimension-summary.tsx";
import type { ItemLine } from "./what-changed.ts";
import { t } from "./words.ts";

/** Every item of one dimension: answer, figures, note, how it was given, and the answer before it. */
export function ItemList(props: { lines: ItemLine[] }): JSX.Element {
  return (
    <dl class="items">
      <For each={props.lines}>{(line) => <ItemRow line={line} />}</For>
    </dl>
  );
}

function ItemRow(props: { line: ItemLine }): JSX.Element {
  const line = () => props.line;
  const answered = () => {
    const now = line().now;
    return now?.state === "answered" ? now : undefined;
  };
  return (
    <div class="item" classList={{ "is-changed": line().change === "changed" }}>
      <dt>{itemName(line().item, line().code)}</dt>
      <dd>
        <p class="dim-line">
          <Show when={answered()}>
            <SeverityMark severity={line().severity} />
            <span class="ui-hidden">{term(`severity.${line().severity}`)}</span>
          </Show>
          <span>
            <Show
              when={line().change === "changed"}
              fallback={<b class={answered() ? "" : "dim-missing"}>{answerWords(line().item, line().now)}</b>}
            >
              <span class="changed-label">{t("changed")}</span> <Diff line={line()} />
            </Show>
          </span>
          <Show when={valueWords(line().item, answered()?.value)}>{(words) => <span>{words()}</span>}</Show>
          <Show when={answered()?.source === "shortcut"}>
            <Tag>{t("shortcut")}</Tag>
          </Show>
          <Show when={line().owed}>
            <Tag tone="needs">{t("owes")}</Tag>
          </Show>
        </p>
        <Show when={line().raised}>
          <p class="ui-label">{t("together", { severity: term(`severity.${line().severity}`) })}</p>
        </Show>
        <Show when={answered()?.fixed}>
          {(fixed) => <p class="item-fixed">{t("fixed", { note: fixed().note })}</p>}
        </Show>
        <Show when={line().now?.note}>{(note) => <p class="quote">{note()}</p>}</Show>
        <p class="ui-caption">
          <Earlier line={line()} />
        </p>
      </dd>
    </div>
  );
}

function Earlier(props: { line: ItemLine }): JSX.Element {
  const words = () => {
    const { earlier, change, item } = props.line;
    if (!earlier) return t("noEarlier");
    const day = shortDay(earlier.on);
    const value = valueWords(item, earlier.value);
    if (change === "same" && !value) return t("earlierSame", { day });
    return [t("earlier", { day }), optionWords(item, earlier.option, earlier.direction), value]
      .filter(Boolean)
      .join(" ");
  };
  return <>{words()}</>;
}

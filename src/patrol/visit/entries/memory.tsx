/** M04: three questions and three words in our own wording, never the set of last time; only the errors are kept. */
import { For, type JSX } from "solid-js";
import { bandOf } from "../../../domain/band.ts";
import { t } from "../item-words.ts";
import { sayAll } from "../say.ts";
import { BandLine } from "./band-line.tsx";
import { CountChips } from "./count-chips.tsx";
import type { EntryProps } from "./entry-props.ts";

/** Said to the elder in Chinese, whatever language the screen is in (§2.9). */
const wordSets = [
  ["雨伞", "西瓜", "火车"],
  ["毛巾", "公鸡", "电话"],
  ["板凳", "月亮", "豆腐"],
  ["剪刀", "棉花", "自行车"],
] as const;

export function MemoryEntry(props: EntryProps): JSX.Element {
  const wordSet = (): number => {
    if (props.answer?.value?.wordSet !== undefined) return props.answer.value.wordSet;
    const before = props.last?.value?.wordSet;
    return before === undefined ? 0 : (before + 1) % wordSets.length;
  };

  function give(errors: number): void {
    const value = { errors, wordSet: wordSet() };
    const option = bandOf(props.item, value, { age: props.age });
    props.give(option === null ? null : { option, source: "value", value });
  }

  return (
    <>
      <ol class="visit-ask-list">
        <For each={["memory1", "memory2", "memory3"] as const}>{(key) => <li>{t(key)}</li>}</For>
        <li>{t("memoryWords", { words: sayAll(wordSets[wordSet()] ?? wordSets[0]) })}</li>
      </ol>
      <p class="ui-label">{t("errorsHint")}</p>
      <CountChips legend={t("errors")} most={6} value={props.answer?.value?.errors} onChoose={give} />
      <BandLine item={props.item} option={props.answer?.option} />
    </>
  );
}

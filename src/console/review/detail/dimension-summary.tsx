import { For, type JSX, Show } from "solid-js";
import { shortDay } from "../../../ui/format.ts";
import { SeverityMark } from "../../../ui/severity.tsx";
import { answerWords, itemName, optionWords } from "../../parts/answer-words.ts";
import { term } from "../../parts/terms.ts";
import type { DimensionLines, ItemLine } from "./what-changed.ts";
import { t } from "./words.ts";

/** One dimension in a few lines: changes first, then what else is wrong, then how many are fine, then what is missing. */
export function DimensionSummary(props: { group: DimensionLines }): JSX.Element {
  const lines = () => props.group.lines;
  const changed = () => lines().filter((line) => line.change === "changed");
  const wrong = () => lines().filter((line) => line.severity !== "none" && line.change !== "changed");
  const fine = () =>
    lines().filter((line) => line.now?.state === "answered" && line.severity === "none" && line.change !== "changed");
  const shortcuts = () =>
    fine().filter((line) => line.now?.state === "answered" && line.now.source === "shortcut").length;
  const named = (lines: ItemLine[]) => lines.map((line) => itemName(line.item, line.code)).join(term("list.join"));
  const inState = (state: string) => lines().filter((line) => line.now?.state === state);
  const missing = () =>
    (
      [
        ["blank", lines().filter((line) => line.change === "blank")],
        ["unseen", inState("not_seen")],
        ["refused", inState("refused")],
      ] as const
    ).filter(([, lines]) => lines.length > 0);
  return (
    <>
      <Show when={lines().length === 0}>
        <p class="quiet">{t("carried")}</p>
      </Show>
      <For each={changed()}>{(line) => <ChangedLine line={line} />}</For>
      <For each={wrong()}>
        {(line) => (
          <p class="dim-line">
            <SeverityMark severity={line.severity} />
            <span>
              {itemName(line.item, line.code)}
              {term("list.colon")}
              <b>{answerWords(line.item, line.now)}</b>
            </span>
          </p>
        )}
      </For>
      <For each={props.group.carried}>
        {(line) => (
          <p class="dim-line">
            <SeverityMark severity={line.severity} />
            <span>
              {itemName(line.item, line.code)}
              {term("list.colon")}
              <b>{optionWords(line.item, line.earlier.option, line.earlier.direction)}</b>{" "}
              {t("carriedFrom", { day: shortDay(line.earlier.on) })}
            </span>
          </p>
        )}
      </For>
      <Show when={fine().length > 0}>
        <p class="quiet">
          {t(fine().length === lines().length ? "allNormal" : "othersNormal", { n: fine().length })}
          <Show when={shortcuts() > 0}> · {t("byShortcut", { n: shortcuts() })}</Show>
        </p>
      </Show>
      <For each={missing()}>{([kind, lines]) => <p class="dim-missing">{t(kind, { items: named(lines) })}</p>}</For>
    </>
  );
}

/** 有变化 · item: ~~before~~ **now**, readable without seeing the strike. */
function ChangedLine(props: { line: ItemLine }): JSX.Element {
  return (
    <p class="dim-line">
      <span class="changed-label">{t("changed")}</span>
      <span>
        {itemName(props.line.item, props.line.code)}
        {term("list.colon")}
        <Diff line={props.line} />
      </span>
    </p>
  );
}

export function Diff(props: { line: ItemLine }): JSX.Element {
  return (
    <>
      <Show when={props.line.earlier}>
        {(earlier) => (
          <del>
            <span class="ui-hidden">{t("fromWord")} </span>
            {optionWords(props.line.item, earlier().option, earlier().direction)}
          </del>
        )}
      </Show>{" "}
      <ins>
        <span class="ui-hidden">{t("toWord")} </span>
        {answerWords(props.line.item, props.line.now)}
      </ins>
    </>
  );
}

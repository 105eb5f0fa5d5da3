import { For, type JSX, Show } from "solid-js";
import { cardOf, itemOf } from "../../../domain/checklist.ts";
import type { CardUse, Visit } from "../../../domain/visit.ts";
import { clockTime } from "../../../ui/format.ts";
import { language } from "../../../ui/settings.ts";
import { itemName } from "../../parts/answer-words.ts";
import { t } from "./words.ts";

/** Which action cards were opened, for which item, and what was done from them. */
export function ActionCards(props: { visit: Visit }): JSX.Element {
  const cards = () => props.visit.record.cards;
  const did = (use: CardUse) =>
    [
      t("opened", { time: clockTime(use.openedAt) }),
      ...(use.toldAt ? [t("told", { time: clockTime(use.toldAt) })] : []),
      ...(use.stoppedAt ? [t("stopped", { time: clockTime(use.stoppedAt) })] : []),
    ].join(" · ");
  return (
    <Show when={cards().length > 0}>
      <section>
        <h3 class="panel-title">{t("cards")}</h3>
        <ul class="plain-list">
          <For each={cards()}>
            {(use) => (
              <li>
                <b>{cardOf(use.card)?.[language()] ?? use.card}</b>
                <Show when={itemOf(props.visit.record.ruleset, use.item)}>
                  {(item) => <span class="quiet"> · {itemName(item(), use.item)}</span>}
                </Show>
                <p class="ui-label">{did(use)}</p>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

/** The action cards this visit opened, and whether the supervisor was told. */
import { For, type JSX, Show } from "solid-js";
import { cardOf } from "../../domain/checklist.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { clockTime } from "../../ui/format.ts";
import { nowText } from "../parts/session.ts";
import { useDesk } from "./desk.ts";
import { say } from "./say.ts";
import { t } from "./summary-words.ts";

export function CardsUsed(): JSX.Element {
  const desk = useDesk();
  return (
    <Show when={desk.draft().cards.length > 0}>
      <Card as="section" class="summary-card">
        <h2 class="ui-title-3">{t("cards")}</h2>
        <ul class="summary-list">
          <For each={desk.draft().cards}>
            {(use) => (
              <li>
                <div class="summary-words">
                  <Show when={cardOf(use.card)}>{(card) => <b>{say(card())}</b>}</Show>
                  <p class="ui-label">{use.toldAt ? t("told", { time: clockTime(use.toldAt) }) : t("notTold")}</p>
                </div>
                <Show when={!use.toldAt}>
                  <div class="summary-end">
                    <Button kind="outline" onClick={() => desk.useCard(use, { toldAt: nowText() })}>
                      {t("tellNow")}
                    </Button>
                  </div>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}

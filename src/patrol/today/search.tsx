/** 找老人: by name, pinyin, plate or phone, over what is on this phone. */
import { createSignal, For, type JSX, Show } from "solid-js";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { createLive } from "../../ui/live.ts";
import type { TodayCard } from "../../worker/api.ts";
import { onChange, patrolApi } from "../worker-client.ts";
import { ElderCard } from "./elder-card.tsx";
import { t } from "./words.ts";

export function Search(): JSX.Element {
  const [text, setText] = createSignal("");
  const found = createLive<{ text: string; cards: TodayCard[] }>(
    async () => {
      const asked = text().trim();
      return { text: asked, cards: asked === "" ? [] : await patrolApi().search(asked) };
    },
    { key: "elderId" },
  );
  onChange(["today"], found.refresh);
  return (
    <search class="today-search">
      <Field
        label={t("searchLabel")}
        type="search"
        inputMode="search"
        value={text()}
        onInput={setText}
        autofocus
        maxLength={40}
      />
      <Show when={found.value()?.text}>
        {(asked) => (
          <Show
            when={found.value()?.cards.length}
            fallback={
              <Card class="nothing-found">
                <Icon name="search" />
                <p class="ui-title-3" role="status">
                  {t("notFound", { text: asked() })}
                </p>
                <p class="ui-label">{t("notFoundHint")}</p>
              </Card>
            }
          >
            {(count) => (
              <>
                <p class="ui-label" role="status">
                  {t("found", { n: count() })}
                </p>
                <For each={found.value()?.cards}>{(card) => <ElderCard card={card} />}</For>
              </>
            )}
          </Show>
        )}
      </Show>
    </search>
  );
}

import { For, type JSX, Show } from "solid-js";
import { itemOf } from "../../../domain/checklist.ts";
import type { Visit } from "../../../domain/visit.ts";
import { itemName } from "../../parts/answer-words.ts";
import { term } from "../../parts/terms.ts";
import { t } from "./words.ts";

/** Which photos are owed and why: named, never drawn. */
export function OwedPhotos(props: { visit: Visit }): JSX.Element {
  const owed = () => props.visit.record.photosOwed;
  return (
    <Show when={owed().length > 0}>
      <section>
        <h3 class="panel-title">{t("photos", { n: owed().length })}</h3>
        <ul class="plain-list">
          <For each={owed()}>
            {(photo) => (
              <li>
                <b>{itemName(itemOf(props.visit.record.ruleset, photo.item), photo.item)}</b>
                <span class="quiet"> · {term(`photo.${photo.reason}`)}</span>
              </li>
            )}
          </For>
        </ul>
        <p class="ui-caption">{t("photosWhy")}</p>
      </section>
    </Show>
  );
}

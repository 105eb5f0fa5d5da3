/** Photos the rules ask for and this phone cannot take yet: noted as owed, never in the way. */
import { For, type JSX, Show } from "solid-js";
import { itemOf } from "../../domain/checklist.ts";
import { owedPhotos } from "../../domain/photos.ts";
import { Card } from "../../ui/card.tsx";
import { useDesk } from "./desk.ts";
import { say } from "./say.ts";
import { t } from "./summary-words.ts";

export function PhotosOwed(): JSX.Element {
  const desk = useDesk();
  const owed = () => owedPhotos(desk.elder, desk.draft());
  return (
    <Show when={owed().length > 0}>
      <Card as="section" class="summary-card">
        <h2 class="ui-title-3">{t("photos", { n: owed().length })}</h2>
        <p class="ui-label">{t("photosWhy")}</p>
        <ul class="summary-plain">
          <For each={owed()}>
            {(photo) => (
              <Show when={itemOf(desk.rules, photo.item)}>
                {(item) => (
                  <li>
                    {say(item())} <span class="ui-label">{t(`photo_${photo.reason}`)}</span>
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}

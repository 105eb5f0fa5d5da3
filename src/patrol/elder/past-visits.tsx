/** The last visits by the five dimensions: a real table, which becomes a list when the text is large. */
import { For, type JSX, Show } from "solid-js";
import type { Community } from "../../domain/community.ts";
import type { VisitBrief } from "../../domain/elder.ts";
import { dimensions } from "../../domain/scales.ts";
import { Card } from "../../ui/card.tsx";
import { daysAgo, shortDay } from "../../ui/format.ts";
import { starWord } from "../parts/care-words.ts";
import { starsOf } from "../parts/session.ts";
import { t } from "./words.ts";

export function PastVisits(props: { visits: readonly VisitBrief[]; today: string; community: Community }): JSX.Element {
  return (
    <Card as="section" labelledBy="elder-visits">
      <div class="elder-visits-head">
        <h2 id="elder-visits" class="ui-title-3">
          {t("visits")}
        </h2>
        <Show when={props.visits[0]}>
          {(last) => (
            <span class="ui-label">
              {shortDay(last().on)} · {daysAgo(last().on, props.today)}
            </span>
          )}
        </Show>
      </div>
      <Show when={props.visits.length > 0} fallback={<p class="ui-label">{t("noVisits")}</p>}>
        <table class="elder-visits">
          <caption class="ui-caption">{t("visitsCaption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("day")}</th>
              <For each={dimensions}>{(dim) => <th scope="col">{t(dim)}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={props.visits}>
              {(visit) => (
                <tr>
                  <th scope="row">
                    {shortDay(visit.on)}
                    <Show when={visit.level}>
                      {(level) => <span class="elder-visit-more">{starWord(starsOf(level(), props.community))}</span>}
                    </Show>
                    <Show when={visit.state === "submitted"}>
                      <span class="elder-visit-more">{t("submitted")}</span>
                    </Show>
                  </th>
                  <Show when={visit.dims} fallback={<td colspan="5">{t("stop")}</td>}>
                    {(dims) => <For each={dimensions}>{(dim) => <td data-name={t(dim)}>{dims()[dim]}</td>}</For>}
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </Card>
  );
}

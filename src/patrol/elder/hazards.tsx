/** Open hazards of this home, worst first as they came: what, since when, when to look again. */
import { For, type JSX, Show } from "solid-js";
import { dayOf } from "../../domain/calendar.ts";
import { CURRENT_RULESET, itemOf } from "../../domain/checklist.ts";
import type { OpenHazard } from "../../domain/elder.ts";
import { severityRank } from "../../domain/scales.ts";
import { Card } from "../../ui/card.tsx";
import { shortDay } from "../../ui/format.ts";
import { Pieces } from "../../ui/pieces.tsx";
import { language } from "../../ui/settings.ts";
import { SeverityTag } from "../../ui/severity.tsx";
import { p } from "../parts/part-words.ts";
import { t } from "./words.ts";

export function Hazards(props: { open: readonly OpenHazard[]; today: string }): JSX.Element {
  const worstFirst = (): OpenHazard[] =>
    [...props.open].sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
  return (
    <Show when={props.open.length > 0}>
      <Card as="section" labelledBy="elder-hazards">
        <h2 id="elder-hazards" class="ui-title-3">
          {t("hazards", { n: props.open.length })}
        </h2>
        <ul class="elder-rows">
          <For each={worstFirst()}>
            {(hazard) => (
              <li class="elder-hazard">
                <SeverityTag severity={hazard.severity} word={p(hazard.severity)} />
                <b>{itemWords(hazard)}</b>
                <span class="ui-label">
                  <Pieces text={`${t("foundOn", { day: shortDay(hazard.foundOn) })} · ${next(hazard, props.today)}`} />
                </span>
              </li>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}

function itemWords(hazard: OpenHazard): string {
  return [hazard.item, ...(hazard.joined ?? [])]
    .map((code) => itemOf(CURRENT_RULESET, code)?.[language()] ?? code)
    .join(language() === "zh" ? "、" : ", ");
}

function next(hazard: OpenHazard, today: string): string {
  if (!hazard.recheckBy) return hazard.state === "fixed_on_site" ? t("fixed") : t("recheckToday");
  const by = dayOf(hazard.recheckBy);
  if (by < today) return t("recheckLate");
  return by === today ? t("recheckToday") : t("recheck", { day: shortDay(by) });
}

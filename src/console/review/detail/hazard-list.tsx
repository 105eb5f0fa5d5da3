import { createSignal, For, type JSX, Show } from "solid-js";
import { itemOf } from "../../../domain/checklist.ts";
import type { Hazard } from "../../../domain/hazard.ts";
import type { VisitDetail } from "../../../protocol/console.ts";
import { Button } from "../../../ui/button.tsx";
import { longDay, nearTime } from "../../../ui/format.ts";
import { SeverityTag } from "../../../ui/severity.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { useConsole } from "../../console-context.tsx";
import { answerWords, itemName } from "../../parts/answer-words.ts";
import { term } from "../../parts/terms.ts";
import type { ReviewModel } from "../review-model.ts";
import { CloseHazard } from "./close-hazard.tsx";
import { t } from "./words.ts";

/** Open tickets: found by this visit, then those from before with what this visit says about them. */
export function HazardList(props: { detail: VisitDetail; review: ReviewModel }): JSX.Element {
  const [closing, setClosing] = createSignal<Hazard | null>(null);
  const today = () => props.detail.hazards.filter((hazard) => hazard.visitId === props.detail.visit.id);
  const before = () => props.detail.hazards.filter((hazard) => hazard.visitId !== props.detail.visit.id);
  return (
    <section>
      <h3 class="panel-title">{t("hazards")}</h3>
      <Show when={props.detail.hazards.length === 0}>
        <p class="quiet">{t("noHazards")}</p>
      </Show>
      <Show when={today().length > 0}>
        <h4 class="ui-label">{t("foundToday")}</h4>
        <ul class="hazards">
          <For each={today()}>{(hazard) => <HazardRow hazard={hazard} detail={props.detail} />}</For>
        </ul>
      </Show>
      <Show when={before().length > 0}>
        <h4 class="ui-label">{t("openBefore")}</h4>
        <ul class="hazards">
          <For each={before()}>
            {(hazard) => <HazardRow hazard={hazard} detail={props.detail} onClose={() => setClosing(hazard)} />}
          </For>
        </ul>
      </Show>
      <CloseHazard
        hazard={closing()}
        name={hazardName(closing(), props.detail)}
        onDone={() => {
          props.review.say(t("closeTitle", { item: hazardName(closing(), props.detail) }));
          setClosing(null);
          /* no await */ props.review.shown.reload();
        }}
        onCancel={() => setClosing(null)}
      />
    </section>
  );
}

function hazardName(hazard: Hazard | null, detail: VisitDetail): string {
  if (!hazard) return "";
  const { ruleset } = detail.visit.record;
  const codes = [hazard.item, ...(hazard.joined ?? []).filter((code) => code !== hazard.item)];
  return codes.map((code) => itemName(itemOf(ruleset, code), code)).join(term("list.join"));
}

/** Today's answer is the mildest one, so the ticket may be closed by re-check (§3.4 “propose closure”). */
function fineToday(hazard: Hazard, detail: VisitDetail): boolean {
  return [hazard.item, ...(hazard.joined ?? [])].every(
    (code) =>
      detail.visit.record.answers[code]?.state === "answered" && detail.visit.result.severities[code] === "none",
  );
}

function HazardRow(props: { hazard: Hazard; detail: VisitDetail; onClose?: () => void }): JSX.Element {
  const { now, today } = useConsole();
  const due = () => (props.hazard.state === "fixed_on_site" ? props.hazard.recheckBy : props.hazard.rectifyBy);
  const item = () => itemOf(props.detail.visit.record.ruleset, props.hazard.item);
  const answer = () => props.detail.visit.record.answers[props.hazard.item] ?? null;
  return (
    <li class="hazard">
      <SeverityTag severity={props.hazard.severity} word={term(`severity.${props.hazard.severity}`)} />
      <div class="hazard-words">
        <p>
          <b>{hazardName(props.hazard, props.detail)}</b>
          <span class="quiet"> · {term(`hazard.${props.hazard.state}`)}</span>
        </p>
        <p class="ui-label">
          {t("foundOn", { day: longDay(props.hazard.foundOn) })}
          <Show when={due()}>
            {(at) => (
              <>
                {" · "}
                {t(props.hazard.state === "fixed_on_site" ? "recheckBy" : "rectifyBy", {
                  time: nearTime(at(), today()),
                })}
                <Show when={at() < now()}>
                  {" "}
                  <Tag tone="late">{t("late")}</Tag>
                </Show>
              </>
            )}
          </Show>
        </p>
        <Show when={props.onClose && answer()}>
          {(given) => <p>{t("nowFine", { answer: answerWords(item(), given()) })}</p>}
        </Show>
      </div>
      <Show when={props.onClose && fineToday(props.hazard, props.detail)}>
        <Button kind="ok" icon="check" onClick={() => props.onClose?.()}>
          {t("close")}
        </Button>
      </Show>
    </li>
  );
}

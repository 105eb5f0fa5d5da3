/** What this visit found, worst first, each one tap from its question; old tickets still open; what belongs together. */
import { For, type JSX, Show } from "solid-js";
import type { ItemCode } from "../../domain/answer.ts";
import { type ChecklistItem, dimensionWords, itemOf, optionOf } from "../../domain/checklist.ts";
import type { OpenHazard } from "../../domain/elder.ts";
import { type Severity, severityRank } from "../../domain/scales.ts";
import type { VisitResult } from "../../domain/visit.ts";
import { joinOffers } from "../../domain/visit-form.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SeverityMark, SeverityTag } from "../../ui/severity.tsx";
import { p } from "../parts/part-words.ts";
import { useDesk } from "./desk.ts";
import { say, sayAll } from "./say.ts";
import { t } from "./summary-words.ts";

type Found = { code: ItemCode; item: ChecklistItem; severity: Severity; words: string; kind: string; fixed: boolean };

export function FoundCard(props: { result: VisitResult; onGo: (code: ItemCode) => void }): JSX.Element {
  const desk = useDesk();
  const found = (): Found[] =>
    Object.entries(desk.draft().answers)
      .flatMap(([code, answer]): Found[] => {
        const item = itemOf(desk.rules, code);
        const option = item && answer.state === "answered" ? optionOf(item, answer.option) : null;
        if (!item || !option || answer.state !== "answered") return [];
        const severity = props.result.severities[code] ?? option.sev;
        if (severity === "none") return [];
        return [
          { code, item, severity, words: say(option.short), kind: t(option.cls), fixed: answer.fixed !== undefined },
        ];
      })
      .sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
  const before = (): OpenHazard[] =>
    desk.elder.state.open.filter((ticket) => !found().some((one) => one.code === ticket.item));

  return (
    <Card as="section" class="summary-card">
      <h2 class="ui-title-3">{found().length === 0 ? t("foundNone") : t("found", { n: found().length })}</h2>
      <ul class="summary-list">
        <For each={found()}>
          {(one) => (
            <li>
              <SeverityMark severity={one.severity} />
              <div class="summary-words">
                <p>
                  <b>{say(one.item)}</b>：{one.words}
                </p>
                <p class="ui-label">
                  {[say(dimensionWords[one.item.dim]), one.kind, one.fixed ? t("fixed") : ""]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              <div class="summary-end">
                <SeverityTag severity={one.severity} word={p(one.severity)} />
                <button
                  type="button"
                  class="summary-edit"
                  aria-label={t("editItem", { item: say(one.item) })}
                  onClick={() => props.onGo(one.code)}
                >
                  <Icon name="pencil" />
                  <span>{t("edit")}</span>
                </button>
              </div>
            </li>
          )}
        </For>
        <For each={before()}>{(ticket) => <OldTicket ticket={ticket} />}</For>
      </ul>
      <Joins />
    </Card>
  );
}

function OldTicket(props: { ticket: OpenHazard }): JSX.Element {
  const desk = useDesk();
  const item = () => itemOf(desk.rules, props.ticket.item);
  const looksFine = (): boolean => desk.draft().answers[props.ticket.item]?.state === "answered";
  return (
    <Show when={item()}>
      {(item) => (
        <li>
          <SeverityMark severity={props.ticket.severity} />
          <div class="summary-words">
            <b>{say(item())}</b>
            <p class="ui-label">{t(looksFine() ? "proposeClose" : "oldOpen")}</p>
          </div>
          <SeverityTag severity={props.ticket.severity} word={p(props.ticket.severity)} />
        </li>
      )}
    </Show>
  );
}

/** 一处一单: found together at one place, offered as one ticket. */
function Joins(): JSX.Element {
  const desk = useDesk();
  const names = (codes: readonly ItemCode[]): string =>
    sayAll(
      codes.flatMap((code) => {
        const item = itemOf(desk.rules, code);
        return item ? [say(item)] : [];
      }),
    );
  return (
    <>
      <For each={joinOffers(desk.draft())}>
        {(codes) => (
          <Notice
            kind="info"
            icon="link"
            title={names(codes)}
            actions={
              <Button kind="outline" onClick={() => desk.change({ joined: [...desk.draft().joined, codes] })}>
                {t("joinYes")}
              </Button>
            }
          >
            {t("join")}
          </Notice>
        )}
      </For>
      <For each={desk.draft().joined}>
        {(codes) => (
          <Notice
            kind="info"
            icon="link"
            title={names(codes)}
            actions={
              <Button
                kind="outline"
                onClick={() => desk.change({ joined: desk.draft().joined.filter((one) => one !== codes) })}
              >
                {t("joinNo")}
              </Button>
            }
          >
            {t("joined")}
          </Notice>
        )}
      </For>
    </>
  );
}

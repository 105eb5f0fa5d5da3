/** One item of 待传: line 1 what it is, line 2 whether it is safe, and what a person can do about it. */
import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { dayOf } from "../../domain/calendar.ts";
import { codeWords } from "../../domain/codes.ts";
import { Button } from "../../ui/button.tsx";
import { byteSize, nearTime } from "../../ui/format.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Pieces } from "../../ui/pieces.tsx";
import { language } from "../../ui/settings.ts";
import { Tag } from "../../ui/tag.tsx";
import type { OutboxItem } from "../../worker/api.ts";
import { p } from "../parts/part-words.ts";
import { nowText } from "../parts/session.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { patrolApi } from "../worker-client.ts";
import "./item.css";
import { kindWord, t } from "./words.ts";

const icons: Record<OutboxItem["state"], IconName> = {
  waiting: "clock-dashed",
  sending: "cloud-up",
  sent: "circle-tick",
  rejected: "triangle",
  held: "users",
  returned: "undo",
};

export function OutboxRow(props: { item: OutboxItem; onMore: (item: OutboxItem) => void }): JSX.Element {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const item = (): OutboxItem => props.item;
  const needs = (): boolean => item().state === "rejected" || item().state === "returned";
  const line = (): string => t("line", { name: item().elderName, kind: kindWord(item().kind) });
  const when = (at: string): string => nearTime(at, dayOf(nowText()));
  // A visit that was delivered meanwhile by another way is not cured by filling it in again.
  const correctable = (): boolean =>
    item().kind === "visit.submit" && item().elderId !== null && item().code !== "visit.not-returned";

  const correct = async (): Promise<void> => {
    setBusy(true);
    const answer =
      item().state === "returned"
        ? await patrolApi().openVisit(item().elderId ?? "")
        : await patrolApi().reopen(item().id);
    setBusy(false);
    if (answer.ok) navigate(`/visit/${answer.value.visitId}${answer.value.resumeAt === "summary" ? "/summary" : ""}`);
    else setTrouble(troubleWords(answer.trouble));
  };

  return (
    <article class={`outbox-item outbox-${item().state}`} aria-label={line()}>
      <Icon name={icons[item().state]} />
      <div class="outbox-words">
        <div class="outbox-line">
          <h3 class="ui-title-3">
            <Pieces text={line()} />
          </h3>
          <Switch>
            <Match when={needs()}>
              <Tag tone="needs">{t("needsYou")}</Tag>
            </Match>
            <Match when={item().state === "sent"}>
              <span class="outbox-sent-time">{t("sent", { time: when(item().sentAt ?? item().savedAt) })}</span>
            </Match>
          </Switch>
        </div>
        <Switch>
          <Match when={item().state === "waiting"}>
            <p class="ui-label">
              <Pieces text={item().position === null ? t("waiting") : t("waitingAt", { n: item().position ?? 0 })} />
            </p>
          </Match>
          <Match when={item().state === "sending"}>
            <p class="ui-label">
              <Pieces text={t("sending", { size: byteSize(item().sizeBytes) })} />
            </p>
          </Match>
          <Match when={item().state === "sent"}>
            <Show when={reviewWords(item())}>{(words) => <p class="ui-label">{words()}</p>}</Show>
          </Match>
          <Match when={item().state === "held"}>
            <p>{t("held")}</p>
            <Show when={item().code}>{(code) => <p class="ui-label">{codeWords(code(), language())}</p>}</Show>
          </Match>
          <Match when={item().state === "returned" ? item().returned : null}>
            {(returned) => (
              <>
                <p>{t("returned", { reason: p(returned().reason) })}</p>
                <Show when={returned().note}>
                  <p>{returned().note}</p>
                </Show>
              </>
            )}
          </Match>
          <Match when={item().state === "rejected"}>
            <Show when={item().code}>{(code) => <p>{codeWords(code(), language())}</p>}</Show>
          </Match>
        </Switch>
        <Show when={needs()}>
          <p class="outbox-safe">
            <Icon name="phone-saved" />
            <span>{t("safe")}</span>
          </p>
        </Show>
        <Show when={trouble()}>{(words) => <Notice kind="critical">{words()}</Notice>}</Show>
      </div>
      <Show when={item().state !== "sent"}>
        <div class="outbox-actions">
          <Show when={needs() && correctable()}>
            <Button kind="primary" icon="pencil" busy={busy()} onClick={() => void correct()}>
              {t("correct")}
            </Button>
          </Show>
          <Button kind="quiet" icon="more" label={t("moreOf", { name: line() })} onClick={() => props.onMore(item())}>
            {t("more")}
          </Button>
        </div>
      </Show>
    </article>
  );
}

function reviewWords(item: OutboxItem): string | null {
  if (item.visitState === "submitted") return t("review");
  if (item.visitState === "approved") return t("approved");
  return item.visitState === "void" ? t("void") : null;
}

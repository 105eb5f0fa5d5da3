/** One home in the list: the whole card is one link. */
import { A } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { CareStars } from "../../ui/care-stars.tsx";
import { DoorPlate } from "../../ui/door-plate.tsx";
import { ageText, distance, shortDay } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Pieces } from "../../ui/pieces.tsx";
import { SeverityTag } from "../../ui/severity.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TodayCard } from "../../worker/api.ts";
import { starWord } from "../parts/care-words.ts";
import { p } from "../parts/part-words.ts";
import { starsOf } from "../parts/session.ts";
import "./elder-card.css";
import { t } from "./words.ts";

export function ElderCard(props: { card: TodayCard }): JSX.Element {
  const card = (): TodayCard => props.card;
  /** A visit that came back waits for the patroller, not for the supervisor. */
  const waits = (): boolean => card().awaitingReview && !card().returned;
  const returned = (): string | null => {
    const back = card().returned;
    if (!back) return null;
    return back.note
      ? t("returnedNote", { reason: p(back.reason), note: back.note })
      : t("returnedWhy", { reason: p(back.reason) });
  };
  return (
    <A
      class="ui-card elder-card"
      classList={{ "ui-card-needs": Boolean(card().returned) }}
      href={`/elder/${card().elderId}`}
    >
      <Avatar name={card().name} />
      <span class="elder-card-body">
        <span class="elder-card-line">
          <span class="elder-card-who">
            <b class="ui-title-2">{card().name}</b>
            <Show when={card().age !== null}>
              <span class="ui-label">{ageText(card().age as number)}</span>
            </Show>
          </span>
          <Due card={card()} />
        </span>
        <span class="elder-card-line">
          <DoorPlate text={card().plate} />
          <Show when={card().distanceM !== null}>
            <span class="elder-card-far">
              <Icon name="walk" />
              {distance(card().distanceM as number)}
            </span>
          </Show>
        </span>
        <span class="elder-card-facts">
          <Show when={card().level}>
            {(level) => <CareStars compact level={starsOf(level())} word={starWord(starsOf(level()))} />}
          </Show>
          <Show when={card().tags.length > 0}>
            <span class="elder-card-tags">
              <Pieces text={card().tags.join(" · ")} />
            </span>
          </Show>
        </span>
        <Show when={card().worstOpen === "high" || card().worstOpen === "critical" || card().progress || waits()}>
          <span class="elder-card-facts">
            <Show when={card().worstOpen === "critical" || card().worstOpen === "high" ? card().worstOpen : null}>
              {(worst) => <SeverityTag severity={worst()} word={t("hazard", { word: p(worst()) })} />}
            </Show>
            <Show when={card().progress}>
              {(progress) => (
                <Tag tone="primary" icon="pencil">
                  {t("progress", { n: progress().answered, total: progress().due })}
                </Tag>
              )}
            </Show>
            <Show when={waits()}>
              <Tag icon="clock">{t("awaiting")}</Tag>
            </Show>
          </span>
        </Show>
        <Show when={returned()}>{(words) => <span class="elder-card-note">{words()}</span>}</Show>
      </span>
    </A>
  );
}

function Due(props: { card: TodayCard }): JSX.Element {
  return (
    <Switch>
      <Match when={props.card.returned}>
        <Tag tone="needs" icon="undo">
          {t("returnedTag")}
        </Tag>
      </Match>
      <Match when={props.card.group === "overdue"}>
        <Tag tone="late" icon="triangle">
          {t("late", { n: props.card.daysLate })}
        </Tag>
      </Match>
      <Match when={props.card.group === "today"}>
        <Tag tone="primary" icon="clock">
          {t("dueToday")}
        </Tag>
      </Match>
      <Match when={props.card.group === "done"}>
        <Tag tone="ok" icon="circle-tick">
          {t("visitedTag")}
        </Tag>
      </Match>
      <Match when={props.card.dueOn}>
        {(day) => <span class="ui-label">{t("dueOn", { day: shortDay(day()) })}</span>}
      </Match>
    </Switch>
  );
}

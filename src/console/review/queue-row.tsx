import { A, useLocation } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { CURRENT_RULESET, itemOf } from "../../domain/checklist.ts";
import type { VisitListItem } from "../../protocol/console.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { DoorPlate } from "../../ui/door-plate.tsx";
import { nearTime } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { SeverityMark } from "../../ui/severity.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useConsole } from "../console-context.tsx";
import { itemName, optionWords } from "../parts/answer-words.ts";
import { term } from "../parts/terms.ts";
import type { ReviewModel } from "./review-model.ts";
import { t } from "./words.ts";

export function QueueRow(props: { item: VisitListItem; review: ReviewModel }): JSX.Element {
  const { today } = useConsole();
  const location = useLocation();
  const item = () => props.item;
  const decision = () => props.review.decisions.of(item().id);
  const here = () => props.review.selected() === item().id;
  return (
    <li>
      <A
        href={`/review/${encodeURIComponent(item().id)}${location.search}`}
        class="row"
        classList={{ "is-here": here(), "is-sending": decision()?.phase === "sending" }}
        data-visit={item().id}
        aria-current={here() ? "true" : undefined}
        noScroll
        replace={props.review.wide()}
        onClick={() => props.review.setListOpen(false)}
      >
        <Avatar name={item().elderName} />
        <span class="row-who">
          <b>{item().elderName}</b>
          <DoorPlate text={item().plate} />
          <Show when={props.review.queue.arrivals().includes(item().id)}>
            <Tag tone="primary">{t("fresh")}</Tag>
          </Show>
        </span>
        <span class="row-finding">
          <Finding item={item()} />
        </span>
        <span class="row-when">
          <time datetime={item().occurredAt}>{nearTime(item().occurredAt, today())}</time>
          <span>{item().patrollerName}</span>
        </span>
        <Show when={decision()}>
          {(what) => <span class="row-state">{t(what().phase === "sending" ? "sending" : "notSent")}</span>}
        </Show>
      </A>
    </li>
  );
}

/** The worst finding in words; what ended a visit early when it did; a rise of the level beside it. */
function Finding(props: { item: VisitListItem }): JSX.Element {
  const words = () => {
    const { worstItem, worstOption, level, previousLevel, revision, outcome } = props.item;
    const item = worstItem === null ? null : itemOf(CURRENT_RULESET, worstItem);
    const parts: string[] = [];
    if (outcome !== "completed") parts.push(term(`outcome.${outcome}`));
    if (worstItem !== null) {
      const option = worstOption === null ? "" : optionWords(item, worstOption);
      parts.push([itemName(item, worstItem), option].filter(Boolean).join(term("list.colon")));
    } else if (outcome === "completed") parts.push(t("fine"));
    if (level !== null && previousLevel !== null && level > previousLevel) {
      parts.push(t("raised", { star: term(`star.${level}`) }));
    }
    if (revision > 1) parts.push(t("again", { n: revision }));
    return parts.join(" · ");
  };
  return (
    <>
      <Show when={props.item.outcome === "completed" || props.item.worstItem !== null} fallback={<Icon name="info" />}>
        <SeverityMark severity={props.item.worst} />
      </Show>
      <span>
        <span class="ui-hidden">{term(`severity.${props.item.worst}`)} </span>
        {words()}
      </span>
    </>
  );
}

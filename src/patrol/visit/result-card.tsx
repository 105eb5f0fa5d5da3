/** 关爱星级: before and after, why, and what is missing while it is only provisional. */
import { For, type JSX, Show } from "solid-js";
import type { ItemCode } from "../../domain/answer.ts";
import { itemOf } from "../../domain/checklist.ts";
import type { CareLevel, Dimension } from "../../domain/scales.ts";
import type { Reason, VisitResult } from "../../domain/visit.ts";
import { Card } from "../../ui/card.tsx";
import { CareStars } from "../../ui/care-stars.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Tag } from "../../ui/tag.tsx";
import { levelWord, starWord } from "../parts/care-words.ts";
import { starsOf } from "../parts/session.ts";
import { useDesk } from "./desk.ts";
import { leftOfDimension } from "./pages.ts";
import { reasonWords } from "./reason-words.ts";
import { say } from "./say.ts";
import { t } from "./summary-words.ts";
import { t as v } from "./words.ts";

export function ResultCard(props: { result: VisitResult; onGo: (code: ItemCode) => void }): JSX.Element {
  const desk = useDesk();
  const level = () => (props.result.computedLevel === null ? null : props.result.level);
  const before = () => props.result.previousLevel;
  const stars = (one: CareLevel): number => starsOf(one, desk.community);
  const change = () => {
    const [now, was] = [level(), before()];
    return now === null || was === null || now === was ? undefined : now > was ? "raised" : "lowered";
  };
  return (
    <Card as="section" class="summary-card">
      <div class="summary-head">
        <h2 class="ui-title-3">{t("stars")}</h2>
        <Tag>{before() === null ? t("first") : t("before", { stars: starWord(stars(before() as CareLevel)) })}</Tag>
      </div>
      <Show when={level()} fallback={<p>{`${t("notScored")}。${t("notScoredWhy")}`}</p>}>
        {(level) => (
          <>
            <CareStars
              level={stars(level())}
              word={`${starWord(stars(level()))} ${levelWord(level())}`}
              change={change()}
            />
            <Why reasons={props.result.reasons} stars={stars} />
            <Provisional reasons={props.result.reasons} onGo={props.onGo} />
          </>
        )}
      </Show>
    </Card>
  );
}

function Why(props: { reasons: readonly Reason[]; stars: (level: CareLevel) => number }): JSX.Element {
  const desk = useDesk();
  return (
    <ul class="summary-why">
      <For each={props.reasons.flatMap((reason) => reasonWords(reason, desk.rules, props.stars))}>
        {(words) => <li>{words}</li>}
      </For>
    </ul>
  );
}

/** 先按暂定: each thing that is missing is one tap away. */
function Provisional(props: { reasons: readonly Reason[]; onGo: (code: ItemCode) => void }): JSX.Element {
  const desk = useDesk();
  const reason = () => props.reasons.find((one) => one.kind === "provisional");
  const missing = (dims: readonly Dimension[], codes: readonly ItemCode[]): ItemCode[] => [
    ...new Set([...codes, ...dims.flatMap((dim) => leftOfDimension(desk.rules, desk.draft(), dim))]),
  ];
  return (
    <Show when={reason()}>
      {(reason) => (
        <Notice kind="attention" icon="info" title={t("provisional")}>
          <p>{t("provisionalWhy")}</p>
          <For each={reason().coverage}>{(dim) => <p>{t("coverage", { name: v(dim) })}</p>}</For>
          <For each={missing(reason().coverage, reason().missing)}>
            {(code) => (
              <Show when={itemOf(desk.rules, code)}>
                {(item) => (
                  <button type="button" class="summary-go" onClick={() => props.onGo(code)}>
                    <span>{say(item())}</span>
                    <Icon name="forward" />
                  </button>
                )}
              </Show>
            )}
          </For>
        </Notice>
      )}
    </Show>
  );
}

/** 关爱星级: before and after, why, and what is missing while it is only provisional. */
import { For, type JSX, Show } from "solid-js";
import type { ItemCode } from "../../domain/answer.ts";
import { inWalkingOrder, itemOf } from "../../domain/checklist.ts";
import type { CareLevel } from "../../domain/scales.ts";
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
import { say, sayAll } from "./say.ts";
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

/** So many missing items are named; the rest is one tap further. */
const MOST = 4;

/** 先按暂定: each thing that is missing is one tap away. */
function Provisional(props: { reasons: readonly Reason[]; onGo: (code: ItemCode) => void }): JSX.Element {
  const desk = useDesk();
  const reason = () => props.reasons.find((one) => one.kind === "provisional");
  /** Red-line items first, then the rest as one walks. */
  const missing = (): ItemCode[] => {
    const { missing: red = [], coverage = [] } = reason() ?? {};
    const thin = coverage.flatMap((dim) => leftOfDimension(desk.rules, desk.draft(), dim));
    return [...new Set([...red, ...inWalkingOrder(desk.rules, thin)])];
  };
  const shown = () =>
    missing()
      .slice(0, MOST)
      .flatMap((code) => itemOf(desk.rules, code) ?? []);
  return (
    <Show when={reason()}>
      {(reason) => (
        <Notice kind="attention" icon="info" title={t("provisional")}>
          <p>{t("provisionalWhy")}</p>
          <Show when={reason().coverage.length > 0}>
            <p>{t("coverage", { names: sayAll(reason().coverage.map((dim) => v(dim))) })}</p>
          </Show>
          <For each={shown()}>{(item) => <GoTo words={say(item)} onGo={() => props.onGo(item.id)} />}</For>
          <Show when={missing()[shown().length]}>
            {(next) => (
              <GoTo words={t("moreLeft", { n: missing().length - shown().length })} onGo={() => props.onGo(next())} />
            )}
          </Show>
        </Notice>
      )}
    </Show>
  );
}

function GoTo(props: { words: string; onGo: () => void }): JSX.Element {
  return (
    <button type="button" class="summary-go" onClick={() => props.onGo()}>
      <span>{props.words}</span>
      <Icon name="forward" />
    </button>
  );
}

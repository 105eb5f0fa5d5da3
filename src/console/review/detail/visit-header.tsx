import { type JSX, Show } from "solid-js";
import { ageOn } from "../../../domain/calendar.ts";
import type { VisitDetail } from "../../../protocol/console.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { CareStars } from "../../../ui/care-stars.tsx";
import { DoorPlate } from "../../../ui/door-plate.tsx";
import { ageText, clockTime, dayOfInstant, minutesText, nearDay } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { useConsole } from "../../console-context.tsx";
import { term } from "../../parts/terms.ts";
import { t } from "./words.ts";

/** A phone clock further off than this is said, seconds [K10]. */
const CLOCK_S = 120;

export function VisitHeader(props: { detail: VisitDetail }): JSX.Element {
  const { today } = useConsole();
  const elder = () => props.detail.elder;
  const visit = () => props.detail.visit;
  const record = () => visit().record;
  const who = () => {
    const age = ageOn(elder().birthOn, record().on);
    return [term(`sex.${elder().sex}`), ...(age === null ? [] : [ageText(age)]), elder().communityName].join(" · ");
  };
  /** The day too, when it isn't the day of the visit: phones may be offline for days. */
  const received = (at: string) =>
    dayOfInstant(at) === record().on ? clockTime(at) : `${nearDay(dayOfInstant(at), today())} ${clockTime(at)}`;
  const change = () => {
    const { level, previousLevel } = visit().result;
    if (level === null || previousLevel === null || level === previousLevel) return undefined;
    return level > previousLevel ? ("raised" as const) : ("lowered" as const);
  };
  return (
    <header class="visit-header">
      <Avatar name={elder().name} size="l" />
      <div class="visit-who">
        <div class="visit-line">
          <h2 class="visit-name">{elder().name}</h2>
          <span>{who()}</span>
          <DoorPlate text={elder().plate} size="l" />
          <Show when={record().outcome !== "completed"}>
            <Tag tone="needs" icon="info">
              {term(`outcome.${record().outcome}`)}
            </Tag>
          </Show>
        </div>
        <p class="visit-line">
          <Show when={visit().result.level}>
            {(level) => <CareStars level={level()} word={`${term(`star.${level()}`)} ${term(`level.${level()}`)}`} />}
          </Show>
          <span class="visit-last">
            <Show when={change()}>
              {(way) => (
                <>
                  <Icon name={way() === "raised" ? "up" : "down"} />
                  <span class="ui-hidden">{t(way())} </span>
                </>
              )}
            </Show>
            {visit().result.previousLevel === null
              ? t("noLast")
              : t("last", { star: term(`star.${visit().result.previousLevel ?? 1}`) })}
          </span>
          <Show when={visit().result.provisional}>
            <Tag tone="needs">{t("provisional")}</Tag>
          </Show>
          <Show when={visit().result.dims === null}>
            <span class="quiet">{t("notAssessed")}</span>
          </Show>
        </p>
        <p class="visit-line quiet">
          <span>
            {t("made", {
              name: visit().patrollerName,
              day: nearDay(record().on, today()),
              from: clockTime(record().startedAt),
              to: clockTime(record().finishedAt),
              minutes: minutesText(minutes(record().startedAt, record().finishedAt)),
            })}
          </span>
          <Show when={visit().receivedAt}>{(at) => <span>{t("received", { time: received(at()) })}</span>}</Show>
        </p>
        <Show when={record().firstPart}>
          <p class="quiet">{t("firstPart")}</p>
        </Show>
        <Revision detail={props.detail} />
        <ClockNote offsetS={props.detail.clockOffsetS} />
      </div>
    </header>
  );
}

function minutes(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}

/** A corrected visit says so, and why it had been returned where that is still known. */
function Revision(props: { detail: VisitDetail }): JSX.Element {
  const visit = () => props.detail.visit;
  const before = () => {
    const reviewed = visit().reviewed;
    return visit().state === "submitted" && reviewed?.reason ? reviewed : undefined;
  };
  return (
    <Show when={visit().revision > 1}>
      <p class="visit-note">
        <Icon name="undo" />
        <span>
          {t("revised", { n: visit().revision })}
          <Show when={before()}>
            {(was) =>
              t("revisedWas", {
                reason: term(`return.${was().reason ?? "other"}`),
                note: was().note ? `（${was().note}）` : "",
              })
            }
          </Show>
        </span>
      </p>
    </Show>
  );
}

/** [K10] A moved clock is visible to the supervisor. `offsetS` is server minus phone. */
function ClockNote(props: { offsetS: number | null }): JSX.Element {
  const off = () => (props.offsetS !== null && Math.abs(props.offsetS) >= CLOCK_S ? props.offsetS : 0);
  const much = () => {
    const all = Math.round(Math.abs(off()) / 60);
    const h = Math.floor(all / 60);
    if (h === 0) return t("minutes", { m: all });
    return all % 60 === 0 ? t("wholeHours", { h }) : t("hours", { h, m: all % 60 });
  };
  return (
    <Show when={off()}>
      <p class="visit-note visit-clock">
        <Icon name="clock" />
        <span>{t(off() < 0 ? "clockFast" : "clockSlow", { much: much() })}</span>
      </p>
    </Show>
  );
}

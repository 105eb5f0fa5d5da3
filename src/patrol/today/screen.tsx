/** 今日: whom to visit, worst and nearest first, and how the day stands. */
import { createMemo, createSignal, For, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { daysBetween } from "../../domain/calendar.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { longDay } from "../../ui/format.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { LampBuilding, LampRow } from "../../ui/lamps.tsx";
import { createLive } from "../../ui/live.ts";
import { Notice } from "../../ui/notice.tsx";
import { theme, toggleSunlight } from "../../ui/settings.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Today } from "../../worker/api.ts";
import { AppNotices } from "../parts/app-notices.tsx";
import { p } from "../parts/part-words.ts";
import { askPosition, lastPosition, positionState, usePositionIfAllowed } from "../parts/position.ts";
import { Screen } from "../parts/screen.tsx";
import { sync } from "../parts/session.ts";
import { TabBar } from "../parts/tab-bar.tsx";
import { onChange, patrolApi } from "../worker-client.ts";
import { ElderCard } from "./elder-card.tsx";
import { type Group, groupOrder, inGroups } from "./groups.ts";
import { Search } from "./search.tsx";
import "./screen.css";
import { t } from "./words.ts";

/** The list and how far it was scrolled, so that coming back from a card finds the same place at once. */
const kept: { last?: Today } = {};
let keptScroll = 0;

export function TodayScreen(): JSX.Element {
  const [searching, setSearching] = createSignal(false);
  const [showLater, setShowLater] = createSignal(false);
  const today = createLive(() => patrolApi().today(lastPosition()), { key: "elderId", keep: kept });
  onChange(["today", "draft"], today.refresh);
  const groups = createMemo(() => inGroups(today.value()?.cards ?? []));

  onMount(() => {
    void usePositionIfAllowed();
    const back = keptScroll;
    if (back > 0) requestAnimationFrame(() => window.scrollTo(0, back));
    else window.scrollTo(0, 0);
    const remember = (): void => {
      keptScroll = window.scrollY;
    };
    window.addEventListener("scroll", remember, { passive: true });
    onCleanup(() => window.removeEventListener("scroll", remember));
  });

  return (
    <Screen
      title={t("title")}
      context={<Show when={today.value()}>{(today) => longDay(today().on)}</Show>}
      right={
        <>
          <IconButton icon="sun" label={t("sunlight")} pressed={theme() === "sunlight"} onClick={toggleSunlight} />
          <IconButton
            icon={searching() ? "close" : "search"}
            label={searching() ? t("closeSearch") : t("search")}
            onClick={() => setSearching(!searching())}
          />
        </>
      }
      ribbon
      bar={<TabBar />}
    >
      <AppNotices />
      <Switch>
        <Match when={searching()}>
          <Search />
        </Match>
        <Match when={today.value()}>
          {(value) => (
            <Switch fallback={<Progress today={value()} />}>
              <Match when={value().cards.length === 0}>
                <Empty title={t("nobody")} text={t("nobodyHint")} lit={0} total={12} />
              </Match>
              <Match when={groups().returned.length + groups().overdue.length + groups().today.length === 0}>
                <AllDone today={value()} onLater={() => setShowLater(true)} laterShown={showLater()} />
              </Match>
            </Switch>
          )}
        </Match>
        <Match when={today.failed()}>
          <Notice
            kind="attention"
            icon="info"
            actions={
              <Button kind="primary" onClick={today.refresh}>
                {t("again")}
              </Button>
            }
          >
            {t("failed")}
          </Notice>
        </Match>
        <Match when={today.slow()}>
          <Skeleton label={p("loading")} cards={4} />
        </Match>
      </Switch>
      <Show when={!searching() && today.value()}>
        <List groups={groups()} showLater={showLater()} onLater={setShowLater} />
      </Show>
    </Screen>
  );
}

function Progress(props: { today: Today }): JSX.Element {
  const words = (): string => t("visited", { n: props.today.visited, total: props.today.planned });
  return (
    <Show when={props.today.planned > 0}>
      <div class="today-lamps">
        <LampRow lit={props.today.visited} total={props.today.planned} label={words()} />
        <b aria-hidden="true">{words()}</b>
      </div>
    </Show>
  );
}

const groupIcons: Record<Group, IconName> = {
  returned: "undo",
  overdue: "triangle",
  today: "clock",
  done: "circle-tick",
  later: "calendar",
};

function List(props: {
  groups: ReturnType<typeof inGroups>;
  showLater: boolean;
  onLater: (shown: boolean) => void;
}): JSX.Element {
  const shown = (): Group[] => groupOrder.filter((group) => props.groups[group].length > 0);
  return (
    <For each={shown()}>
      {(group, n) => (
        <section class="today-group" aria-labelledby={`group-${group}`}>
          <div class={`today-group-head group-${group}`}>
            <Icon name={groupIcons[group]} />
            <h2 id={`group-${group}`} class="ui-title-3">
              {t(group, { n: props.groups[group].length })}
            </h2>
            <Show when={n() === 0}>
              <Nearness />
            </Show>
            <Show when={group === "later"}>
              <Button
                kind="quiet"
                icon={props.showLater ? "up" : "down"}
                onClick={() => props.onLater(!props.showLater)}
              >
                {props.showLater ? t("hideLater") : t("showLater")}
              </Button>
            </Show>
          </div>
          <Show when={group !== "later" || props.showLater}>
            <For each={props.groups[group]}>{(card) => <ElderCard card={card} />}</For>
          </Show>
        </section>
      )}
    </For>
  );
}

/** How the list is sorted; distances come with a position, and a position is asked for by this button only. */
function Nearness(): JSX.Element {
  return (
    <Switch fallback={<span class="ui-label today-sorted">{t("sortedUrgent")}</span>}>
      <Match when={lastPosition()}>
        <span class="ui-label today-sorted">{t("sorted")}</span>
      </Match>
      <Match when={positionState() === "looking"}>
        <span class="ui-label today-sorted" role="status">
          {t("looking")}
        </span>
      </Match>
      <Match when={positionState() === "denied"}>
        <span class="ui-label today-sorted">{t("denied")}</span>
      </Match>
      <Match when={positionState() === "ask"}>
        <button type="button" class="today-near" onClick={askPosition}>
          <Icon name="locate" />
          {t("askNear")}
        </button>
      </Match>
    </Switch>
  );
}

function AllDone(props: { today: Today; onLater: () => void; laterShown: boolean }): JSX.Element {
  const tomorrow = (): number =>
    props.today.cards.filter((card) => card.dueOn !== null && daysBetween(props.today.on, card.dueOn) === 1).length;
  const waiting = (): number => (sync()?.waiting ?? 0) + (sync()?.needsYou ?? 0);
  const lines = (): string =>
    [
      props.today.visited > 0 ? (waiting() > 0 ? t("notSent", { n: waiting() }) : t("allSent")) : "",
      tomorrow() > 0 ? t("tomorrow", { n: tomorrow() }) : "",
    ]
      .filter(Boolean)
      .join("\n");
  return (
    <Empty
      title={props.today.visited > 0 ? t("allDone", { n: props.today.visited }) : t("nothing")}
      text={lines()}
      lit={props.today.visited}
      total={props.today.planned}
    >
      <Show when={!props.laterShown && props.today.cards.some((card) => card.group === "later")}>
        <Button wide onClick={props.onLater}>
          {t("showLater")}
        </Button>
      </Show>
    </Empty>
  );
}

function Empty(props: {
  title: string;
  text: string;
  lit: number;
  total: number;
  children?: JSX.Element;
}): JSX.Element {
  return (
    <div class="today-empty">
      <LampBuilding lit={props.lit} total={props.total} label={t("lit", { n: props.lit, total: props.total })} />
      <h2 class="ui-title-1">{props.title}</h2>
      <p class="today-empty-text">{props.text}</p>
      {props.children}
    </div>
  );
}

/** 已保存在本机: answers at once where the visit is, then shows the day and the next home. */
import { useNavigate, useParams } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { DoorPlate } from "../../ui/door-plate.tsx";
import { distance } from "../../ui/format.ts";
import { LampRow } from "../../ui/lamps.tsx";
import { createLive } from "../../ui/live.ts";
import { Notice } from "../../ui/notice.tsx";
import type { OutboxItem, Today, TodayCard } from "../../worker/api.ts";
import { ActionBar } from "../parts/action-bar.tsx";
import { nowText, start, sync } from "../parts/session.ts";
import { onChange, patrolApi } from "../worker-client.ts";
import "./saved.css";
import { t } from "./saved-words.ts";

type SavedView = { item: OutboxItem | null; today: Today; next: TodayCard | null };

/** Everything comes from the outbox and the day, so the screen says the same after a restart. */
async function load(visitId: string): Promise<SavedView> {
  const item = (await patrolApi().outbox()).find((one) => one.visitId === visitId) ?? null;
  const home = item?.elderId ? (await patrolApi().elder(item.elderId))?.elder.homePoint : null;
  const from = home && { lat: home.lat, lng: home.lng, accuracyM: home.accuracyM ?? 0, at: nowText() };
  const today = await patrolApi().today(from ?? null);
  const left = today.cards.filter((card) => card.group === "overdue" || card.group === "today");
  return { item, today, next: left.find((card) => card.elderId !== item?.elderId) ?? null };
}

export function SavedScreen(): JSX.Element {
  const params = useParams<{ visitId: string }>();
  const navigate = useNavigate();
  const saved = createLive(() => load(params.visitId), { key: "elderId" });
  onChange(["outbox", "today", "sync"], saved.refresh);
  return (
    <div class="screen saved">
      <main class="screen-main">
        <Show when={saved.value()?.item} fallback={<Unknown loading={!saved.value()} />}>
          <div class="saved-picture">
            <svg viewBox="0 0 128 128" aria-hidden="true">
              <circle class="saved-round" cx="64" cy="64" r="64" />
              <rect class="saved-phone" x="40" y="22" width="48" height="82" rx="7" />
              <path class="saved-home" d="M57 96h14" />
              <g class="saved-window">
                <rect x="52" y="38" width="24" height="28" rx="2" />
                <path d="M64 38v28M52 52h24" />
              </g>
              <circle class="saved-tick-round" cx="94" cy="82" r="20" />
              <path class="saved-tick" d="M85 82l6.500 6.500L103 76" />
            </svg>
          </div>
          <h1
            class="saved-title"
            tabindex="-1"
            ref={(title) => queueMicrotask(() => title.focus({ preventScroll: true }))}
          >
            {t("title")}
          </h1>
        </Show>
        <Show when={saved.value()?.item && saved.value()}>
          {(view) => (
            <>
              <Counted view={view()} />
              <WhereItIs item={view().item} />
              <Show when={view().next} fallback={<p class="saved-all">{t("allDone")}</p>}>
                {(next) => <NextHome card={next()} />}
              </Show>
            </>
          )}
        </Show>
      </main>
      <ActionBar>
        <Button kind="quiet" onClick={() => navigate("/")}>
          {t("today")}
        </Button>
        <Show when={saved.value()?.next}>
          {(next) => (
            <Button kind="primary" iconEnd="arrow-right" onClick={() => navigate(`/elder/${next().elderId}`)}>
              {t("goNext")}
            </Button>
          )}
        </Show>
      </ActionBar>
    </div>
  );
}

function Counted(props: { view: SavedView }): JSX.Element {
  const visited = (): number => props.view.today.visited;
  const planned = (): number => props.view.today.planned;
  return (
    <>
      <p class="saved-who">
        {t(visited() > 0 && planned() > 0 ? "who" : "whoOnly", {
          name: props.view.item?.elderName ?? "",
          n: visited(),
          of: planned(),
        })}
      </p>
      <Show when={planned() > 0}>
        <LampRow
          lit={visited()}
          total={planned()}
          fresh={visited() - 1}
          label={t("windows", { n: visited(), of: planned() })}
        />
      </Show>
    </>
  );
}

/** An address without a visit behind it: nothing is claimed. */
function Unknown(props: { loading: boolean }): JSX.Element {
  return (
    <Show when={!props.loading}>
      <h1 class="saved-title">{t("unknown")}</h1>
      <p class="saved-who">{t("unknownWhy")}</p>
    </Show>
  );
}

/** Always answers “is it safe, and where is it”. Grey when offline, never red. */
function WhereItIs(props: { item: OutboxItem | null }): JSX.Element {
  const sent = (): boolean => props.item?.state === "sent";
  const online = (): boolean => sync()?.online ?? false;
  const answered = (): "held" | "rejected" | null => {
    const state = props.item?.state;
    return state === "held" ? "held" : state === "rejected" || state === "returned" ? "rejected" : null;
  };
  return (
    <Show when={answered()} fallback={<OnItsWay item={props.item} sent={sent()} online={online()} />}>
      {(what) => (
        <Notice kind="attention" icon="phone-saved">
          {t(what())}
        </Notice>
      )}
    </Show>
  );
}

function OnItsWay(props: { item: OutboxItem | null; sent: boolean; online: boolean }): JSX.Element {
  const sent = (): boolean => props.sent;
  const online = (): boolean => props.online;
  return (
    <Show
      when={sent() || online() || start()?.signedOut}
      fallback={
        <Notice kind="grey" icon="cloud-off">
          {t("offline")}
          <b>{t("offlineThen")}</b>
          {t("offlineRest")}
        </Notice>
      }
    >
      <Show
        when={!start()?.signedOut || sent()}
        fallback={
          <Notice kind="attention" icon="phone-saved">
            {t("signedOut")}
          </Notice>
        }
      >
        <Notice kind={sent() ? "ok" : "info"} icon={sent() ? "cloud-tick" : "cloud-up"}>
          {t(sent() ? "sent" : props.item?.state === "sending" ? "sending" : "waiting")}
        </Notice>
      </Show>
    </Show>
  );
}

function NextHome(props: { card: TodayCard }): JSX.Element {
  const away = (): string =>
    props.card.distanceM === null ? t("next") : t("nextAway", { distance: distance(props.card.distanceM) });
  return (
    <div class="saved-next">
      <Avatar name={props.card.name} />
      <div>
        <p class="ui-label">{away()}</p>
        <p class="ui-title-2">{props.card.name}</p>
      </div>
      <DoorPlate text={props.card.plate} />
    </div>
  );
}

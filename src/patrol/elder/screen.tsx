/** 老人档案: what to know before knocking, whom to call, what was found, and the way into the visit. */
import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, For, type JSX, Match, onMount, Show, Switch } from "solid-js";
import { ageOn, dayOf } from "../../domain/calendar.ts";
import type { Elder } from "../../domain/elder.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CareStars } from "../../ui/care-stars.tsx";
import { DoorPlate } from "../../ui/door-plate.tsx";
import { ageText, clockTime, nearDay } from "../../ui/format.ts";
import { createLive } from "../../ui/live.ts";
import { Notice } from "../../ui/notice.tsx";
import { Pieces } from "../../ui/pieces.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { ElderView } from "../../worker/api.ts";
import { ActionBar } from "../parts/action-bar.tsx";
import { levelWord, rhythmWord, starWord } from "../parts/care-words.ts";
import { CloudBadge } from "../parts/cloud-badge.tsx";
import { p } from "../parts/part-words.ts";
import { Screen } from "../parts/screen.tsx";
import { nowText, starsOf } from "../parts/session.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { onChange, patrolApi } from "../worker-client.ts";
import { Contacts } from "./contacts.tsx";
import { Hazards } from "./hazards.tsx";
import { PastVisits } from "./past-visits.tsx";
import "./screen.css";
import { t } from "./words.ts";

export function ElderScreen(): JSX.Element {
  const params = useParams<{ elderId: string }>();
  const navigate = useNavigate();
  const view = createLive<{ view: ElderView | null }>(async () => ({ view: await patrolApi().elder(params.elderId) }));
  onChange(["elder", "draft", "today"], view.refresh);
  onMount(() => window.scrollTo(0, 0));
  const toToday = (): void => navigate("/");
  return (
    <Screen
      title={t("title")}
      back={toToday}
      right={<CloudBadge />}
      bar={
        <ActionBar>
          <Show
            when={view.value()?.view}
            fallback={
              <Button kind="quiet" onClick={toToday}>
                {t("toToday")}
              </Button>
            }
          >
            {(view) => <Begin view={view()} />}
          </Show>
        </ActionBar>
      }
    >
      <Switch>
        <Match when={view.value()?.view}>{(view) => <Content view={view()} />}</Match>
        <Match when={view.value()?.view === null}>
          <Notice kind="grey" icon="users" title={t("unknown")}>
            {t("unknownText")}
          </Notice>
        </Match>
        <Match when={view.slow()}>
          <Skeleton label={t("opening")} />
        </Match>
      </Switch>
    </Screen>
  );
}

/** 开始巡视, 继续填 for an open draft, 去改 for a returned visit. */
function Begin(props: { view: ElderView }): JSX.Element {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const draft = () => props.view.draft;
  const correct = async (): Promise<void> => {
    setBusy(true);
    const answer = await patrolApi().openVisit(props.view.elder.id);
    setBusy(false);
    if (answer.ok) navigate(`/visit/${answer.value.visitId}${answer.value.resumeAt === "summary" ? "/summary" : ""}`);
    else setTrouble(troubleWords(answer.trouble));
  };
  const words = (): string => {
    const open = draft();
    if (!open) return t("start");
    const answered = open.due.filter((code) => open.answers[code] !== undefined).length;
    return answered === 0 ? t("resume") : t("resumeAt", { n: answered, total: open.due.length });
  };
  const go = (): void => {
    const open = draft();
    if (!open || open.resumeAt === "checkin") navigate(`/elder/${props.view.elder.id}/check-in`);
    else navigate(open.resumeAt === "summary" ? `/visit/${open.visitId}/summary` : `/visit/${open.visitId}`);
  };
  return (
    <>
      <Show
        when={props.view.returned && !draft()}
        fallback={
          <Button kind="primary" icon={draft() ? "pencil" : "play"} onClick={go}>
            {words()}
          </Button>
        }
      >
        <Button kind="primary" icon="undo" busy={busy()} onClick={() => void correct()}>
          {t("correct")}
        </Button>
      </Show>
      <Show when={trouble()}>{(words) => <Notice kind="critical">{words()}</Notice>}</Show>
    </>
  );
}

function Content(props: { view: ElderView }): JSX.Element {
  const elder = (): Elder => props.view.elder;
  const today = (): string => dayOf(nowText());
  return (
    <>
      <Identity view={props.view} today={today()} />
      <Show when={props.view.returned}>
        {(returned) => (
          <Notice kind="attention" icon="undo" title={t("returned", { reason: p(returned().reason) })}>
            <Show when={returned().note}>
              <p>{returned().note}</p>
            </Show>
            <p>{t("returnedSafe")}</p>
          </Notice>
        )}
      </Show>
      <Show when={elder().status === "active" ? null : elder().status}>
        {(status) => (
          <Notice kind="grey" icon="info">
            {t("away", { status: t(status() as Exclude<Elder["status"], "active">) })}
          </Notice>
        )}
      </Show>
      <Show when={elder().advice}>
        <Notice kind="attention" icon="ear" title={t("advice")}>
          {elder().advice}
        </Notice>
      </Show>
      <Show when={elder().state.awaitingReview && !props.view.returned}>
        <Notice kind="info" icon="clock">
          {t("awaiting")}
        </Notice>
      </Show>
      <Hazards open={elder().state.open} today={today()} />
      <Show when={elder().tags.length > 0}>
        <Card as="section" labelledBy="elder-tags">
          <h2 id="elder-tags" class="ui-title-3">
            {t("tags")}
          </h2>
          <ul class="elder-tags">
            <For each={elder().tags}>
              {(tag) => (
                <li>
                  <Tag>{tag}</Tag>
                </li>
              )}
            </For>
          </ul>
        </Card>
      </Show>
      <Contacts elder={elder()} />
      <PastVisits visits={elder().state.visits} today={today()} community={props.view.community} />
      <Show when={props.view.updatedAt}>
        {(at) => (
          <p class="ui-label elder-updated">
            {t("updated", { time: `${nearDay(dayOf(at()), today())} ${clockTime(at())}` })}
          </p>
        )}
      </Show>
    </>
  );
}

function Identity(props: { view: ElderView; today: string }): JSX.Element {
  const elder = (): Elder => props.view.elder;
  const who = (): string => {
    const age = ageOn(elder().birthOn, props.today);
    const sex = elder().sex === 1 ? t("male") : elder().sex === 2 ? t("female") : null;
    return [sex, age === null ? null : ageText(age)].filter(Boolean).join(" · ");
  };
  const plate = (): string => {
    const { building, unit, room } = elder().address;
    return building && unit ? t("plateFull", { building, unit, room }) : elder().plate;
  };
  const where = (): string => {
    const { estate, floor, lift } = elder().address;
    const high =
      floor === undefined ? null : t(lift === undefined ? "floor" : lift ? "floorLift" : "floorNoLift", { n: floor });
    return [elder().communityName, estate, high].filter(Boolean).join(" · ");
  };
  return (
    <Card as="section" class="elder-identity">
      <div class="elder-who">
        <Avatar name={elder().name} size="l" />
        <div>
          <p>
            <b class="ui-title-1">{elder().name}</b> <span class="ui-keep">{who()}</span>
          </p>
          <Show when={elder().state.level} fallback={<p class="ui-label">{p("noLevel")}</p>}>
            {(level) => {
              const stars = (): number => starsOf(level(), props.view.community);
              return (
                <CareStars
                  level={stars()}
                  word={t("starsRhythm", {
                    star: starWord(stars()),
                    level: levelWord(level()),
                    rhythm: rhythmWord(level()),
                  })}
                />
              );
            }}
          </Show>
          <Show when={elder().state.provisional}>
            <p class="ui-label">{t("provisional")}</p>
          </Show>
        </div>
      </div>
      <DoorPlate text={plate()} size="l" />
      <p class="ui-label">
        <Pieces text={where()} />
      </p>
    </Card>
  );
}

/** 到场签到: proves arrival where the phone can, and never stands in the way where it cannot (§8.2). */
import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import type { Outcome } from "../../domain/scales.ts";
import type { CheckIn, VisitDraft } from "../../domain/visit.ts";
import { Button } from "../../ui/button.tsx";
import { DoorPlate } from "../../ui/door-plate.tsx";
import { createLive } from "../../ui/live.ts";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { ElderView, Trouble } from "../../worker/api.ts";
import { ActionBar } from "../parts/action-bar.tsx";
import { CloudBadge } from "../parts/cloud-badge.tsx";
import { Screen } from "../parts/screen.tsx";
import { troubleWords } from "../parts/trouble-words.ts";
import { onChange, patrolApi } from "../worker-client.ts";
import "./check-in.css";
import { locate } from "./locate.ts";
import { NotMetSheet } from "./not-met.tsx";
import { CheckInPanel } from "./panel.tsx";
import { t } from "./words.ts";

export function CheckInScreen(): JSX.Element {
  const params = useParams<{ elderId: string }>();
  const navigate = useNavigate();
  const elder = createLive(async () => ({ view: await patrolApi().elder(params.elderId) }));
  onChange(["elder"], elder.refresh);
  return (
    <Show when={elder.value()} fallback={elder.slow() ? <Skeleton label={t("locating")} cards={1} /> : null}>
      {(known) => (
        <Show
          when={known().view}
          fallback={
            <Notice
              kind="attention"
              title={t("unknownElder")}
              actions={<Button onClick={() => navigate("/")}>{t("backToday")}</Button>}
            />
          }
        >
          {(view) => <CheckInForm view={view()} />}
        </Show>
      )}
    </Show>
  );
}

function CheckInForm(props: { view: ElderView }): JSX.Element {
  const navigate = useNavigate();
  const [checkIn, setCheckIn] = createSignal<CheckIn | null>(null);
  const [looking, setLooking] = createSignal(false);
  const [notMet, setNotMet] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);
  const elder = () => props.view.elder;
  /** The visit is already under way: this is 补签到. */
  const underWay = (): boolean => props.view.draft?.checkIn != null;
  let round = 0;
  let stop = (): void => {};

  function look(): void {
    stop();
    round += 1;
    const mine = round;
    const judge = async (...about: Parameters<ReturnType<typeof patrolApi>["judgeCheckIn"]>): Promise<void> => {
      const judged = await patrolApi().judgeCheckIn(...about);
      const before = checkIn()?.accuracyM;
      // Answers may overtake each other: the most exact fix stays.
      if (mine !== round || (before !== undefined && judged.accuracyM !== undefined && judged.accuracyM > before))
        return;
      setCheckIn(judged);
    };
    setCheckIn(null);
    setLooking(true);
    stop = locate(
      navigator.geolocation,
      (fix) => void judge(elder().id, fix),
      (why) => {
        setLooking(false);
        if (why === "denied" || why === "unavailable" || why === "timeout") void judge(elder().id, null, why);
      },
    );
  }
  onMount(look);
  onCleanup(() => stop());

  /** Opens the visit, stores what is known about the arrival with it, and goes on. */
  async function open(change: (draft: VisitDraft) => Partial<VisitDraft>, to: "" | "/summary"): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setTrouble(null);
    try {
      const opened = await patrolApi().openVisit(elder().id);
      if (!opened.ok) return void setTrouble(opened.trouble);
      const draft = opened.value;
      const stored = await patrolApi().saveDraft({ ...draft, ...change(draft) });
      if (!stored.ok) return void setTrouble(stored.trouble);
      navigate(`/visit/${draft.visitId}${to}`, { replace: true });
    } finally {
      setBusy(false);
    }
  }
  const resumeAt = (draft: VisitDraft): string =>
    draft.resumeAt === "checkin" ? (draft.due[0] ?? "summary") : draft.resumeAt;

  const start = (): Promise<void> =>
    open((draft) => ({ checkIn: checkIn() ?? draft.checkIn, resumeAt: resumeAt(draft) }), "");
  /** 先进门，稍后补: a poor fix is still better kept than none, and what was kept before is never taken back. */
  async function later(): Promise<void> {
    if (hasFix()) return start();
    const none = await patrolApi().judgeCheckIn(elder().id, null, "later");
    await open((draft) => ({ checkIn: draft.checkIn ?? none, resumeAt: resumeAt(draft) }), "");
  }
  const leave = (outcome: Outcome): Promise<void> =>
    open((draft) => ({ checkIn: checkIn() ?? draft.checkIn, outcome, resumeAt: "summary" }), "/summary");

  const hasFix = (): boolean => checkIn()?.lat !== undefined;
  const laterWords = (): string => t(underWay() ? "backToVisit" : "later");
  return (
    <Screen
      title={t("title")}
      context={
        <>
          <span class="ui-keep">{elder().name}</span> · <span class="ui-keep">{elder().plate}</span>
        </>
      }
      back={() => history.back()}
      right={<CloudBadge />}
      bar={
        <ActionBar>
          <span class="check-in-again">
            <Button kind="outline" onClick={look} disabled={busy()}>
              {t("again")}
            </Button>
          </span>
          <Show
            when={hasFix()}
            fallback={
              <Button kind="primary" busy={busy()} onClick={() => void later()}>
                {laterWords()}
              </Button>
            }
          >
            <Button kind="primary" busy={busy()} onClick={() => void start()}>
              {t(underWay() ? "keep" : "start")}
            </Button>
          </Show>
        </ActionBar>
      }
    >
      <div class="check-in-who">
        <DoorPlate text={elder().plate} size="l" />
      </div>
      <CheckInPanel checkIn={checkIn()} looking={looking()} />
      <Show when={trouble()}>
        {(trouble) => (
          <Notice kind="critical" icon="octagon" title={t("notKept")}>
            {trouble().word === "storage-refused"
              ? t("notKeptWhy")
              : trouble().word === "elsewhere"
                ? t("elsewhere")
                : troubleWords(trouble())}
          </Notice>
        )}
      </Show>
      <Show when={elder().advice}>
        <Notice kind="info" icon="info" title={t("advice")}>
          {elder().advice}
        </Notice>
      </Show>
      <Show when={hasFix() && checkIn()?.judgement !== "ok"}>
        <Button wide kind="outline" disabled={busy()} onClick={() => void later()}>
          {laterWords()}
        </Button>
      </Show>
      <Show when={!underWay()}>
        <Button wide kind="quiet" disabled={busy()} onClick={() => setNotMet(true)}>
          {t("noMeeting")}
        </Button>
      </Show>
      <NotMetSheet
        open={notMet()}
        onClose={() => setNotMet(false)}
        onChoose={(outcome) => {
          setNotMet(false);
          void leave(outcome);
        }}
      />
    </Screen>
  );
}

/** 确认小结: what the visit makes of the home, by the five dimensions, before it is stored for good. */
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, type JSX, onMount, Show } from "solid-js";
import type { ItemCode } from "../../domain/answer.ts";
import { assessVisit } from "../../domain/assess-visit.ts";
import { dimensions, type Outcome } from "../../domain/scales.ts";
import type { VisitResult } from "../../domain/visit.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { clockTime, minutesText } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { RadarFive } from "../../ui/radar.tsx";
import type { Trouble } from "../../worker/api.ts";
import { ActionBar } from "../parts/action-bar.tsx";
import { CloudBadge } from "../parts/cloud-badge.tsx";
import { p } from "../parts/part-words.ts";
import { Screen } from "../parts/screen.tsx";
import { nowMs } from "../parts/session.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { patrolApi } from "../worker-client.ts";
import { Cards } from "./cards.tsx";
import { CardsUsed } from "./cards-used.tsx";
import { useDesk } from "./desk.ts";
import { DeskGate } from "./desk-gate.tsx";
import { FirstPart } from "./first-part.tsx";
import { FoundCard } from "./found-card.tsx";
import { OutcomeCard } from "./outcome-card.tsx";
import { PhotosOwed } from "./photos-owed.tsx";
import { ResultCard } from "./result-card.tsx";
import { SaveLine } from "./save-line.tsx";
import { t } from "./summary-words.ts";
import "./summary.css";
import "./visit.css";
import { Who } from "./who.tsx";
import { t as v } from "./words.ts";

export function SummaryScreen(): JSX.Element {
  return (
    <DeskGate>
      <Summary />
    </DeskGate>
  );
}

function Summary(): JSX.Element {
  const desk = useDesk();
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);
  const left = (): number => desk.draft().due.filter((code) => desk.draft().answers[code] === undefined).length;
  const outcome = (): Outcome => desk.draft().outcome ?? (left() === 0 ? "completed" : "partial");
  const result = createMemo(() => assessVisit(desk.elder, desk.community, { ...desk.draft(), outcome: outcome() }));
  const [note, setNote] = createSignal(desk.draft().note);
  onMount(() => desk.at("summary"));

  async function goTo(code: ItemCode): Promise<void> {
    desk.at(code);
    if (await desk.saver.flush()) navigate(`/visit/${desk.draft().visitId}`);
  }
  const keepNote = (): void => {
    if (note() !== desk.draft().note) desk.change({ note: note() });
  };

  async function save(): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setTrouble(null);
    try {
      desk.change({ outcome: outcome(), note: note() });
      if (!(await desk.saver.flush())) {
        const state = desk.saver.state();
        return void setTrouble(state.kind === "refused" ? state.trouble : null);
      }
      const { visitId } = desk.draft();
      const stored = await patrolApi().submit(visitId);
      if (!stored.ok) return void setTrouble(stored.trouble);
      navigator.vibrate?.(40);
      navigate(`/visit/${visitId}/saved`, { replace: true });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen
      title={t("title")}
      context={<Who />}
      back={() =>
        void goTo(desk.draft().due.find((code) => !desk.draft().answers[code]) ?? desk.draft().due[0] ?? "summary")
      }
      right={<CloudBadge />}
      bar={
        <ActionBar>
          <Button kind="primary" icon="check" busy={busy()} onClick={() => void save()}>
            {t(desk.draft().returned ? "resend" : "save")}
          </Button>
        </ActionBar>
      }
    >
      <SaveLine />
      <Show when={desk.draft().returned}>
        {(returned) => (
          <Notice kind="attention" icon="undo" title={`${t("returned")}：${p(returned().reason)}`}>
            {returned().note}
          </Notice>
        )}
      </Show>
      <ResultCard result={result()} onGo={(code) => void goTo(code)} />
      <Show when={result().dims}>
        <Dimensions result={result()} />
      </Show>
      <FoundCard result={result()} onGo={(code) => void goTo(code)} />
      <CardsUsed />
      <PhotosOwed />
      <OutcomeCard outcome={outcome()} left={left()} onChoose={(chosen) => desk.change({ outcome: chosen })} />
      <FirstPart />
      <Card as="section" class="summary-card">
        <Field
          label={t("note")}
          hint={t("noteHint")}
          value={note()}
          rows={3}
          maxLength={500}
          onInput={(text) => {
            setNote(text);
            keepNote();
          }}
        />
      </Card>
      <Times />
      <Show when={trouble()}>
        {(trouble) => (
          <Notice kind="critical" icon="octagon" title={t("notSaved")}>
            {submitWords(trouble())}
          </Notice>
        )}
      </Show>
      <Cards />
    </Screen>
  );
}

function Dimensions(props: { result: VisitResult }): JSX.Element {
  const desk = useDesk();
  const scores = (dims: VisitResult["dims"]): number[] | null => dims && dimensions.map((dim) => dims[dim]);
  const answeredIn = (dim: string): boolean =>
    Object.entries(desk.draft().answers).some(([code, answer]) => code.startsWith(dim) && answer.state === "answered");
  return (
    <Card as="section" class="summary-card">
      <div class="summary-head">
        <h2 class="ui-title-3">{t("radar")}</h2>
        <Show when={props.result.overall !== null}>
          <span class="ui-label">{t("overall", { n: props.result.overall ?? 0 })}</span>
        </Show>
      </div>
      <RadarFive
        now={scores(props.result.dims)}
        before={scores(desk.elder.state.dims)}
        corners={dimensions.map((dim) => ({
          title: v(dim),
          word: answeredIn(dim) ? p(props.result.worst[dim]) : t("notSeenYet"),
          // A dimension nobody looked at gets no tick.
          severity: answeredIn(dim) ? props.result.worst[dim] : "low",
        }))}
      />
    </Card>
  );
}

function Times(): JSX.Element {
  const desk = useDesk();
  const from = (): string => desk.draft().startedAt;
  // A correction keeps the time the visit ended.
  const until = (): string => desk.draft().finishedAt ?? new Date(nowMs()).toISOString();
  const minutes = (): number => Math.max(0, Math.round((Date.parse(until()) - Date.parse(from())) / 60_000));
  return (
    <p class="summary-times">
      <Icon name="clock" />
      <span>
        {t("times", {
          from: clockTime(from()),
          to: clockTime(until()),
          minutes: minutesText(minutes()),
        })}
      </span>
    </p>
  );
}

function submitWords(trouble: Trouble): string {
  if (trouble.word === "storage-refused") return t("refusedWhy");
  if (trouble.word === "elsewhere") return t("elsewhereWhy");
  return t("refusedCode", { why: troubleWords(trouble) });
}

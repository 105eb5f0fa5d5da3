/** The questions of one visit: a page for each place as one walks, free to jump, every answer stored as it is given. */
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import type { ItemCode } from "../../domain/answer.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ActionBar } from "../parts/action-bar.tsx";
import { CloudBadge } from "../parts/cloud-badge.tsx";
import { p } from "../parts/part-words.ts";
import { Screen } from "../parts/screen.tsx";
import { Cards } from "./cards.tsx";
import { useDesk } from "./desk.ts";
import { DeskGate } from "./desk-gate.tsx";
import { KitSwitches } from "./kit.tsx";
import { VisitPage } from "./page.tsx";
import { codesOf, leftOn, type Page, type PageBy, type PageKey, pagesOf } from "./pages.ts";
import { SaveLine } from "./save-line.tsx";
import { VisitSteps } from "./step-bar.tsx";
import { UndoBar } from "./undo-bar.tsx";
import "./visit.css";
import { followQuestion, showItem } from "./where.ts";
import { Who } from "./who.tsx";
import { t } from "./words.ts";

export function VisitScreen(): JSX.Element {
  return (
    <DeskGate>
      <Questions />
    </DeskGate>
  );
}

function Questions(): JSX.Element {
  const desk = useDesk();
  const navigate = useNavigate();
  const [by, setBy] = createSignal<PageBy>("place");
  // An answered item stays in sight even when it is no longer due: it still counts.
  const due = createMemo(() => [...desk.draft().due, ...Object.keys(desk.draft().answers)], undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  const pages = createMemo(() => pagesOf(desk.rules, due(), by()));
  const pageWith = (code: ItemCode): Page | undefined => pages().find((page) => codesOf(page).includes(code));
  const firstUseful = (): Page | undefined =>
    pageWith(desk.draft().resumeAt) ?? pages().find((page) => codesOf(page).length > 0) ?? pages()[0];
  const [now, setNow] = createSignal<PageKey>(firstUseful()?.key ?? "talk");
  const index = (): number => pages().findIndex((page) => page.key === now());
  const page = (): Page | undefined => pages()[index()];
  const useful = (from: number, step: 1 | -1): Page | undefined => {
    for (let n = from + step; n >= 0 && n < pages().length; n += step) {
      const one = pages()[n];
      if (one && codesOf(one).length > 0) return one;
    }
    return undefined;
  };
  const before = (): Page | undefined => useful(index(), -1);
  const after = (): Page | undefined => useful(index(), 1);
  const left = (): number => {
    const here = page();
    return here ? leftOn(here, desk.draft().answers).length : 0;
  };

  function go(key: PageKey, code?: ItemCode): void {
    setNow(key);
    const target = code ?? codesOf(pages().find((one) => one.key === key) ?? { key, red: [], rest: [] })[0];
    if (target) desk.at(target);
    if (code) showItem(code);
    else window.scrollTo({ top: 0 });
  }
  async function toSummary(): Promise<void> {
    desk.at("summary");
    if (await desk.saver.flush()) navigate(`/visit/${desk.draft().visitId}/summary`);
  }
  /** A full page moves on by itself; one that still wants a number shows what is left. */
  function filled(count: number): void {
    const here = page();
    if (!here || count === 0) return;
    const rest = leftOn(here, desk.draft().answers);
    const next = after();
    if (rest[0]) showItem(rest[0]);
    else if (next) go(next.key);
  }
  function switchView(): void {
    const code = desk.draft().resumeAt;
    setBy(by() === "place" ? "dimension" : "place");
    const there = pageWith(code) ?? pages()[0];
    if (there) go(there.key, codesOf(there).includes(code) ? code : undefined);
  }

  onMount(() => {
    const { resumeAt } = desk.draft();
    if (pageWith(resumeAt)) showItem(resumeAt);
    onCleanup(followQuestion((code) => desk.at(code)));
  });

  return (
    <Screen
      title={t(`${now()}Title`)}
      context={<Who />}
      back={() => history.back()}
      right={<CloudBadge />}
      bar={
        <ActionBar>
          <Show when={before()}>
            {(before) => (
              <Button kind="quiet" onClick={() => go(before().key)}>
                {t(by() === "place" ? "back" : "backPart")}
              </Button>
            )}
          </Show>
          <Show
            when={after()}
            fallback={
              <Button kind="primary" onClick={() => void toSummary()}>
                {t("summary")}
              </Button>
            }
          >
            {(after) => (
              <Button kind="primary" onClick={() => go(after().key)}>
                {t(by() === "place" ? "next" : "nextPart")}
              </Button>
            )}
          </Show>
        </ActionBar>
      }
    >
      <VisitSteps pages={pages()} now={now()} answers={desk.draft().answers} onGo={(key) => go(key)} />
      <SaveLine />
      <Show when={desk.draft().returned}>
        {(returned) => (
          <Notice kind="attention" icon="undo" title={`${t("returned")}：${p(returned().reason)}`}>
            {returned().note}
          </Notice>
        )}
      </Show>
      <CheckInOwed />
      <Show when={now()} keyed>
        {(_) => <Show when={page()}>{(page) => <VisitPage page={page()} onFilled={filled} />}</Show>}
      </Show>
      <p class="visit-left" role="status">
        {left() > 0 ? t("left", { n: left() }) : t("allDone")}
      </p>
      <KitSwitches />
      <button type="button" class="visit-extra" onClick={switchView}>
        {t(by() === "place" ? "byDimension" : "byPlace")}
      </button>
      <UndoBar />
      <Cards />
    </Screen>
  );
}

/** An unproven arrival can be proven later, from here. */
function CheckInOwed(): JSX.Element {
  const desk = useDesk();
  const navigate = useNavigate();
  const owed = (): boolean => desk.draft().checkIn?.judgement !== "ok";
  return (
    <Show when={owed()}>
      <div class="visit-owed">
        <span>{t("checkInOwed")}</span>
        <Button
          kind="outline"
          icon="locate"
          onClick={async () => {
            if (await desk.saver.flush()) navigate(`/elder/${desk.elder.id}/check-in`);
          }}
        >
          {t("checkInNow")}
        </Button>
      </div>
    </Show>
  );
}

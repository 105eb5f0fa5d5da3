/** Brings up the action card an answer calls for, at once; first its question where the rule set has one. */
import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, type JSX, on, onMount, Show } from "solid-js";
import { type CardChoice, cardFor } from "../../domain/action-cards.ts";
import type { ItemCode } from "../../domain/answer.ts";
import { assessVisit } from "../../domain/assess-visit.ts";
import { itemOf, optionOf } from "../../domain/checklist.ts";
import type { CardUse } from "../../domain/visit.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { nowText } from "../parts/session.ts";
import { type CardEnd, CardSheet } from "./card-sheet.tsx";
import { t } from "./card-words.ts";
import { useDesk } from "./desk.ts";
import { say } from "./say.ts";

export function Cards(): JSX.Element {
  const desk = useDesk();
  const navigate = useNavigate();
  const [asking, setAsking] = createSignal<CardChoice | null>(null);
  const [open, setOpen] = createSignal<CardUse | null>(null);
  /** Yes or no by card, for the answer at hand. */
  let confirmed: Record<string, boolean> = {};
  let about: ItemCode = "";

  const isCritical = (item: ItemCode): boolean =>
    assessVisit(desk.elder, desk.community, desk.draft()).severities[item] === "critical";
  const useOf = (card: string, item: ItemCode): CardUse | undefined =>
    desk.draft().cards.find((use) => use.card === card && use.item === item);

  function look(code: ItemCode): void {
    about = code;
    const choice = cardFor(desk.draft(), code, confirmed);
    setAsking(choice?.question ? choice : null);
    if (choice && !choice.question) bring(choice.card.code, choice.item);
  }
  function bring(card: string, item: ItemCode): void {
    const use = useOf(card, item) ?? { card, item, openedAt: nowText() };
    desk.useCard(use);
    setOpen(use);
  }
  function reply(yes: boolean): void {
    const choice = asking();
    if (!choice) return;
    confirmed = { ...confirmed, [choice.card.code]: yes };
    look(about);
  }

  createEffect(
    on(
      desk.lastAnswered,
      (last) => {
        if (!last) return;
        confirmed = {};
        look(last.code);
      },
      { defer: true },
    ),
  );
  // A critical answer whose card was left by killing the app: the card comes back.
  onMount(() => {
    const { answers, outcome } = desk.draft();
    if (outcome === "emergency_stop") return;
    const left = Object.keys(answers).find((code) => {
      if (!isCritical(code)) return false;
      const choice = cardFor(desk.draft(), code);
      return choice !== null && !useOf(choice.card.code, choice.item)?.stoppedAt;
    });
    if (left) look(left);
  });
  // Nobody answers: what to do at the door, at once (§5.2).
  createEffect(
    on(
      () => desk.draft().outcome,
      (outcome) => {
        if (outcome === "no_answer" && !useOf("A8", AT_THE_DOOR)) bring("A8", AT_THE_DOOR);
      },
    ),
  );

  async function end(use: CardUse, how: CardEnd): Promise<void> {
    setOpen(null);
    if (how === "wrong") {
      desk.answer(use.item, null);
      if (!useOf(use.card, use.item)?.toldAt) desk.dropCard(use);
    }
    if (how !== "stop") return;
    desk.useCard(use, { stoppedAt: nowText() });
    desk.change({ outcome: "emergency_stop", resumeAt: "summary" });
    if (await desk.saver.flush()) navigate(`/visit/${desk.draft().visitId}/summary`);
  }
  const answerWords = (code: ItemCode): string => {
    const item = itemOf(desk.rules, code);
    const answer = desk.draft().answers[code];
    const option = item && answer?.state === "answered" ? optionOf(item, answer.option) : null;
    return option ? say(option.short) : "";
  };

  return (
    <>
      <Sheet
        open={asking() !== null}
        alert
        firm
        onClose={() => {}}
        title={asking()?.question ? t("confirm", { question: say(asking()?.question ?? { zh: "", en: "" }) }) : ""}
      >
        <Button wide kind="danger" onClick={() => reply(true)}>
          {t("yes")}
        </Button>
        <Button wide kind="quiet" onClick={() => reply(false)}>
          {t("no")}
        </Button>
      </Sheet>
      <Show when={open()} keyed>
        {(use) => (
          <CardSheet
            use={useOf(use.card, use.item) ?? use}
            item={itemOf(desk.rules, use.item)}
            answer={answerWords(use.item)}
            critical={isCritical(use.item)}
            onTold={() => desk.useCard(use, { toldAt: nowText() })}
            onEnd={(how) => void end(use, how)}
          />
        )}
      </Show>
    </>
  );
}

/** A8 belongs to no question. */
const AT_THE_DOOR = "door";

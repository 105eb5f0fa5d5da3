/** A desk over one draft: every change is a pure step of the domain, shown at once and put to be stored. */
import { createSignal } from "solid-js";
import type { Answer, ItemCode } from "../../domain/answer.ts";
import type { RuleSet } from "../../domain/checklist.ts";
import type { CardUse, VisitDraft } from "../../domain/visit.ts";
import { nothingElseWrong, setAnswer, setFirstPart, setKit, setObserved } from "../../domain/visit-form.ts";
import type { PatrolApi, VisitView } from "../../worker/api.ts";
import { nowText } from "../parts/session.ts";
import type { Desk, Filled } from "./desk.ts";
import { createDraftSaver } from "./draft-saver.ts";

const UNDO_MS = 5000;

const sameCard = (a: CardUse, b: CardUse): boolean => a.card === b.card && a.item === b.item;
const counts = (answer: Answer | undefined): string =>
  answer?.state === "answered" ? `${answer.option} ${JSON.stringify(answer.value)}` : "";

export function createDesk(view: VisitView, rules: RuleSet, save: PatrolApi["saveDraft"]): Desk {
  const { elder, community } = view;
  const context = { elder, community };
  const [draft, setDraft] = createSignal(view.draft);
  const [lastAnswered, setLastAnswered] = createSignal<{ code: ItemCode } | null>(null);
  const [filled, setFilled] = createSignal<Filled | null>(null);
  const saver = createDraftSaver(save, view.draft);
  /** Items the shortcut set last. */
  let shortcut: ItemCode[] = [];
  let undoEnds: ReturnType<typeof setTimeout> | undefined;

  function put(next: VisitDraft): void {
    setDraft(next);
    saver.put(next);
  }

  return {
    draft,
    elder,
    community,
    rules,
    saver,
    lastAnswered,
    filled,
    answer(code, answer) {
      const before = draft().answers[code];
      put(setAnswer({ ...draft(), resumeAt: code }, code, answer, context));
      if (counts(before) !== counts(draft().answers[code])) setLastAnswered({ code });
    },
    nothingElse(place) {
      const before = draft();
      const after = nothingElseWrong(before, place, nowText());
      shortcut = Object.keys(after.answers).filter((code) => !(code in before.answers));
      if (shortcut.length === 0) return 0;
      put(after);
      setFilled({ place, count: shortcut.length });
      clearTimeout(undoEnds);
      undoEnds = setTimeout(() => setFilled(null), UNDO_MS);
      return shortcut.length;
    },
    undoNothingElse() {
      clearTimeout(undoEnds);
      setFilled(null);
      // Only what is still as the shortcut left it: an answer given since then stays.
      const untouched = shortcut.filter((code) => {
        const answer = draft().answers[code];
        return answer?.state === "answered" && answer.source === "shortcut";
      });
      put(untouched.reduce((next, code) => setAnswer(next, code, null, context), draft()));
    },
    see(facts, on) {
      put(
        facts.reduce((next, fact) => {
          const denied = fact.startsWith("!");
          return setObserved(next, denied ? fact.slice(1) : fact, on ? (denied ? "off" : "on") : "file", context);
        }, draft()),
      );
    },
    leaveKit(device, left) {
      const others = draft().kit.filter((one) => one !== device);
      put(setKit(draft(), left ? others : [...others, device], context));
    },
    firstPart: (on) => put(setFirstPart(draft(), on, context)),
    at(code) {
      if (draft().resumeAt !== code) put({ ...draft(), resumeAt: code });
    },
    useCard(use, change = {}) {
      const known = draft().cards.some((one) => sameCard(one, use));
      const cards = known ? draft().cards : [...draft().cards, use];
      put({ ...draft(), cards: cards.map((one) => (sameCard(one, use) ? { ...one, ...change } : one)) });
    },
    dropCard: (use) => put({ ...draft(), cards: draft().cards.filter((one) => !sameCard(one, use)) }),
    change: (part) => put({ ...draft(), ...part }),
  };
}

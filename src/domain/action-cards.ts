/** Which action card an answer opens (§2.7). */
import type { Answered, ItemCode } from "./answer.ts";
import {
  type ActionCard,
  type ChecklistItem,
  cardOf,
  checklistOf,
  type ItemAction,
  optionIndex,
  type Words,
} from "./checklist.ts";
import type { VisitDraft } from "./visit.ts";

/** `question` first asks the patroller; answer it into `confirmed[card.code]` and ask again. */
export type CardChoice = { card: ActionCard; item: ItemCode; question: Words | null };

/**
 * The card to bring up after `code` was answered, or null. It is looked up on that item, and on items whose card
 * depends on it (blood pressure D waits for how the elder is today). `confirmed` holds the patroller's yes or no by card.
 */
export function cardFor(
  draft: Pick<VisitDraft, "ruleset" | "answers">,
  code: ItemCode,
  confirmed: Readonly<Record<string, boolean>> = {},
): CardChoice | null {
  const set = checklistOf(draft.ruleset);
  const items = set?.items.filter((item) => item.id === code || dependsOn(item, code)) ?? [];
  items.sort((a, b) => Number(b.id === code) - Number(a.id === code));
  for (const item of items) {
    const choice = choiceOf(item, draft, confirmed);
    if (choice) return choice;
  }
  return null;
}

function choiceOf(
  item: ChecklistItem,
  draft: Pick<VisitDraft, "ruleset" | "answers">,
  confirmed: Readonly<Record<string, boolean>>,
): CardChoice | null {
  const answer = draft.answers[item.id];
  if (answer?.state !== "answered") return null;
  for (const action of item.actions) {
    const card = cardOf(action.card);
    if (!card || !action.when.includes(answer.option) || !answerFits(action, draft)) continue;
    if (action.onlyIf?.not !== undefined && confirmed[action.onlyIf.not] === true) continue;
    if (!action.onlyIf?.confirm || confirmed[card.code] === true) return { card, item: item.id, question: null };
    if (confirmed[card.code] === undefined) {
      return { card, item: item.id, question: { zh: action.onlyIf.zh ?? "", en: action.onlyIf.en ?? "" } };
    }
  }
  return null;
}

function answerFits(action: ItemAction, draft: Pick<VisitDraft, "ruleset" | "answers">): boolean {
  const wanted = action.onlyIf?.answer;
  if (!wanted) return true;
  const answer = draft.answers[wanted.item];
  if (answer?.state !== "answered") return false;
  const tenths = Math.round((numberOf(answer) ?? Number.NaN) * 10);
  if (wanted.valueMax !== undefined && !(tenths <= Math.round(wanted.valueMax * 10))) return false;
  if (wanted.valueMin !== undefined && !(tenths >= Math.round(wanted.valueMin * 10))) return false;
  if (wanted.min === undefined) return true;
  const item = checklistOf(draft.ruleset)?.items.find((other) => other.id === wanted.item);
  return item !== undefined && optionIndex(item, answer.option) >= optionIndex(item, wanted.min);
}

function numberOf(answer: Answered): number | undefined {
  return answer.value?.mmol;
}

function dependsOn(item: ChecklistItem, code: ItemCode): boolean {
  return item.id !== code && item.actions.some((action) => action.onlyIf?.answer?.item === code);
}

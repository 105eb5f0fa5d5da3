/** The visit cut into pages: by place as one walks, or by the five dimensions; red-line items first on each. */
import type { Answers, ItemCode } from "../../domain/answer.ts";
import { inWalkingOrder, itemOf, type RuleSet } from "../../domain/checklist.ts";
import { type Dimension, dimensions, type Place, places } from "../../domain/scales.ts";
import type { VisitDraft } from "../../domain/visit.ts";

export type PageKey = Place | Dimension;
export type PageBy = "place" | "dimension";
export type Page = { key: PageKey; red: ItemCode[]; rest: ItemCode[] };

/** All pages, in order; one without due items stays, empty, so that the way through the home never changes shape. */
export function pagesOf(rules: RuleSet, due: readonly ItemCode[], by: PageBy): Page[] {
  const walk = inWalkingOrder(rules, due);
  const keys: readonly PageKey[] = by === "place" ? places : dimensions;
  return keys.map((key) => {
    const here = walk.filter((code) => {
      const item = itemOf(rules, code);
      return item !== null && (by === "place" ? item.place : item.dim) === key;
    });
    const red = here.filter((code) => itemOf(rules, code)?.redline);
    return { key, red, rest: here.filter((code) => !red.includes(code)) };
  });
}

export const codesOf = (page: Page): ItemCode[] => [...page.red, ...page.rest];

export const leftOn = (page: Page, answers: Answers): ItemCode[] =>
  codesOf(page).filter((code) => answers[code] === undefined);

/** Due items of one dimension that have no answer that counts. */
export function leftOfDimension(
  rules: RuleSet,
  draft: Pick<VisitDraft, "due" | "answers">,
  dim: Dimension,
): ItemCode[] {
  return inWalkingOrder(rules, draft.due).filter((code) => {
    const state = draft.answers[code]?.state;
    return itemOf(rules, code)?.dim === dim && state !== "answered" && state !== "na";
  });
}

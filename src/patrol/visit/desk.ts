/** What every part of the visit screens shares: the draft, who it is about, and the few ways to change it. */
import { createContext, useContext } from "solid-js";
import type { Answer, FactId, ItemCode } from "../../domain/answer.ts";
import type { RuleSet } from "../../domain/checklist.ts";
import type { Community } from "../../domain/community.ts";
import type { Elder } from "../../domain/elder.ts";
import type { Place } from "../../domain/scales.ts";
import type { CardUse, VisitDraft } from "../../domain/visit.ts";
import type { DraftSaver } from "./draft-saver.ts";

export type Filled = { place: Place; count: number };

export type Desk = {
  draft: () => VisitDraft;
  elder: Elder;
  community: Community;
  rules: RuleSet;
  saver: DraftSaver;
  /** Gives or, with null, takes back an answer. */
  answer(code: ItemCode, answer: Answer | null): void;
  /** The answer given or changed last, for whoever must act on it at once (cards). */
  lastAnswered: () => { code: ItemCode } | null;
  /** 这里其余无异常; how many items it filled. */
  nothingElse(place: Place): number;
  /** What the shortcut did, for as long as it can be undone. */
  filled: () => Filled | null;
  undoNothingElse(): void;
  /** Facts that are switched on by `fact`, denied by `!fact`; off takes them back to what the file says. */
  see(facts: readonly FactId[], on: boolean): void;
  /** 今天没带 */
  leaveKit(device: FactId, left: boolean): void;
  firstPart(on: boolean): void;
  /** The question now on the screen: where a killed app resumes. */
  at(code: ItemCode | "summary"): void;
  /** Notes a card as used, or changes what is noted. */
  useCard(use: CardUse, change?: Partial<CardUse>): void;
  dropCard(use: CardUse): void;
  change(part: Partial<VisitDraft>): void;
};

const DeskContext = createContext<Desk>();
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("a part of the visit outside a visit");
  return desk;
}

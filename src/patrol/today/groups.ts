/** The list of 今日 in its groups, in the order the worker gave: by urgency and distance. */
import type { TodayCard } from "../../worker/api.ts";

export type Group = "returned" | "overdue" | "today" | "done" | "later";

export const groupOrder: readonly Group[] = ["returned", "overdue", "today", "done", "later"];

/** A returned visit stands first, whatever else is due. */
export function groupOf(card: TodayCard): Group {
  return card.returned ? "returned" : card.group;
}

export function inGroups(cards: readonly TodayCard[]): Record<Group, TodayCard[]> {
  const groups: Record<Group, TodayCard[]> = { returned: [], overdue: [], today: [], done: [], later: [] };
  for (const card of cards) groups[groupOf(card)].push(card);
  return groups;
}

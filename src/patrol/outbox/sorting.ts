/** The order of 待传: what needs a person, what is on its way, what waits, what was sent. */
import type { OutboxItem } from "../../worker/api.ts";

export type Part = "needs" | "held" | "way" | "sent";

const parts: Record<OutboxItem["state"], Part> = {
  rejected: "needs",
  returned: "needs",
  held: "held",
  sending: "way",
  waiting: "way",
  sent: "sent",
};

export function inParts(items: readonly OutboxItem[]): Record<Part, OutboxItem[]> {
  const sorted: Record<Part, OutboxItem[]> = { needs: [], held: [], way: [], sent: [] };
  for (const item of items) sorted[parts[item.state]].push(item);
  const rank = (item: OutboxItem): number => (item.state === "sending" ? 0 : (item.position ?? 1));
  sorted.way.sort((a, b) => rank(a) - rank(b) || a.savedAt.localeCompare(b.savedAt));
  sorted.sent.sort((a, b) => (b.sentAt ?? "").localeCompare(a.sentAt ?? ""));
  return sorted;
}

/** Spreads first visits over the weeks after an import, those who need most care first, so that nobody starts overdue. */
import { addDays } from "../../domain/calendar.ts";
import type { Elder } from "../../domain/elder.ts";
import type { Day } from "../../domain/time.ts";
import { tierOf, vulnerabilityPoints } from "../../domain/vulnerability.ts";

export const FIRST_VISIT_DAYS = 42;

/** @returns elder id → day of the first visit. Neighbours of the same tier come together; the same list gives the same days. */
export function planFirstVisits(
  newcomers: readonly { elder: Elder; patrollerId: string }[],
  today: Day,
): Map<string, Day> {
  const days = new Map<string, Day>();
  const byPatroller = new Map<string, Elder[]>();
  for (const { elder, patrollerId } of newcomers)
    byPatroller.set(patrollerId, [...(byPatroller.get(patrollerId) ?? []), elder]);
  for (const elders of byPatroller.values()) {
    const ranked = elders
      .map((elder) => ({
        elder,
        tier: tierOf(vulnerabilityPoints(elder.vulnerability, elder.birthOn, today)),
        door: `${elder.community} ${elder.plate} ${elder.name}`,
      }))
      .sort((a, b) => b.tier - a.tier || (a.door < b.door ? -1 : 1));
    ranked.forEach(({ elder }, at) => {
      days.set(elder.id, addDays(today, Math.floor((at * FIRST_VISIT_DAYS) / ranked.length)));
    });
  }
  return days;
}

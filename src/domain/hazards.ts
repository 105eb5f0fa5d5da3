/** Tickets: what a visit opens, joins and marks as fixed (§3.3, §5.3). One per elder and item. */
import type { Answered, ItemCode } from "./answer.ts";
import { addHours, dayOf, endOfDay } from "./calendar.ts";
import { inWalkingOrder, itemOf, optionOf, type RuleSet } from "./checklist.ts";
import type { Elder, OpenHazard } from "./elder.ts";
import type { Hazard, HazardState } from "./hazard.ts";
import { type Severity, severityRank, worseSeverity } from "./scales.ts";
import type { Instant } from "./time.ts";
import type { VisitRecord } from "./visit.ts";
import { addWorkingDays } from "./working-days.ts";

/** Severities after X1–X6 as the visit's result has them, and raises of older answers. */
export type Findings = {
  severities: Record<ItemCode, Severity>;
  options: Record<ItemCode, string>;
  raises: { item: ItemCode; severity: Severity }[];
};

/** HZ from medium on, and a critical answer of any class. */
export function needsTicket(set: RuleSet, code: ItemCode, option: string, severity: Severity): boolean {
  const item = itemOf(set, code);
  if (!item) return false;
  if (severity === "critical") return true;
  return optionOf(item, option)?.cls === "HZ" && severityRank(severity) >= severityRank("medium");
}

export function itemsOfTicket(ticket: { item: ItemCode; joined?: ItemCode[] | undefined }): ItemCode[] {
  return [ticket.item, ...(ticket.joined ?? [])];
}

/**
 * Is a ticket fixed after today? It was and nothing of it was found again, or all of it that was found today was fixed
 * on site. What needs no ticket of its own (advice, A) neither fixes one nor opens it again.
 */
export function isFixedBySightings(
  ticket: { fixedOnSite: boolean },
  seen: readonly { fixed: boolean; needsTicket: boolean }[],
): boolean {
  const found = seen.filter((sighting) => sighting.needsTicket);
  return found.length > 0 ? found.every((sighting) => sighting.fixed) : ticket.fixedOnSite;
}

/** Tickets after a visit. A sighting of an item that has a ticket joins it; the worse severity counts. */
export function ticketsAfter(open: OpenHazard[], set: RuleSet, record: VisitRecord, found: Findings): OpenHazard[] {
  const tickets = open.map((ticket) => raised(ticket, found));
  const joining = new Map<OpenHazard, ItemCode[]>();
  const fresh: ItemCode[][] = [];
  for (const group of groupsOf(set, record, found)) {
    const known = tickets.find((ticket) => itemsOfTicket(ticket).some((code) => group.includes(code)));
    if (known) joining.set(known, [...(joining.get(known) ?? []), ...group]);
    else fresh.push(group);
  }
  return [
    ...tickets.map((ticket) => {
      const group = joining.get(ticket);
      return group ? joinedBy(ticket, set, record, group, found) : ticket;
    }),
    ...fresh.map((group) => opened(set, record, group, found)),
  ];
}

function opened(set: RuleSet, record: VisitRecord, group: ItemCode[], found: Findings): OpenHazard {
  const severity = worstIn(group, found);
  const fixed = isFixedBySightings({ fixedOnSite: false }, sightingsOf(set, record, group, found));
  const worst = group.filter((code) => found.severities[code] === severity);
  const item = inWalkingOrder(set, worst)[0] as ItemCode;
  const joined = group.filter((code) => code !== item);
  return {
    id: `${record.visitId}-${item}`,
    item,
    ...(joined.length > 0 ? { joined } : {}),
    severity,
    state: fixed ? "fixed_on_site" : "found",
    foundOn: record.on,
    foundAt: record.finishedAt,
    visitId: record.visitId,
    rectifyBy: rectifyBy(severity, record.finishedAt),
    ...(fixed ? { recheckBy: recheckBy(severity, record.finishedAt) } : {}),
  };
}

function joinedBy(
  ticket: OpenHazard,
  set: RuleSet,
  record: VisitRecord,
  group: ItemCode[],
  found: Findings,
): OpenHazard {
  const severity = worseSeverity(ticket.severity, worstIn(group, found));
  const seen = sightingsOf(set, record, group, found);
  const fixed = isFixedBySightings({ fixedOnSite: ticket.state === "fixed_on_site" }, seen);
  const others = [...new Set([...(ticket.joined ?? []), ...group])].filter((code) => code !== ticket.item);
  const { recheckBy: _, joined: __, ...rest } = ticket;
  const at = record.finishedAt;
  return {
    ...rest,
    ...(others.length > 0 ? { joined: others } : {}),
    severity,
    state: fixed ? "fixed_on_site" : "found",
    rectifyBy: severity === ticket.severity ? ticket.rectifyBy : sooner(ticket.rectifyBy, rectifyBy(severity, at)),
    ...(fixed ? { recheckBy: recheckBy(severity, at) } : {}),
  };
}

function worstIn(group: ItemCode[], found: Findings): Severity {
  return group.reduce<Severity>((worse, code) => worseSeverity(worse, found.severities[code] ?? "none"), "none");
}

/** In a group that was reported as one hazard, everything belongs to it, also what needs no ticket alone. */
function sightingsOf(set: RuleSet, record: VisitRecord, group: ItemCode[], found: Findings) {
  const needing = group.filter((code) =>
    needsTicket(set, code, found.options[code] ?? "", found.severities[code] ?? "none"),
  );
  return (needing.length > 0 ? needing : group).map((code) => ({ fixed: isFixed(record, code), needsTicket: true }));
}

function raised(ticket: OpenHazard, found: Findings): OpenHazard {
  const severity = found.raises
    .filter((raise) => itemsOfTicket(ticket).includes(raise.item) && ticket.state === "found")
    .reduce((worse, raise) => worseSeverity(worse, raise.severity), ticket.severity);
  return severity === ticket.severity ? ticket : { ...ticket, severity };
}

/** Items that need a ticket, those joined by the patroller as one. A joined group counts as soon as one of it is a hazard. */
function groupsOf(set: RuleSet, record: VisitRecord, found: Findings): ItemCode[][] {
  const groups: ItemCode[][] = [];
  const taken = new Set<ItemCode>();
  for (const group of record.joined) {
    const present = [...new Set(group)].filter(
      (code) => !taken.has(code) && severityRank(found.severities[code] ?? "none") > 0,
    );
    const worst = worstIn(present, found);
    const hazard = present.some((code) => classOf(set, code, found) === "HZ" || found.severities[code] === "critical");
    if (present.length < 2 || !hazard || severityRank(worst) < severityRank("medium")) continue;
    groups.push(present);
    for (const code of present) taken.add(code);
  }
  for (const code of inWalkingOrder(set, Object.keys(found.severities))) {
    if (!taken.has(code) && needsTicket(set, code, found.options[code] ?? "", found.severities[code] ?? "none"))
      groups.push([code]);
  }
  return groups;
}

function classOf(set: RuleSet, code: ItemCode, found: Findings): string | null {
  const item = itemOf(set, code);
  return (item && optionOf(item, found.options[code] ?? "")?.cls) ?? null;
}

function isFixed(record: VisitRecord, code: ItemCode): boolean {
  const answer = record.answers[code];
  return answer?.state === "answered" && (answer as Answered).fixed !== undefined;
}

/** §5.3: critical 24 h, high 7 days, medium 30 working days; calendar hours for the first two. */
function rectifyBy(severity: Severity, at: Instant): Instant | null {
  if (severity === "critical") return addHours(at, 24);
  if (severity === "high") return addHours(at, 7 * 24);
  return severity === "medium" ? endOfDay(addWorkingDays(dayOf(at), 30)) : null;
}

/** Fixed on site: critical is looked at again within 24 h, high within 7 days, medium within 7 working days. */
function recheckBy(severity: Severity, at: Instant): Instant {
  if (severity === "critical") return addHours(at, 24);
  return severity === "high" ? addHours(at, 7 * 24) : endOfDay(addWorkingDays(dayOf(at), 7));
}

function sooner(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The ticket as a row of its own. */
export function hazardRow(
  elder: Pick<Elder, "id" | "community">,
  ticket: OpenHazard,
  state: HazardState = ticket.state,
): Hazard {
  return {
    id: ticket.id,
    elderId: elder.id,
    community: elder.community,
    item: ticket.item,
    ...(ticket.joined ? { joined: ticket.joined } : {}),
    severity: ticket.severity,
    state,
    visitId: ticket.visitId,
    foundOn: ticket.foundOn,
    foundAt: ticket.foundAt,
    rectifyBy: ticket.rectifyBy,
    recheckBy: ticket.recheckBy ?? null,
  };
}

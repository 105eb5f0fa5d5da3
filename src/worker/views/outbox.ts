/** 待传: each thing done, and where it is. */
import type { Visit, VisitRecord } from "../../domain/visit.ts";
import type { OutboxEntry } from "../../replica/overlay.ts";
import type { OutboxItem } from "../api.ts";
import type { Desk } from "../desk.ts";

/** A discard is bookkeeping about another item; what was replaced or discarded is settled by a person. */
export function isShown({ row, body }: OutboxEntry): boolean {
  return body.kind !== "work.discard" && row.state !== "replaced" && row.state !== "discarded";
}

/** Newest first. */
export function outboxView(desk: Desk): OutboxItem[] {
  const entries = desk.replica.entries().filter(isShown);
  const waiting = entries.filter(({ row }) => row.state === "waiting").map(({ row }) => row.id);
  return entries.map((entry) => itemOf(desk, entry, entries, waiting)).reverse();
}

function itemOf(desk: Desk, entry: OutboxEntry, entries: OutboxEntry[], waiting: string[]): OutboxItem {
  const { row, body, about } = entry;
  const place = waiting.indexOf(row.id);
  const visit = about.elderId && about.visitId ? desk.replica.visit(about.elderId, about.visitId) : null;
  const review = isLatestOf(entry, entries) ? reviewOf(body.args as VisitRecord, visit) : null;
  return {
    id: row.id,
    kind: body.kind,
    visitId: about.visitId,
    elderId: about.elderId,
    elderName: about.name,
    plate: about.plate,
    savedAt: body.occurredAt,
    sizeBytes: row.size,
    state: stateOf(desk, entry, review),
    position: place < 0 ? null : place + 1,
    sentAt: row.state === "waiting" ? null : row.at,
    code: row.code,
    visitState: visit?.state ?? null,
    returned: review,
  };
}

function stateOf(desk: Desk, { row }: OutboxEntry, review: OutboxItem["returned"]): OutboxItem["state"] {
  switch (row.state) {
    case "waiting":
      return desk.progress.sending.has(row.id) ? "sending" : "waiting";
    case "rejected":
    case "held":
      return row.state;
    default:
      return review ? "returned" : "sent";
  }
}

/** A visit sent again is shown by what was sent last. */
function isLatestOf(entry: OutboxEntry, entries: OutboxEntry[]): boolean {
  const { visitId } = entry.about;
  const same = entries.filter((other) => other.about.visitId === visitId);
  return visitId !== null && same[same.length - 1] === entry;
}

/** The supervisor sent this very revision back. */
export function reviewOf(record: Pick<VisitRecord, "revision">, visit: Visit | null): OutboxItem["returned"] {
  if (visit?.state !== "returned" || visit.revision !== record.revision) return null;
  return { reason: visit.reviewed?.reason ?? "other", note: visit.reviewed?.note ?? "" };
}

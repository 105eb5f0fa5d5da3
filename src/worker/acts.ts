/** What a patroller does, from opening a visit to handing it in. Everything is on the disk before it is called done. */
import { assessVisit } from "../domain/assess-visit.ts";
import { distanceM, judgeCheckIn } from "../domain/check-in.ts";
import type { Elder } from "../domain/elder.ts";
import { mutationRules } from "../domain/mutation-rules.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Instant } from "../domain/time.ts";
import type { CheckIn, VisitDraft, VisitRecord, VisitResult } from "../domain/visit.ts";
import { draftFromVisit, finishRecord, newDraft } from "../domain/visit-form.ts";
import { prio } from "../protocol/wire.ts";
import { contextFor, factsFor } from "../replica/overlay.ts";
import type { PatrolApi, Result, Saved, Summary, VisitView } from "./api.ts";
import { today } from "./day.ts";
import type { Desk } from "./desk.ts";
import { refused } from "./troubles.ts";
import { uuidv7 } from "./uuid.ts";
import { elderView, visitView } from "./views/elder.ts";
import { returnedVisit, todayView } from "./views/today.ts";

/** All of a patroller's own devices, unless the last visit says what is carried. */
const FULL_KIT = ["bp_device", "device_present", "glucose_meter"];

export async function openVisit(desk: Desk, elderId: string): Promise<Result<VisitDraft>> {
  const { replica, clock } = desk;
  const view = elderView(desk, elderId);
  if (!view) return refused("elder.unknown");
  if (view.draft) return { ok: true, value: view.draft };
  const { elder, community } = view;
  const returned = returnedVisit(desk, elderId);
  const at = clock.now();
  const draft = returned
    ? draftFromVisit(returned, { at })
    : newDraft({ visitId: uuidv7(clock.wall()), elder, community, on: today(clock), at, kit: kitLastCarried(desk) });
  await replica.saveDraft({ draft, replaces: null, elder, community });
  desk.changed(["draft", "elder", "today"]);
  return { ok: true, value: draft };
}

function kitLastCarried({ replica }: Desk): string[] {
  const begun = replica.drafts().map(({ draft }) => ({ at: draft.savedAt, kit: draft.kit }));
  const done = replica
    .entries()
    .filter(({ body }) => body.kind === "visit.submit")
    .map(({ body }) => ({ at: body.occurredAt, kit: (body.args as VisitRecord).kit }));
  const last = [...begun, ...done].sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  return last ? last.kit : FULL_KIT;
}

/** `rev` only grows: an older save that comes late never covers a newer one. */
export async function saveDraft(desk: Desk, draft: VisitDraft): Promise<Result<{ rev: number; savedAt: string }>> {
  const kept = desk.replica.draft(draft.visitId);
  if (!kept) return refused("visit.unknown");
  const rev = Math.max(kept.draft.rev, draft.rev) + 1;
  const savedAt = desk.clock.now();
  await desk.replica.saveDraft({ ...kept, draft: { ...draft, rev, savedAt } });
  desk.changed(["draft", "today"]);
  return { ok: true, value: { rev, savedAt } };
}

export async function discardDraft(desk: Desk, visitId: string): Promise<Result<null>> {
  await desk.replica.deleteDraft(visitId);
  desk.changed(["draft", "elder", "today"]);
  return { ok: true, value: null };
}

type Fix = Parameters<PatrolApi["judgeCheckIn"]>[1];

/** Nothing here ever blocks a visit (§8.2). */
export function checkIn(desk: Desk, elderId: string, fix: Fix, reason: CheckIn["reason"]): CheckIn {
  const at = desk.clock.now();
  const home = elderView(desk, elderId)?.elder.homePoint ?? null;
  if (!fix) return { at, judgement: "manual", ...(reason ? { reason } : {}), coordSys: "wgs84" };
  const { lat, lng, accuracyM } = fix;
  const distance = home ? distanceM(fix, home) : null;
  const why = reason ?? (home ? undefined : "no-home-point");
  return {
    at,
    lat,
    lng,
    accuracyM,
    ageMs: Math.max(0, desk.clock.wall() - Date.parse(fix.at)),
    ...(distance === null ? {} : { distanceM: distance }),
    judgement: judgeCheckIn({ distanceM: distance, accuracyM }),
    ...(why ? { reason: why } : {}),
    coordSys: "wgs84",
  };
}

export function summary(desk: Desk, visitId: string): Summary | null {
  const view = visitView(desk, visitId);
  if (!view) return null;
  const elder = elderBefore(desk, view);
  const { level, dims } = elder.state;
  return { result: assessVisit(elder, view.community, view.draft), previous: { level, dims } };
}

/** What the visit screens work on: a correction sees the elder as it was before the visit it corrects. */
export function openedVisit(desk: Desk, visitId: string): VisitView | null {
  const view = visitView(desk, visitId);
  return view && { ...view, elder: elderBefore(desk, view) };
}

/** A correction is judged from where the visit it corrects began. */
function elderBefore(desk: Desk, { draft, elder }: VisitView): Elder {
  const corrected = desk.replica.visit(elder.id, draft.visitId);
  return corrected ? { ...elder, state: corrected.before } : elder;
}

/** Two taps hand in once, and both are told the same [K2]. */
export function submit(desk: Desk, visitId: string): Promise<Result<Saved>> {
  const { handingIn } = desk;
  const running = handingIn.get(visitId);
  if (running) return running;
  const done = desk.inTurn(() => handIn(desk, visitId)).finally(() => handingIn.delete(visitId));
  handingIn.set(visitId, done);
  return done;
}

/** Draft out, mutation in, one strict transaction; only after it is anything called saved [K1]. */
async function handIn(desk: Desk, visitId: string): Promise<Result<Saved>> {
  const { replica, clock } = desk;
  const view = visitView(desk, visitId);
  const kept = replica.draft(visitId);
  if (!view || !kept) return refused("visit.unknown");
  const { elder, community } = view;
  const at = clock.now();
  const record = recordOf(desk, view, at);
  const body = bodyOf(desk, "visit.submit", record, at);
  const facts = factsFor({ ...replica.view(elder.id), elder }, visitId, at);
  const change = mutationRules["visit.submit"](facts, record, contextFor(body, replica.author, community));
  if (isRefusal(change)) return refused(change.refused, change.gaps);
  const result = change.visit?.result ?? assessVisit(elder, community, record);
  const mutationId = uuidv7(clock.wall());
  const row = await replica.save({
    id: mutationId,
    lane: elder.id,
    prio: isCritical(result) ? prio.critical : prio.visit,
    body,
    about: { elderId: elder.id, visitId, name: elder.name, plate: elder.plate },
    draftId: visitId,
    ...(kept.replaces ? { settles: { id: kept.replaces, as: "replaced" as const } } : {}),
  });
  delivered(desk);
  const { cards, visited, planned } = todayView(desk, null);
  const next = cards.find(({ group }) => group === "overdue" || group === "today") ?? null;
  return { ok: true, value: { visitId, mutationId, savedAt: row.at, result, visited, planned, next } };
}

function recordOf(desk: Desk, view: VisitView, finishedAt: Instant): VisitRecord {
  const elder = elderBefore(desk, view);
  const outcome = view.draft.outcome ?? "completed";
  const result = assessVisit(elder, view.community, { ...view.draft, outcome });
  return finishRecord(view.draft, { outcome, finishedAt, result, elder });
}

function isCritical(result: VisitResult): boolean {
  return Object.values(result.severities).includes("critical");
}

function bodyOf(desk: Desk, kind: string, args: unknown, occurredAt: string) {
  const { me, device, app, clock } = desk;
  return { salt: saltOf(), kind, args, by: me.user.id, device, app, occurredAt, clock: clock.stamp() };
}

function saltOf(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function delivered(desk: Desk): void {
  desk.engine.wish("written");
  desk.changed(["outbox", "today", "elder", "draft", "sync"]);
}

/** A refused visit becomes a draft again; what is handed in from it replaces the refused one. */
export async function reopen(desk: Desk, mutationId: string): Promise<Result<VisitDraft>> {
  const { replica, clock } = desk;
  const entry = replica.entry(mutationId);
  if (entry?.body.kind !== "visit.submit" || entry.row.state !== "rejected") return refused("visit.not-returned");
  const record = entry.body.args as VisitRecord;
  const open = replica.draft(record.visitId);
  if (open) return { ok: true, value: open.draft };
  const view = elderView(desk, record.elderId);
  if (!view) return refused("elder.unknown");
  const { outcome, correctedAt: _, computed: __, photosOwed: ___, ...rest } = record;
  const draft: VisitDraft = { ...rest, outcome, resumeAt: "summary", rev: 1, savedAt: clock.now() };
  await replica.saveDraft({ draft, replaces: mutationId, elder: view.elder, community: view.community });
  desk.changed(["draft", "elder", "today"]);
  return { ok: true, value: draft };
}

/** Only what the server has answered for can be thrown away: anything else may be there already. */
export async function discard(desk: Desk, mutationId: string): Promise<Result<null>> {
  const { replica, clock } = desk;
  const entry = replica.entry(mutationId);
  if (!entry || (entry.row.state !== "rejected" && entry.row.state !== "held")) return refused("request.not-found");
  await replica.save({
    id: uuidv7(clock.wall()),
    lane: entry.row.lane,
    prio: prio.other,
    body: bodyOf(desk, "work.discard", { mutationId }, clock.now()),
    about: entry.about,
    settles: { id: mutationId, as: "discarded" },
  });
  delivered(desk);
  return { ok: true, value: null };
}

/** The item as it is sent, for a file that is handed in by hand. */
export async function exportItem(desk: Desk, mutationId: string): Promise<Result<string>> {
  const [envelope] = await desk.replica.outbox.envelopes([mutationId]);
  if (!envelope) return refused("request.not-found");
  return { ok: true, value: JSON.stringify({ product: "xunan", device: desk.device, envelope }, null, 2) };
}

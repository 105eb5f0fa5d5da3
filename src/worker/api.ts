/** What the page may ask of the worker, over Comlink. Types only: the page never imports the worker's code. */
import type { Community } from "../domain/community.ts";
import type { Elder } from "../domain/elder.ts";
import type { CareLevel, Dimension, Severity, VisitState } from "../domain/scales.ts";
import type { Day, Instant } from "../domain/time.ts";
import type { CheckIn, ReturnReason, VisitDraft, VisitResult } from "../domain/visit.ts";
import type { Me } from "../protocol/session.ts";

/** Failures are words, never status codes. `code` is from the catalogue when the server gave one. */
export type Trouble =
  | { word: "offline" | "signed-out" | "outdated-app" | "server-trouble"; retryAfterS?: number | undefined }
  | { word: "refused"; code: string; gaps?: Record<string, string | number> | undefined }
  | { word: "storage-refused"; detail: string }
  /** Another tab or window holds the writer lock. */
  | { word: "elsewhere" };

export type Result<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

export type SyncState = {
  /** As the last contact showed, never `navigator.onLine` alone. */
  online: boolean;
  phase: "idle" | "pushing" | "pulling";
  /** Of the running push: how many settled of how many. */
  done: number;
  total: number;
  /** Of the running pull; null when not known. */
  pulled: number;
  toPull: number | null;
  waiting: number;
  needsYou: number;
  /** When everything then waiting had been sent. */
  syncedAt: Instant | null;
  /** Last contact with the server at all. */
  contactAt: Instant | null;
  trouble: Trouble | null;
  /** Server minus phone clock, ms. */
  offsetMs: number | null;
};

export type Start = {
  /** Who this phone belongs to now, known offline; null before the first sign-in or after sign-out. */
  me: Me | null;
  /** The session is over, work goes on, delivery waits. */
  signedOut: boolean;
  /** The first download has been finished once. */
  ready: boolean;
  sync: SyncState;
  /** Communities on this phone, for the numbers to call and which way the stars count; empty before the first download. */
  communities?: Community[] | undefined;
};

export type TodayCard = {
  elderId: string;
  name: string;
  sex: Elder["sex"];
  age: number | null;
  plate: string;
  level: CareLevel | null;
  tags: string[];
  /** `overdue` past due (days late ≥ 1) · `today` due today · `done` visited in this cycle today · `later`. */
  group: "overdue" | "today" | "done" | "later";
  daysLate: number;
  dueOn: Day | null;
  distanceM: number | null;
  /** An unfinished draft: answered of due. */
  progress: { answered: number; due: number } | null;
  /** Submitted, waiting for the supervisor. */
  awaitingReview: boolean;
  /** The supervisor returned the last visit. */
  returned: { visitId: string; reason: ReturnReason; note: string } | null;
  worstOpen: Severity | null;
};

export type Today = {
  on: Day;
  cards: TodayCard[];
  /** Visited today / due today in all (done + overdue + today), for the lit windows. */
  visited: number;
  planned: number;
};

export type ElderView = {
  elder: Elder;
  community: Community;
  draft: VisitDraft | null;
  returned: { visitId: string; revision: number; reason: ReturnReason; note: string } | null;
  updatedAt: Instant | null;
};

/** An open draft with all its screens need, found by the visit in the address. */
export type VisitView = { draft: VisitDraft; elder: Elder; community: Community };

export type OutboxItem = {
  id: string;
  kind: string;
  visitId: string | null;
  elderId: string | null;
  elderName: string;
  plate: string;
  savedAt: Instant;
  sizeBytes: number;
  state: "waiting" | "sending" | "sent" | "rejected" | "held" | "returned";
  position: number | null;
  sentAt: Instant | null;
  code: string | null;
  visitState: VisitState | null;
  returned: { reason: ReturnReason; note: string } | null;
};

export type Saved = {
  visitId: string;
  mutationId: string;
  savedAt: Instant;
  result: VisitResult;
  visited: number;
  planned: number;
  next: TodayCard | null;
};

export type Summary = {
  result: VisitResult;
  previous: { level: CareLevel | null; dims: Record<Dimension, number> | null };
};

/** Something changed: ask again for what is on the screen. */
export type Change = { topics: ("start" | "sync" | "today" | "elder" | "outbox" | "draft")[] };

export type Position = { lat: number; lng: number; accuracyM: number; at: Instant };

export type PatrolApi = {
  start(): Promise<Start>;
  signIn(login: string, password: string): Promise<Result<Me>>;
  changePassword(current: string, next: string): Promise<Result<null>>;
  /** Refused with `outbox.not-empty` while work is waiting, unless `leaveWork` (it stays on the phone, sealed). */
  signOut(options: { leaveWork: boolean }): Promise<Result<{ waiting: number }>>;
  today(from: Position | null): Promise<Today>;
  search(text: string): Promise<TodayCard[]>;
  elder(elderId: string): Promise<ElderView | null>;
  /** The open draft of this elder, or a new one; a correction of a returned visit starts from its record. */
  openVisit(elderId: string): Promise<Result<VisitDraft>>;
  /** The open draft, for a screen that was opened at `/visit/:visitId`; null when it was submitted or discarded. */
  visit(visitId: string): Promise<VisitView | null>;
  /** Stored strictly before it answers; `ok` means it survives a kill. */
  saveDraft(draft: VisitDraft): Promise<Result<{ rev: number; savedAt: Instant }>>;
  discardDraft(visitId: string): Promise<Result<null>>;
  judgeCheckIn(
    elderId: string,
    fix: { lat: number; lng: number; accuracyM: number; at: Instant } | null,
    reason?: CheckIn["reason"],
  ): Promise<CheckIn>;
  summary(visitId: string): Promise<Summary | null>;
  /** Draft out, mutation and overlay in, in one strict transaction. `ok` means 已保存在本机. */
  submit(visitId: string): Promise<Result<Saved>>;
  outbox(): Promise<OutboxItem[]>;
  /** Opens a rejected item again as a draft; the new envelope `replaces` it. */
  reopen(mutationId: string): Promise<Result<VisitDraft>>;
  /** A person throws it away; recorded as a mutation of its own. */
  discard(mutationId: string): Promise<Result<null>>;
  /** The item as text, for a file. */
  exportItem(mutationId: string): Promise<Result<string>>;
  syncNow(): Promise<void>;
  /** The page tells when it is shown or hidden: a worker cannot see that. Shown means a round now and every minute. */
  visible(shown: boolean): Promise<void>;
  /** Whether the browser keeps the data. Only a page may ask for it: call `navigator.storage.persist()` there first. */
  persist(): Promise<{ persisted: boolean; usedBytes: number | null }>;
  /** Take over from another tab (在这里用). */
  takeOver(): Promise<Start>;
  /** The listener comes wrapped by Comlink.proxy. */
  watch(listener: (change: Change) => void): Promise<void>;
};

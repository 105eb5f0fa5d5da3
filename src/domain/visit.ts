/** A visit as recorded (draft → record) and as reviewed (§5.2). */
import type { Answers, FactId, ItemCode } from "./answer.ts";
import type { ElderState } from "./elder.ts";
import type { CareLevel, Dimension, Outcome, Severity, VisitState } from "./scales.ts";
import type { Day, Instant } from "./time.ts";

/** `manual`: no usable position; none of these ever blocks a visit (§8.2). */
export type CheckInJudgement = "ok" | "weak" | "outside" | "manual";

export type CheckIn = {
  at: Instant;
  /** WGS-84, absent when there was no fix. */
  lat?: number | undefined;
  lng?: number | undefined;
  accuracyM?: number | undefined;
  /** Age of the fix when it was taken, milliseconds. */
  ageMs?: number | undefined;
  distanceM?: number | undefined;
  judgement: CheckInJudgement;
  /** Why there is no fix, or that the patroller went in first (先进门，稍后补). */
  reason?: "denied" | "unavailable" | "timeout" | "later" | "no-home-point" | undefined;
  coordSys: "wgs84";
};

/** An action card that was opened and what became of it. */
export type CardUse = {
  card: string;
  item: ItemCode;
  openedAt: Instant;
  /** 已通知督导, when the patroller said so. */
  toldAt?: Instant | undefined;
  /** The visit was stopped from this card. */
  stoppedAt?: Instant | undefined;
};

export type OwedPhoto = { item: ItemCode; reason: "severity" | "first" | "quarter" | "changed" | "fixed" };

/** Arguments of the mutation `visit.submit`: everything a patroller recorded in one home. */
export type VisitRecord = {
  visitId: string;
  elderId: string;
  /** 1, then one more for each time it was returned and sent again. */
  revision: number;
  /** Revision this one corrects; 0 for the first. */
  baseRevision: number;
  ruleset: string;
  outcome: Outcome;
  /** 首访第一部分: E items only; M and Q stay due for 30 days. */
  firstPart?: boolean | undefined;
  /** The Asia/Shanghai day the visit belongs to. */
  on: Day;
  startedAt: Instant;
  /** When the patroller was done in the home; a correction keeps it. */
  finishedAt: Instant;
  /** When the correction was made; absent on a first submission [K10]. */
  correctedAt?: Instant | undefined;
  checkIn: CheckIn | null;
  /** Items due and applicable as the phone saw it. */
  due: ItemCode[];
  answers: Answers;
  /** Facts the patroller switched on (看到了) or off (`!can_answer`) during this visit. */
  observed: FactId[];
  /** Kit facts present this visit (bp_device, device_present, glucose_meter). */
  kit: FactId[];
  cards: CardUse[];
  /** Groups of items joined into one ticket. */
  joined: ItemCode[][];
  photosOwed: OwedPhoto[];
  note: string;
  /** What the phone worked out; the server's figures win, a difference is shown to the supervisor. */
  computed: { level: CareLevel | null; overall: number | null; dims: Record<Dimension, number> | null };
};

/** The draft on the phone: the record so far, and where to resume. */
export type VisitDraft = Omit<VisitRecord, "outcome" | "finishedAt" | "correctedAt" | "computed" | "photosOwed"> & {
  /** Of the returned visit that this draft corrects. */
  finishedAt?: Instant | undefined;
  outcome: Outcome | null;
  /** Where a killed app resumes: `checkin`, an item code, or `summary`. */
  resumeAt: string;
  /** Counts up at every save. */
  rev: number;
  savedAt: Instant;
  /** Why the supervisor returned it, when this draft corrects a returned visit. */
  returned?: { reason: ReturnReason; note: string } | undefined;
};

export const returnReasons = [
  "missing-photo",
  "position",
  "contradiction",
  "redline-missing",
  "wrong-elder",
  "text-too-short",
  "other",
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** What the rules make of a record. */
export type VisitResult = {
  dims: Record<Dimension, number> | null;
  overall: number | null;
  /** Level this visit computes, before stability. */
  computedLevel: CareLevel | null;
  /** Level published by it. */
  level: CareLevel | null;
  previousLevel: CareLevel | null;
  provisional: boolean;
  /** Worst severity by dimension today. */
  worst: Record<Dimension, Severity>;
  reasons: Reason[];
  /** Cross-item rules that fired: X1…X6. */
  combo: string[];
  /** Severity of every answered item after cross rules. */
  severities: Record<ItemCode, Severity>;
};

/** Why the level is what it is; words are made by the screens from `kind` and the figures. */
export type Reason =
  | { kind: "base"; level: CareLevel; overall: number }
  | { kind: "hazards"; level: CareLevel; critical: number; high: number }
  | { kind: "critical-fixed"; level: CareLevel; items: ItemCode[] }
  | { kind: "vulnerability"; level: CareLevel; points: number; tier: number }
  | { kind: "special"; level: CareLevel }
  | { kind: "cross"; rule: string; item: ItemCode; severity: Severity }
  | { kind: "provisional"; level: CareLevel | null; missing: ItemCode[]; coverage: Dimension[] }
  | { kind: "held-up"; level: CareLevel; computed: CareLevel };

/** A visit as the server keeps it and the phone shows it. */
export type Visit = {
  id: string;
  elderId: string;
  community: string;
  patrollerId: string;
  patrollerName: string;
  revision: number;
  state: VisitState;
  record: VisitRecord;
  result: VisitResult;
  /** The elder's state before this visit, to fold again from when it is returned or voided. */
  before: ElderState;
  occurredAt: Instant;
  receivedAt: Instant | null;
  reviewed?:
    | { by: string; byName: string; at: Instant; reason?: ReturnReason | undefined; note?: string | undefined }
    | undefined;
};

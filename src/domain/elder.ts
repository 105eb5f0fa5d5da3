/**
 * An elder as phone and server both know one: who and where, the derived facts the rules need,
 * and the state that visits have built up. The same shape crosses the wire and feeds every rule,
 * so a phone can decide offline. It holds no ID number, and health, hardship and special-family
 * facts only in derived form (domain pack §4.2).
 */
import type { AnswerValue, FactId, ItemCode, OptionCode } from "./answer.ts";
import type { CareLevel, Dimension, Outcome, Severity, VisitState } from "./scales.ts";
import type { Day, Instant } from "./time.ts";

export type HomeAddress = {
  /** 小区/胡同 */
  estate?: string | undefined;
  /** `3号楼` → `3` */
  building?: string | undefined;
  unit?: string | undefined;
  room: string;
  floor?: number | undefined;
  lift?: boolean | undefined;
};

export type Contact = {
  name: string;
  relation: string;
  phone: string;
  note?: string | undefined;
};

/** WGS-84, 6 decimals. */
export type HomePoint = { lat: number; lng: number; accuracyM?: number | undefined };

/** Points other than age, each with the day it stops counting, so the phone needs no diagnosis (§3.2). */
export type VulnerabilityFacts = {
  others: { points: number; untilOn?: Day | undefined }[];
  /** Special-difficulty by any fact other than age 80+ (§3.2). */
  specialBesidesAge: boolean;
  /** Discharge, bereavement, carer lost: the day it happened, for the 30/90-day rules and M03 spoken. */
  changedOn?: Day | undefined;
};

export type ElderStatus = "active" | "moved" | "institution" | "deceased" | "lost" | "paused";

/** The last answer that counts for an item (carry-forward, §2.1). */
export type LastAnswer = {
  option: OptionCode;
  value?: AnswerValue | undefined;
  direction?: "cold" | "hot" | undefined;
  /** Fixed on site, or its ticket closed after a re-check: still shown, hardly deducts (§3.1). */
  fixed?: boolean | undefined;
  on: Day;
  visitId: string;
};

/** Open hazard ticket: one per elder and item (§3.3). Id is its first visit's id + item code. */
export type OpenHazard = {
  id: string;
  item: ItemCode;
  /** Other items found together at one place and joined into this ticket (§2 notes). */
  joined?: ItemCode[] | undefined;
  severity: Severity;
  state: "found" | "fixed_on_site";
  foundOn: Day;
  foundAt: Instant;
  visitId: string;
  rectifyBy: Instant | null;
  /** Last day for the re-check (§5.3). */
  recheckBy?: Instant | undefined;
};

/** A ticket that left `open`: kept so that folding visits again does not open it again. */
export type ClosedHazard = { id: string; items: ItemCode[]; at: Instant };

export type VisitBrief = {
  visitId: string;
  on: Day;
  outcome?: Outcome | undefined;
  state: VisitState;
  level: CareLevel | null;
  overall: number | null;
  dims: Record<Dimension, number> | null;
};

/** What visits have built up. A pure fold over the elder's visits; recomputed when one is returned or voided. */
export type ElderState = {
  /** Published care level; null before the first assessment. */
  level: CareLevel | null;
  levelOn: Day | null;
  /** Approved visits in a row computed lower than published: 0 or 1 (§3.4). */
  streak: number;
  provisional: boolean;
  overall: number | null;
  dims: Record<Dimension, number> | null;
  answers: Record<ItemCode, LastAnswer>;
  open: OpenHazard[];
  /** Newest last closed first, at most 20. */
  closed?: ClosedHazard[] | undefined;
  /** Newest last visit first, at most 8, those returned or void left out. */
  visits: VisitBrief[];
  /** Last effective contact (§3.5). */
  contactOn: Day | null;
  /** Submitted, not yet reviewed. */
  awaitingReview: boolean;
  nextDueOn: Day | null;
  /** Closed as 首访第一部分: M and Q items stay due until this day (§2.1). */
  firstPartUntilOn?: Day | undefined;
};

export type Elder = {
  id: string;
  /** 12-digit code: the unit of the change log, of access and of sharding. */
  community: string;
  communityName: string;
  name: string;
  /** Made on the server by pinyin, correctable by hand. `full` "wang xiu lan", `initials` "wxl". */
  pinyin: { full: string; initials: string };
  /** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 unstated. */
  sex: 0 | 1 | 2 | 9;
  /** `YYYY-MM-DD`, or `YYYY` when only the year is known. */
  birthOn: string | null;
  phone: string | null;
  address: HomeAddress;
  /** The door plate: `3号楼 2-402`. */
  plate: string;
  homePoint: HomePoint | null;
  contacts: Contact[];
  /** 习惯与忌讳: how to knock, dialect, pets. Shown first at the door. */
  advice: string;
  /** Chips on the card, already in words: 独居, 耳背, 瓶装燃气 … */
  tags: string[];
  status: ElderStatus;
  /** Fact id → true for every profile fact that holds. */
  facts: Record<FactId, boolean>;
  vulnerability: VulnerabilityFacts;
  state: ElderState;
};

/** Visits for the console's tests and for looking at it without a server. Everybody in here is invented. */
import type { Answer, Answers } from "../../src/domain/answer.ts";
import type { Elder, ElderState, LastAnswer } from "../../src/domain/elder.ts";
import type { Hazard } from "../../src/domain/hazard.ts";
import { type Dimension, dimensions, type Severity } from "../../src/domain/scales.ts";
import type { CheckIn, Visit, VisitRecord, VisitResult } from "../../src/domain/visit.ts";
import type { VisitDetail } from "../../src/protocol/console.ts";

export const COMMUNITY = "110102010006";
export const HOME = { lat: 39.9123, lng: 116.3661 };

const on = "2026-11-22";
const at = (clock: string) => new Date(`${on}T${clock}:00+08:00`).toISOString();

export const answered = (option: string, more: Partial<Extract<Answer, { state: "answered" }>> = {}): Answer => ({
  state: "answered",
  option,
  source: "tap",
  at: at("10:35"),
  ...more,
});

const last = (option: string, more: Partial<LastAnswer> = {}): LastAnswer => ({
  option,
  on: "2026-11-14",
  visitId: "earlier",
  ...more,
});

/** Healthy answers of an ordinary home with gas; `byTap` are the red-line items. */
const healthy: Answers = {
  H01: answered("A"),
  H02: answered("A", { source: "value", value: { sys: 138, dia: 82 } }),
  H05: answered("A"),
  H06: answered("A"),
  H08: answered("A"),
  H09: answered("A"),
  S01: answered("A"),
  S03: answered("A", { source: "shortcut" }),
  S05: answered("A", { source: "shortcut" }),
  S07: answered("A", { source: "shortcut" }),
  L02: answered("A", { source: "shortcut" }),
  L07: answered("A"),
  L09: answered("A"),
  L10: answered("A"),
  L11: answered("A", { source: "value", value: { celsius: 20.5 } }),
  L12: answered("A", { source: "shortcut" }),
  U01: answered("A"),
  U02: answered("A"),
  U06: answered("A"),
  U08: answered("A", { source: "shortcut" }),
  U09: answered("A", { source: "shortcut" }),
  U12: answered("A", { source: "shortcut" }),
  M01: answered("A"),
  M03: answered("A"),
  M07: answered("A", { source: "shortcut" }),
  M09: answered("A"),
};

const allSame = Object.fromEntries(Object.keys(healthy).map((code) => [code, last("A")]));

const noWorst = Object.fromEntries(dimensions.map((dim) => [dim, "none"])) as Record<Dimension, Severity>;
const fullMarks = { H: 100, S: 100, L: 100, U: 100, M: 100 };

const emptyState: ElderState = {
  level: null,
  levelOn: null,
  streak: 0,
  provisional: false,
  overall: null,
  dims: null,
  answers: {},
  open: [],
  visits: [],
  contactOn: null,
  awaitingReview: false,
  nextDueOn: null,
};

export type VisitSpec = {
  id: string;
  name: string;
  plate: string;
  sex?: 1 | 2;
  birthOn?: string;
  patroller?: string;
  state?: Visit["state"];
  revision?: number;
  start?: string;
  end?: string;
  answers?: Answers;
  /** Due items without any answer. */
  blank?: string[];
  before?: Record<string, LastAnswer>;
  record?: Partial<VisitRecord>;
  result?: Partial<VisitResult>;
  checkIn?: CheckIn | null;
  homePoint?: Elder["homePoint"];
  hazards?: Hazard[];
  flags?: string[];
  clockOffsetS?: number | null;
  firstVisit?: boolean;
  reviewed?: Visit["reviewed"];
};

/** One visit with everything the detail asks for; a plain healthy home unless the spec says otherwise. */
export function visitDetail(spec: VisitSpec): VisitDetail {
  const answers = { ...healthy, ...spec.answers };
  for (const code of spec.blank ?? []) delete answers[code];
  const before: ElderState = spec.firstVisit
    ? emptyState
    : { ...emptyState, level: 2, levelOn: "2026-11-14", answers: { ...allSame, ...spec.before }, dims: fullMarks };
  const record: VisitRecord = {
    visitId: spec.id,
    elderId: `elder-${spec.id}`,
    revision: spec.revision ?? 1,
    baseRevision: (spec.revision ?? 1) - 1,
    ruleset: "2026.1",
    outcome: "completed",
    on,
    startedAt: at(spec.start ?? "10:28"),
    finishedAt: at(spec.end ?? "10:51"),
    checkIn:
      spec.checkIn === undefined
        ? {
            at: at(spec.start ?? "10:28"),
            ...HOME,
            lat: 39.91258,
            accuracyM: 24,
            distanceM: 31,
            judgement: "ok",
            coordSys: "wgs84",
          }
        : spec.checkIn,
    due: [...Object.keys(answers), ...(spec.blank ?? [])],
    answers,
    observed: [],
    kit: ["bp_device"],
    cards: [],
    joined: [],
    photosOwed: [],
    note: "",
    computed: { level: 2, overall: 100, dims: fullMarks },
    ...spec.record,
  };
  const result: VisitResult = {
    dims: fullMarks,
    overall: 100,
    computedLevel: 2,
    level: 2,
    previousLevel: spec.firstVisit ? null : 2,
    provisional: false,
    worst: noWorst,
    reasons: [
      { kind: "base", level: 1, overall: 100 },
      { kind: "special", level: 2 },
    ],
    combo: [],
    ...spec.result,
    severities: {
      ...Object.fromEntries(Object.keys(answers).map((code) => [code, "none" as const])),
      ...spec.result?.severities,
    },
  };
  const visit: Visit = {
    id: spec.id,
    elderId: record.elderId,
    community: COMMUNITY,
    patrollerId: "patroller-1",
    patrollerName: spec.patroller ?? "陈桂芳",
    revision: record.revision,
    state: spec.state ?? "submitted",
    record,
    result,
    before,
    occurredAt: record.finishedAt,
    receivedAt: at("11:06"),
    ...(spec.reviewed ? { reviewed: spec.reviewed } : {}),
  };
  const elder: Elder = {
    id: record.elderId,
    community: COMMUNITY,
    communityName: "文庙社区",
    name: spec.name,
    pinyin: { full: "", initials: "" },
    sex: spec.sex ?? 2,
    birthOn: spec.birthOn ?? "1944-03-02",
    phone: null,
    address: { building: "3", unit: "2", room: "402" },
    plate: spec.plate,
    homePoint: spec.homePoint === undefined ? HOME : spec.homePoint,
    contacts: [],
    advice: "",
    tags: ["独居"],
    status: "active",
    facts: { alone: true, gas_used: true },
    vulnerability: { others: [], specialBesidesAge: true },
    state: before,
  };
  const previous: Visit | null = spec.firstVisit
    ? null
    : {
        ...visit,
        id: `${spec.id}-before`,
        revision: 1,
        state: "approved",
        record: { ...record, visitId: `${spec.id}-before`, on: "2026-11-14", answers: {}, photosOwed: [], note: "" },
        result: { ...result, dims: { H: 95, S: 100, L: 95, U: 85, M: 100 }, worst: noWorst, reasons: [] },
      };
  return {
    visit,
    elder,
    previous,
    hazards: spec.hazards ?? [],
    flags: spec.flags ?? [],
    clockOffsetS: spec.clockOffsetS === undefined ? 2 : spec.clockOffsetS,
  };
}

const hazard = (more: Partial<Hazard> & Pick<Hazard, "id" | "item" | "severity">): Hazard => ({
  elderId: "elder-wang",
  community: COMMUNITY,
  state: "found",
  visitId: "wang",
  foundOn: on,
  foundAt: at("10:42"),
  rectifyBy: "2026-11-23T02:42:00.000Z",
  recheckBy: null,
  ...more,
});

/** A morning's queue: one of every state the review screen has to show. */
export function morning(): VisitDetail[] {
  return [
    visitDetail({
      id: "wang",
      name: "王秀兰",
      plate: "3号楼 2-402",
      answers: {
        U01: answered("C", { note: "灶台下面味道最重，已扶老人到楼下。" }),
        H06: answered("B", { value: { tugSeconds: 11.2 } }),
        H02: answered("B", { source: "value", value: { sys: 152, dia: 88 } }),
        S01: { state: "not_seen", at: at("10:40") },
        L10: { state: "refused", note: "小房间没让进。", at: at("10:40") },
        L09: answered("B", { fixed: { note: "蚊香挪到铁盘里了", at: at("10:44") } }),
      },
      blank: ["M09"],
      before: {
        U01: last("A"),
        H06: last("A"),
        H02: last("A", { value: { sys: 136, dia: 80 }, on: "2026-11-02" }),
        U02: last("C"),
      },
      record: {
        outcome: "completed",
        cards: [{ card: "A1", item: "U01", openedAt: at("10:42"), toldAt: at("10:46") }],
        photosOwed: [{ item: "L09", reason: "fixed" }],
        note: "老人说灶台晚上有味道。已扶到楼下，抢修 20 分钟内到，女儿周末来换软管。",
      },
      result: {
        dims: { H: 90, S: 100, L: 95, U: 40, M: 100 },
        overall: 68,
        computedLevel: 5,
        level: 5,
        previousLevel: 4,
        provisional: true,
        worst: { H: "low", S: "none", L: "low", U: "critical", M: "none" },
        reasons: [
          { kind: "base", level: 3, overall: 68 },
          { kind: "hazards", level: 5, critical: 1, high: 0 },
          { kind: "vulnerability", level: 3, points: 3, tier: 2 },
          { kind: "provisional", level: 4, missing: ["L10"], coverage: ["S"] },
        ],
        severities: { U01: "critical", H06: "low", H02: "low", L09: "low" },
      },
      checkIn: {
        at: at("10:28"),
        lat: 39.91186,
        lng: 116.36655,
        accuracyM: 86,
        distanceM: 62,
        judgement: "ok",
        coordSys: "wgs84",
      },
      hazards: [
        hazard({ id: "wang-U01", item: "U01", severity: "critical" }),
        hazard({
          id: "older-U02",
          item: "U02",
          severity: "medium",
          visitId: "older",
          foundOn: "2026-10-20",
          foundAt: "2026-10-20T02:00:00.000Z",
          rectifyBy: "2026-11-19T02:00:00.000Z",
        }),
      ],
      clockOffsetS: -3780,
    }),
    visitDetail({
      id: "zhao",
      name: "赵广才",
      plate: "5号楼 1-101",
      sex: 1,
      birthOn: "1950",
      start: "10:08",
      end: "10:31",
      answers: {
        U06: answered("C", { note: "烟囱接口松了。" }),
        L11: answered("C", { value: { celsius: 15.2 }, direction: "cold" }),
      },
      result: {
        dims: { H: 100, S: 100, L: 85, U: 70, M: 100 },
        overall: 84,
        level: 3,
        computedLevel: 3,
        worst: { H: "none", S: "none", L: "medium", U: "high", M: "none" },
        reasons: [{ kind: "hazards", level: 3, critical: 0, high: 1 }],
        severities: { U06: "high", L11: "medium" },
      },
      checkIn: {
        at: at("10:08"),
        lat: 39.9144,
        lng: 116.3672,
        accuracyM: 60,
        distanceM: 252,
        judgement: "weak",
        coordSys: "wgs84",
      },
      flags: ["outside-fence"],
    }),
    visitDetail({
      id: "zhou",
      name: "周玉珍",
      plate: "7号楼 1-302",
      birthOn: "1958-06-11",
      start: "10:08",
      end: "10:12",
      flags: ["short-visit", "shortcut-heavy"],
    }),
    visitDetail({
      id: "zheng",
      name: "郑慧芳",
      plate: "11号楼 3-501",
      patroller: "张敏",
      start: "09:40",
      end: "09:58",
      answers: { L07: answered("B") },
      result: {
        worst: { ...noWorst, L: "low" },
        severities: { L07: "low" },
        dims: { ...fullMarks, L: 95 },
        overall: 98,
      },
      checkIn: { at: at("09:40"), judgement: "manual", reason: "denied", coordSys: "wgs84" },
    }),
    visitDetail({
      id: "he",
      name: "何大勇",
      plate: "春晖 4-203",
      sex: 1,
      patroller: "何文秀",
      start: "09:33",
      end: "09:51",
      checkIn: null,
      firstVisit: true,
      revision: 2,
    }),
    visitDetail({
      id: "lin",
      name: "林阿婆",
      plate: "12号楼 2-101",
      patroller: "刘建军",
      start: "09:20",
      end: "09:33",
      homePoint: null,
      record: {
        outcome: "no_answer",
        answers: {},
        due: [],
        cards: [{ card: "A8", item: "H01", openedAt: at("09:22") }],
      },
      result: { dims: null, overall: null, level: 2, computedLevel: null, reasons: [], severities: {} },
    }),
    visitDetail({
      id: "huang",
      name: "黄学良",
      plate: "2号楼 5-502",
      sex: 1,
      patroller: "孙海涛",
      start: "09:02",
      end: "09:20",
      state: "returned",
      reviewed: {
        by: "supervisor-1",
        byName: "李志强",
        at: at("11:02"),
        reason: "missing-photo",
        note: "软管的照片补一张",
      },
    }),
    visitDetail({
      id: "sun",
      name: "孙桂英",
      plate: "9号楼 1-201",
      patroller: "张敏",
      start: "08:40",
      end: "09:01",
      state: "approved",
      reviewed: { by: "supervisor-1", byName: "李志强", at: at("10:58") },
    }),
  ];
}

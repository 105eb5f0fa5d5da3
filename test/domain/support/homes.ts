/** Invented homes for the tests of the rules. */
import type { Answer, Answers, ItemCode, OptionCode } from "../../../src/domain/answer.ts";
import { dayOf } from "../../../src/domain/calendar.ts";
import { CURRENT_RULESET, checklistOf, type RuleSet } from "../../../src/domain/checklist.ts";
import type { Community } from "../../../src/domain/community.ts";
import { dueItems } from "../../../src/domain/due.ts";
import type { Elder } from "../../../src/domain/elder.ts";
import { emptyState } from "../../../src/domain/elder-state.ts";
import {
  type MutationChange,
  type MutationFacts,
  type MutationKind,
  type Refusal,
  runMutation,
} from "../../../src/domain/mutations.ts";
import { isRefusal } from "../../../src/domain/refusal.ts";
import type { Day, Instant } from "../../../src/domain/time.ts";
import type { Visit, VisitRecord } from "../../../src/domain/visit.ts";

export const rules = checklistOf(CURRENT_RULESET) as RuleSet;
export const allCodes: ItemCode[] = rules.items.map((item) => item.id);
export const redlines: ItemCode[] = rules.items.filter((item) => item.redline).map((item) => item.id);

export const community: Community = {
  code: "110102001001",
  name: "西黄城根南街社区",
  streetName: "西长安街街道",
  districtName: "西城区",
  settings: {
    heatingSeason: { from: "11-15", to: "03-15" },
    heatWarning: false,
    local: {},
    phones: { gas: "96777", heating: "96069", dutyDesk: "010-00000000" },
    starDirection: "care",
  },
};

export function makeElder(part: Partial<Elder> = {}): Elder {
  return {
    id: "elder-1",
    community: community.code,
    communityName: community.name,
    name: "王秀兰",
    pinyin: { full: "wang xiu lan", initials: "wxl" },
    sex: 2,
    birthOn: "1956-03-02",
    phone: null,
    address: { room: "402" },
    plate: "3号楼 2-402",
    homePoint: null,
    contacts: [],
    advice: "",
    tags: [],
    status: "active",
    facts: {},
    vulnerability: { others: [], specialBesidesAge: false },
    state: emptyState(),
    ...part,
  };
}

export const tap = (option: OptionCode, at: Instant): Answer => ({ state: "answered", option, source: "tap", at });

export type Told = {
  visitId?: string;
  on?: Day;
  /** Answers that are not the first option; a whole answer where more is needed. */
  notA?: Record<ItemCode, OptionCode | Answer>;
  notSeen?: ItemCode[];
  fixed?: ItemCode[];
  part?: Partial<VisitRecord>;
};

export function makeRecord(elder: Elder, told: Told = {}): VisitRecord {
  const on = told.on ?? "2026-11-22";
  const at = `${on}T02:00:00.000Z`;
  const { kit = [], observed = [], firstPart } = told.part ?? {};
  const answers: Answers = {};
  for (const [code, given] of Object.entries(told.notA ?? {}))
    answers[code] = typeof given === "string" ? tap(given, at) : given;
  const due = told.part?.due ?? dueItems({ elder, community, on, kit, observed, answers, firstPart });
  for (const code of due) answers[code] ??= tap(rules.items.find((item) => item.id === code)?.options[0]?.k ?? "A", at);
  for (const code of told.notSeen ?? []) answers[code] = { state: "not_seen", at };
  for (const code of told.fixed ?? []) {
    const answer = answers[code];
    if (answer?.state === "answered") answers[code] = { ...answer, fixed: { note: "当场处理", at } };
  }
  return {
    visitId: told.visitId ?? `visit-${on}`,
    elderId: elder.id,
    revision: 1,
    baseRevision: 0,
    ruleset: CURRENT_RULESET,
    outcome: "completed",
    on,
    startedAt: at,
    finishedAt: at,
    checkIn: null,
    due,
    answers,
    observed,
    kit,
    cards: [],
    joined: [],
    photosOwed: [],
    note: "",
    computed: { level: null, overall: null, dims: null },
    ...told.part,
  };
}

export const patroller = { id: "patroller-1", name: "李红", role: "patroller" as const };
export const supervisor = { id: "supervisor-1", name: "赵明", role: "supervisor" as const };

/** A little world of one elder: acts go through the real rules and are kept as the server keeps them. */
export class World {
  elder: Elder;
  visits = new Map<string, Visit>();
  hazards = new Map<string, NonNullable<MutationChange["hazards"]>[number]>();

  constructor(elder: Elder = makeElder()) {
    this.elder = elder;
  }

  submit(told: Told, by = patroller): Visit {
    const known = told.visitId ? this.visits.get(told.visitId) : undefined;
    const then = known ? { ...this.elder, state: known.before } : this.elder;
    const record = makeRecord(then, {
      ...told,
      part: { ...(known ? { revision: known.revision + 1, baseRevision: known.revision } : {}), ...told.part },
    });
    this.mustDo("visit.submit", record, { by, at: record.finishedAt, visitId: record.visitId });
    return this.visit(record.visitId);
  }

  approve(visitId: string) {
    this.mustDo("visit.approve", { visitId, revision: this.visit(visitId).revision }, { visitId });
  }

  giveBack(visitId: string) {
    this.mustDo(
      "visit.return",
      { visitId, revision: this.visit(visitId).revision, reason: "other", note: "看不清" },
      { visitId },
    );
  }

  void(visitId: string) {
    this.mustDo("visit.void", { visitId, revision: this.visit(visitId).revision, note: "走错门" }, { visitId });
  }

  close(hazardId: string, at: Instant) {
    this.mustDo("hazard.close", { hazardId, note: "复查通过" }, { hazardId, at });
  }

  visit(visitId: string): Visit {
    const visit = this.visits.get(visitId);
    if (!visit) throw new Error(`no visit ${visitId}`);
    return visit;
  }

  mustDo(kind: MutationKind, args: unknown, how: Parameters<World["act"]>[2] = {}) {
    const outcome = this.act(kind, args, how);
    if (isRefusal(outcome))
      throw new Error(`${kind} refused: ${outcome.refused} ${JSON.stringify(outcome.gaps ?? {})}`);
    if (outcome.elder) this.elder = outcome.elder;
    for (const visit of [outcome.visit, ...(outcome.later ?? [])]) if (visit) this.visits.set(visit.id, visit);
    for (const hazard of outcome.hazards ?? []) this.hazards.set(hazard.id, hazard);
  }

  act(
    kind: string,
    args: unknown,
    how: {
      by?: { id: string; name: string; role: "patroller" | "supervisor" | "admin" };
      at?: Instant;
      visitId?: string;
      hazardId?: string;
    } = {},
  ): MutationChange | Refusal {
    const by = how.by ?? supervisor;
    const at = how.at ?? "2026-12-31T00:00:00.000Z";
    return runMutation(kind, this.facts(how), args, { by, at, on: dayOf(at), community });
  }

  private facts({ visitId, hazardId, at }: { visitId?: string; hazardId?: string; at?: Instant }): MutationFacts {
    const visit = (visitId && this.visits.get(visitId)) || null;
    const from = visit?.occurredAt ?? at ?? "9999";
    const later = [...this.visits.values()]
      .filter((other) => other.state !== "void" && other.occurredAt > from)
      .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
    return { elder: this.elder, visit, later, hazard: (hazardId && this.hazards.get(hazardId)) || null };
  }
}

/** Invented elders and the records a patroller would make of a visit to them. */
import type { Answer, Answers } from "../../src/domain/answer.ts";
import { assessVisit } from "../../src/domain/assess-visit.ts";
import { dayOf } from "../../src/domain/calendar.ts";
import { CURRENT_RULESET } from "../../src/domain/checklist.ts";
import { defaultSettings } from "../../src/domain/community.ts";
import { dueItems } from "../../src/domain/due.ts";
import type { Elder } from "../../src/domain/elder.ts";
import { emptyState } from "../../src/domain/elder-state.ts";
import type { VisitRecord } from "../../src/domain/visit.ts";
import { system } from "../../src/server/db/connection.ts";
import { assign, saveElders, unassign } from "../../src/server/elders/elders.sql.ts";
import { uuid7 } from "../../src/server/elders/uuid7.ts";
import { nextVersion } from "../../src/server/sync/changes.sql.ts";
import type { TestDatabase } from "./database.ts";

export const newId = (): string => uuid7(new Date());

export function anElder(community: string, about: Partial<Elder> = {}): Elder {
  return {
    id: newId(),
    community,
    communityName: "一社区",
    name: "王秀兰",
    pinyin: { full: "wang xiu lan", initials: "wxl" },
    sex: 2,
    birthOn: "1955-03-08",
    phone: null,
    address: { building: "3", unit: "2", room: "402" },
    plate: "3号楼 2-402",
    homePoint: null,
    contacts: [],
    advice: "",
    tags: [],
    status: "active",
    facts: {},
    vulnerability: { others: [], specialBesidesAge: false },
    state: emptyState(),
    ...about,
  };
}

/** Elders of one community with their patroller, under one number, as an import stamps them. */
export async function addElders(test: TestDatabase, elders: Elder[], patrollerId: string | null): Promise<number> {
  const community = elders[0]?.community ?? "";
  return test.database.as(system, async (db) => {
    const version = await nextVersion(db, community);
    await saveElders(
      db,
      version,
      elders.map((elder) => ({ elder, idNumberHash: null, idNumberBox: null, profileBox: null, demo: false })),
    );
    if (patrollerId !== null) {
      await assign(
        db,
        community,
        version,
        elders.map(({ id }) => ({ elderId: id, patrollerId })),
      );
    }
    return version;
  });
}

export async function addElder(
  test: TestDatabase,
  community: string,
  patrollerId: string | null,
  about: Partial<Elder> = {},
): Promise<Elder> {
  const elder = anElder(community, about);
  await addElders(test, [elder], patrollerId);
  return elder;
}

export const giveTo = (test: TestDatabase, { id, community }: Elder, patrollerId: string): Promise<void> =>
  test.database.as(system, async (db) =>
    assign(db, community, await nextVersion(db, community), [{ elderId: id, patrollerId }]),
  );

export const takeFrom = (test: TestDatabase, { id, community }: Elder, patrollerId: string): Promise<void> =>
  test.database.as(system, async (db) =>
    unassign(db, community, await nextVersion(db, community), [{ elderId: id, patrollerId }]),
  );

/** Everything that is due answered A, but for what `answers` says by option. */
export function aRecord(
  elder: Elder,
  given: Partial<Omit<VisitRecord, "answers">> & { answers?: Record<string, string> } = {},
): VisitRecord {
  const finishedAt = given.finishedAt ?? new Date().toISOString();
  const startedAt = given.startedAt ?? new Date(Date.parse(finishedAt) - 20 * 60_000).toISOString();
  const on = given.on ?? dayOf(finishedAt);
  const due = dueItems({ elder, community: { settings: defaultSettings }, on, kit: [], observed: [] });
  const answers: Answers = Object.fromEntries(
    [...new Set([...due, ...Object.keys(given.answers ?? {})])].map((code): [string, Answer] => [
      code,
      {
        state: "answered",
        option: given.answers?.[code] ?? (code === "H07" ? "0" : "A"),
        source: "tap",
        ...(code === "L11" && given.answers?.[code] ? { direction: "cold" } : {}),
        at: finishedAt,
      },
    ]),
  );
  const record: VisitRecord = {
    visitId: newId(),
    elderId: elder.id,
    revision: 1,
    baseRevision: 0,
    ruleset: CURRENT_RULESET,
    outcome: "completed",
    on,
    startedAt,
    finishedAt,
    checkIn: null,
    due,
    observed: [],
    kit: [],
    cards: [],
    joined: [],
    photosOwed: [],
    note: "",
    computed: { level: null, overall: null, dims: null },
    ...given,
    answers,
  };
  const { level, overall, dims } = assessVisit(elder, { settings: defaultSettings }, record);
  return { ...record, computed: given.computed ?? { level, overall, dims } };
}

/** The fake worker with visits in it: drafts made by the real domain, kept in memory, refused on request. */
import { distanceM, judgeCheckIn } from "../../src/domain/check-in.ts";
import type { Elder } from "../../src/domain/elder.ts";
import { emptyState } from "../../src/domain/elder-state.ts";
import type { CheckIn, VisitDraft } from "../../src/domain/visit.ts";
import { newDraft } from "../../src/domain/visit-form.ts";
import type { Result, Trouble } from "../../src/worker/api.ts";
import { FAKE_DAY, type FakePatrol, fakeCommunity, fakeElder, fakePatrolApi } from "./fake-patrol-api.ts";

export const VISIT_ID = "v-now";

export type FakeVisits = FakePatrol & {
  elderNow: Elder;
  /** What is stored; null once it was handed in. */
  draft: VisitDraft | null;
  /** Set to refuse saving and handing in. */
  refuse: Trouble | null;
  /** Milliseconds a save takes. */
  slowMs: number;
  saves: number;
  /** Most saves under way at the same time. */
  savesAtOnce: number;
  submitted: VisitDraft[];
};

/** An elder with gas, medicine and a last visit eight days ago, so that E items and a third of the Q items are due. */
export function visitedElder(over: Partial<Elder> = {}): Elder {
  const known = fakeElder();
  const last = { on: "2026-11-14", visitId: "v1" };
  return fakeElder({
    facts: { gas_used: true, takes_medicine: true, hypertension: true, alone: true },
    state: {
      ...known.state,
      answers: {
        H01: { ...last, option: "B" },
        H05: { ...last, option: "A" },
        H06: { ...last, option: "B" },
        H02: { ...last, option: "A", value: { sys: 138, dia: 84 } },
        U02: { ...last, option: "D" },
        M01: { ...last, option: "A" },
        M03: { ...last, option: "A" },
        L11: { ...last, option: "A", value: { celsius: 21.5 } },
        M04: { ...last, option: "A", value: { errors: 1, wordSet: 2 } },
      },
    },
    ...over,
  });
}

export const newElder = (): Elder => visitedElder({ state: emptyState() });

/** `start` of the draft: whatever the test needs on top of a fresh one, checked in. */
export function fakeVisits(elder: Elder = visitedElder(), start: Partial<VisitDraft> = {}): FakeVisits {
  const base = fakePatrolApi();
  const at = (): string => new Date().toISOString();
  const fresh = (): VisitDraft =>
    newDraft({
      visitId: VISIT_ID,
      elder,
      community: fakeCommunity,
      on: FAKE_DAY,
      at: at(),
      kit: ["bp_device", "device_present", "glucose_meter"],
    });
  const arrived: CheckIn = {
    at: at(),
    lat: 39.9,
    lng: 116.36,
    accuracyM: 12,
    distanceM: 8,
    judgement: "ok",
    coordSys: "wgs84",
  };
  const refusal = (): Result<never> => ({ ok: false, trouble: fake.refuse ?? { word: "offline" } });
  const fake: FakeVisits = Object.assign(base, {
    elderNow: elder,
    draft: { ...fresh(), checkIn: arrived, ...start } as VisitDraft | null,
    refuse: null,
    slowMs: 0,
    saves: 0,
    savesAtOnce: 0,
    submitted: [],
  }) satisfies FakeVisits;
  base.data.elder = { elder, community: fakeCommunity, draft: null, returned: null, updatedAt: null };

  fake.elder = async () => ({ elder, community: fakeCommunity, draft: fake.draft, returned: null, updatedAt: null });
  fake.openVisit = async () => {
    if (fake.refuse) return refusal();
    fake.draft ??= fresh();
    return { ok: true, value: fake.draft };
  };
  fake.visit = async () => (fake.draft ? { draft: fake.draft, elder, community: fakeCommunity } : null);
  let underWay = 0;
  fake.saveDraft = async (draft) => {
    const refused = fake.refuse;
    underWay += 1;
    fake.savesAtOnce = Math.max(fake.savesAtOnce, underWay);
    if (fake.slowMs > 0) await new Promise((done) => setTimeout(done, fake.slowMs));
    underWay -= 1;
    if (refused) return { ok: false, trouble: refused };
    fake.saves += 1;
    const rev = Math.max(fake.draft?.rev ?? 0, draft.rev) + 1;
    fake.draft = { ...structuredClone(draft), rev, savedAt: at() };
    return { ok: true, value: { rev, savedAt: fake.draft.savedAt } };
  };
  fake.judgeCheckIn = async (_elderId, fix, reason) => {
    const known = { at: at(), coordSys: "wgs84" as const };
    if (!fix) return { ...known, judgement: "manual", reason };
    const { lat, lng, accuracyM } = fix;
    const away = elder.homePoint ? distanceM(fix, elder.homePoint) : undefined;
    const judgement = judgeCheckIn({ distanceM: away, accuracyM });
    return {
      ...known,
      lat,
      lng,
      accuracyM,
      distanceM: away,
      judgement,
      reason: away === undefined ? "no-home-point" : reason,
    };
  };
  fake.submit = async (visitId) => {
    if (fake.refuse || !fake.draft) return refusal();
    fake.submitted.push(fake.draft);
    fake.draft = null;
    fake.data.outbox = [
      {
        id: "m-now",
        kind: "visit.submit",
        visitId,
        elderId: elder.id,
        elderName: elder.name,
        plate: elder.plate,
        savedAt: at(),
        sizeBytes: 9000,
        state: "waiting",
        position: 1,
        sentAt: null,
        code: null,
        visitState: null,
        returned: null,
      },
    ];
    fake.data.visited += 1;
    return {
      ok: true,
      value: {
        visitId,
        mutationId: "m-now",
        savedAt: at(),
        result: {} as never,
        visited: fake.data.visited,
        planned: fake.data.planned,
        next: null,
      },
    };
  };
  return fake;
}

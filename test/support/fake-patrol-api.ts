/** A worker that lives in the page and keeps nothing: enough to look at the screens and to test what they say. */
import type { Remote } from "comlink";
import type { Community } from "../../src/domain/community.ts";
import type { Elder } from "../../src/domain/elder.ts";
import type { Me } from "../../src/protocol/session.ts";
import type {
  Change,
  ElderView,
  OutboxItem,
  PatrolApi,
  Result,
  Start,
  SyncState,
  TodayCard,
} from "../../src/worker/api.ts";

/** The day every invented figure stands on. */
export const FAKE_DAY = "2026-11-22";
const at = (time: string): string => `${FAKE_DAY}T${time}:00.000Z`;
const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fakeMe: Me = {
  user: {
    id: "018f0000-0000-7000-8000-000000000001",
    login: "patroller1",
    name: "陈桂芳",
    role: "patroller",
    areas: [{ code: "110102001001", name: "文庙社区" }],
  },
  mustChangePassword: false,
  demo: true,
  epoch: "1",
  serverTime: at("02:40"),
};

export const fakeSync: SyncState = {
  online: true,
  phase: "idle",
  done: 0,
  total: 0,
  pulled: 0,
  toPull: null,
  waiting: 0,
  needsYou: 0,
  syncedAt: at("01:12"),
  contactAt: at("02:40"),
  trouble: null,
  offsetMs: 0,
};

export const fakeCommunity: Community = {
  code: "110102001001",
  name: "文庙社区",
  streetName: "广源街道",
  districtName: "西城区",
  settings: {
    heatingSeason: { from: "11-15", to: "03-15" },
    heatWarning: false,
    local: {},
    phones: { gas: "96777", heating: "96069", dutyDesk: "010-66001234" },
    starDirection: "care",
  },
};

/** Seconds do not matter here: cards in the order the worker would give them. */
export function fakeCard(over: Partial<TodayCard> & { elderId: string; name: string }): TodayCard {
  return {
    sex: 2,
    age: 82,
    plate: "3号楼 2-402",
    level: 4,
    tags: ["耳背", "高血压"],
    group: "today",
    daysLate: 0,
    dueOn: FAKE_DAY,
    distanceM: null,
    progress: null,
    awaitingReview: false,
    returned: null,
    worstOpen: null,
    ...over,
  };
}

export const fakeCards: TodayCard[] = [
  fakeCard({ elderId: "e1", name: "王秀兰", group: "overdue", daysLate: 2, distanceM: 118, worstOpen: "high" }),
  fakeCard({
    elderId: "e2",
    name: "赵广才",
    sex: 1,
    age: 79,
    plate: "5号楼 1-101",
    group: "overdue",
    daysLate: 1,
    distanceM: 262,
    tags: ["腿脚不便", "煤炉"],
  }),
  fakeCard({
    elderId: "e3",
    name: "李德福",
    sex: 1,
    age: 88,
    plate: "3号楼 4-603",
    level: 5,
    distanceM: 149,
    tags: ["冠心病", "独居"],
    progress: { answered: 12, due: 31 },
  }),
  fakeCard({
    elderId: "e4",
    name: "周玉珍",
    age: 76,
    plate: "7号楼 1-302",
    level: 2,
    distanceM: 412,
    tags: ["视力弱"],
  }),
  fakeCard({
    elderId: "e5",
    name: "欧阳淑华",
    age: 91,
    plate: "砖塔胡同 23号院 5号",
    level: 3,
    distanceM: 1240,
    tags: [],
    awaitingReview: true,
    group: "done",
  }),
  fakeCard({
    elderId: "e6",
    name: "孙桂英",
    age: 80,
    plate: "1号楼 3-201",
    level: 1,
    group: "later",
    dueOn: "2026-11-23",
  }),
  fakeCard({
    elderId: "e7",
    name: "马福顺",
    sex: 1,
    age: null,
    plate: "2号楼 101",
    level: null,
    group: "later",
    dueOn: "2026-12-02",
  }),
];

export const fakeReturned: TodayCard = fakeCard({
  elderId: "e8",
  name: "钱永年",
  sex: 1,
  age: 85,
  plate: "6号楼 2-301",
  group: "done",
  returned: { visitId: "v8", reason: "missing-photo", note: "软管那张看不清，请再拍一张。" },
});

export function fakeElder(over: Partial<Elder> = {}): Elder {
  return {
    id: "e1",
    community: fakeCommunity.code,
    communityName: fakeCommunity.name,
    name: "王秀兰",
    pinyin: { full: "wang xiu lan", initials: "wxl" },
    sex: 2,
    birthOn: "1944-03-02",
    phone: "01066005678",
    address: { estate: "文庙南里", building: "3", unit: "2", room: "402", floor: 4, lift: false },
    plate: "3号楼 2-402",
    homePoint: { lat: 39.9, lng: 116.36 },
    contacts: [
      { name: "王敏", relation: "女儿", phone: "13800002043" },
      { name: "孙师傅", relation: "对门 401", phone: "13900001122", note: "有备用钥匙" },
    ],
    advice: "耳背，敲门要重、多等一会儿。先喊“王阿姨”。",
    tags: ["高血压", "听力差", "瓶装燃气", "4楼无电梯"],
    status: "active",
    facts: {},
    vulnerability: { others: [], specialBesidesAge: false },
    state: {
      level: 4,
      levelOn: "2026-11-14",
      streak: 0,
      provisional: false,
      overall: 83,
      dims: { H: 95, S: 100, L: 85, U: 70, M: 100 },
      answers: {},
      open: [
        {
          id: "h1",
          item: "U02",
          severity: "high",
          state: "found",
          foundOn: "2026-11-14",
          foundAt: "2026-11-14T02:30:00.000Z",
          rectifyBy: null,
          visitId: "v1",
          recheckBy: "2026-11-22T15:59:59.999Z",
        },
      ],
      visits: [
        {
          visitId: "v1",
          on: "2026-11-14",
          state: "submitted",
          level: 4,
          overall: 83,
          dims: { H: 95, S: 100, L: 85, U: 70, M: 100 },
        },
        {
          visitId: "v0",
          on: "2026-11-07",
          state: "approved",
          level: 4,
          overall: 90,
          dims: { H: 100, S: 100, L: 85, U: 100, M: 95 },
        },
        { visitId: "vx", on: "2026-10-31", state: "approved", level: null, overall: null, dims: null },
      ],
      contactOn: "2026-11-14",
      awaitingReview: false,
      nextDueOn: "2026-11-20",
    },
    ...over,
  };
}

const item = (
  over: Partial<OutboxItem> & { id: string; elderName: string; state: OutboxItem["state"] },
): OutboxItem => ({
  kind: "visit.submit",
  visitId: `visit-${over.id}`,
  elderId: `elder-${over.id}`,
  plate: "3号楼 2-402",
  savedAt: at("02:20"),
  sizeBytes: 14_200,
  position: null,
  sentAt: null,
  code: null,
  visitState: null,
  returned: null,
  ...over,
});

export const fakeOutbox: OutboxItem[] = [
  item({ id: "m1", elderName: "孙桂英", state: "rejected", code: "mutation.invalid" }),
  item({
    id: "m2",
    elderName: "钱永年",
    state: "returned",
    visitState: "returned",
    returned: { reason: "missing-photo", note: "软管那张看不清，请再拍一张。" },
  }),
  item({ id: "m3", elderName: "何守义", state: "held", code: "elder.not-assigned" }),
  item({ id: "m4", elderName: "李德福", state: "sending" }),
  item({ id: "m5", elderName: "王秀兰", state: "waiting", position: 2 }),
  item({ id: "m6", elderName: "赵广才", state: "sent", sentAt: at("02:31"), visitState: "submitted" }),
  item({ id: "m7", elderName: "周玉珍", state: "sent", sentAt: at("02:12"), visitState: "approved" }),
];

export type FakePatrol = PatrolApi & {
  /** What the screens asked for, in order: `signIn patroller1`. */
  asked: string[];
  data: {
    start: Start;
    cards: TodayCard[];
    visited: number;
    planned: number;
    outbox: OutboxItem[];
    elder: ElderView | null;
    persisted: boolean;
  };
  /** Changes the data and tells the screens. */
  change(part: Partial<FakePatrol["data"]>, topics?: Change["topics"]): void;
  /** Answers of calls that may fail; set one to see the failure. */
  answers: { signIn?: Result<Me>; changePassword?: Result<null>; signOut?: Result<{ waiting: number }> };
  asRemote(): Remote<PatrolApi>;
};

export function fakePatrolApi(part: Partial<FakePatrol["data"]> = {}): FakePatrol {
  let listener: ((change: Change) => void) | undefined;
  const data: FakePatrol["data"] = {
    start: { me: fakeMe, signedOut: false, ready: true, sync: fakeSync, communities: [fakeCommunity] },
    cards: fakeCards,
    visited: 5,
    planned: 12,
    outbox: fakeOutbox,
    elder: { elder: fakeElder(), community: fakeCommunity, draft: null, returned: null, updatedAt: at("01:12") },
    persisted: false,
    ...part,
  };
  const none = async (): Promise<never> => {
    throw new Error("not part of this fake");
  };
  const fake: FakePatrol = {
    asked: [],
    data,
    answers: {},
    change(part, topics = ["start", "sync", "today", "elder", "outbox"]) {
      Object.assign(data, part);
      listener?.({ topics });
    },
    asRemote: () => fake as unknown as Remote<PatrolApi>,

    start: async () => data.start,
    signIn: async (login) => {
      fake.asked.push(`signIn ${login}`);
      const answer = fake.answers.signIn ?? ok(fakeMe);
      if (answer.ok) fake.change({ start: { ...data.start, me: answer.value, signedOut: false } });
      return answer;
    },
    changePassword: async () => {
      fake.asked.push("changePassword");
      const answer = fake.answers.changePassword ?? ok(null);
      if (answer.ok) fake.change({ start: { ...data.start, me: fakeMe } });
      return answer;
    },
    signOut: async ({ leaveWork }) => {
      fake.asked.push(`signOut ${leaveWork ? "leaving work" : "clean"}`);
      const answer = fake.answers.signOut ?? ok({ waiting: data.start.sync.waiting });
      if (answer.ok) fake.change({ start: { ...data.start, me: null } });
      return answer;
    },
    today: async (from) => ({
      on: FAKE_DAY,
      cards: from ? data.cards : data.cards.map((card) => ({ ...card, distanceM: null })),
      visited: data.visited,
      planned: data.planned,
    }),
    search: async (text) => data.cards.filter((card) => card.name.includes(text) || card.plate.includes(text)),
    elder: async () => data.elder,
    openVisit: none,
    visit: async () => null,
    saveDraft: none,
    discardDraft: none,
    judgeCheckIn: none,
    summary: async () => null,
    submit: none,
    outbox: async () => data.outbox,
    reopen: none,
    discard: async (id) => {
      fake.asked.push(`discard ${id}`);
      fake.change({ outbox: data.outbox.filter((one) => one.id !== id) });
      return ok(null);
    },
    exportItem: async (id) => {
      fake.asked.push(`export ${id}`);
      return ok(JSON.stringify({ id }));
    },
    syncNow: async () => {
      fake.asked.push("syncNow");
    },
    visible: async () => {},
    persist: async () => ({ persisted: data.persisted, usedBytes: 37_800_000 }),
    takeOver: async () => {
      fake.asked.push("takeOver");
      fake.change({ start: { ...data.start, sync: { ...data.start.sync, trouble: null } } });
      return data.start;
    },
    watch: async (fn) => {
      listener = fn;
    },
  };
  return fake;
}

/** One patroller's day: which homes, in which order, and what becomes of each visit. */
import { daysBetween } from "../../domain/calendar.ts";
import { distanceM, judgeCheckIn } from "../../domain/check-in.ts";
import { INTERVALS, nextDueOn } from "../../domain/schedule.ts";
import type { Day, Instant } from "../../domain/time.ts";
import type { CheckIn, VisitRecord } from "../../domain/visit.ts";
import { isAged, isSpecial } from "../../domain/vulnerability.ts";
import { isWorkingDay } from "../../domain/working-days.ts";
import { uuid7 } from "../elders/uuid7.ts";
import { flagsOf, habitsOf } from "../visits/flags.ts";
import type { DemoCalendar } from "./calendar-of-demo.ts";
import { at } from "./clock.ts";
import { nextCondition } from "./condition.ts";
import type { Crisis } from "./crises.ts";
import { failVisit, fillVisit, type VisitPlan } from "./fill-visit.ts";
import { act, type Life, type Staff } from "./life.ts";
import type { Random } from "./random.ts";

/** Minutes after midnight at which visits begin. */
const SLOTS = [545, 588, 632, 845, 888, 931, 974, 1016];
/** What a patroller wants to find due on the morning the demo opens. */
const DUE_TODAY = 3;
/** Homes left lying that long are the ones shown as overdue. */
const FORGOTTEN_DAYS = 9;
const FORGOTTEN_MOST = 2;

export type Patrol = { staff: Staff; lives: Life[]; random: Random; forgotten: Set<Life> };

export function patrolDay(patrol: Patrol, on: Day, calendar: DemoCalendar, crises: readonly Crisis[]): void {
  const crisis = crises.find((one) => one.on === on && one.life.patroller === patrol.staff);
  const due = dueHomes(patrol, on, calendar).filter((life) => life !== crisis?.life);
  const early = earlyHomes(patrol, on, calendar).filter((life) => life !== crisis?.life && !due.includes(life));
  const homes = [...(crisis ? [crisis.life] : []), ...early, ...due].slice(0, SLOTS.length);
  const kit = [
    "bp_device",
    ...(patrol.random.chance(0.7) ? ["device_present"] : []),
    ...(patrol.random.chance(0.4) ? ["glucose_meter"] : []),
  ];
  for (const [slot, life] of homes.entries())
    visit(life, on, calendar, SLOTS[slot] ?? 0, kit, crisis?.life === life ? crisis : null);
}

/** Most care first, then longest due. On days off only level 5. */
function dueHomes({ lives, random, forgotten }: Patrol, on: Day, calendar: DemoCalendar): Life[] {
  const working = isWorkingDay(on);
  const due = lives
    .filter(
      ({ elder: { state } }) => state.nextDueOn !== null && state.nextDueOn <= on && (working || state.level === 5),
    )
    .sort((a, b) => (b.elder.state.level ?? 0) - (a.elder.state.level ?? 0) || order(a) - order(b));
  if (working && daysBetween(on, calendar.today) <= FORGOTTEN_DAYS) {
    const lastChance = on >= calendar.unreviewedFrom;
    for (const life of due) {
      const level = life.elder.state.level ?? 0;
      if (forgotten.size >= FORGOTTEN_MOST || level < 2 || level > 4) continue;
      if (random.chance(0.12) || (lastChance && forgotten.size === 0 && on < calendar.last)) forgotten.add(life);
    }
  }
  return due.filter((life) => !forgotten.has(life));
}

const order = ({ elder }: Life) => Date.parse(elder.state.nextDueOn ?? "9999-12-31");

/** Homes visited a few days early, chosen so that something is due on the morning the demo opens. */
function earlyHomes({ lives, forgotten }: Patrol, on: Day, { today }: DemoCalendar): Life[] {
  let wanted = DUE_TODAY - lives.filter(({ elder }) => elder.state.nextDueOn === today).length;
  return lives.filter((life) => {
    const { elder, community } = life;
    const { level, nextDueOn: due } = elder.state;
    if (wanted <= 0 || level === null || due === null || forgotten.has(life)) return false;
    if (daysBetween(on, today) > INTERVALS[2].days || daysBetween(on, due) > 6) return false;
    const next = nextDueOn({
      lastOn: on,
      level,
      special: isSpecial(elder.vulnerability, elder.birthOn, on),
      aged: isAged(elder.birthOn, on),
      alone: elder.facts["alone"] === true,
      criticalToday: false,
      local: community.settings.local,
    });
    if (next !== today) return false;
    wanted -= 1;
    return true;
  });
}

function visit(life: Life, on: Day, calendar: DemoCalendar, slot: number, kit: string[], crisis: Crisis | null): void {
  const { random, elder, patroller } = life;
  const first = elder.state.visits.length === 0;
  if (!first) life.condition = nextCondition(random, life.condition, life.neglect);
  if (crisis) life.condition[crisis.item] = crisis.option;
  const start = slot + random.between(0, 6);
  const startedAt = at(on, start, random.int(60));
  const fails =
    first || crisis
      ? null
      : random.weighted([
          [null, 965],
          ["no_answer" as const, 30],
          ["refused" as const, 5],
        ]);
  const minutes = fails ? 6 : first ? random.between(25, 34) : random.between(9, 22);
  const finishedAt = at(on, start + minutes, random.int(60));
  const plan: VisitPlan = {
    visitId: uuid7(new Date(startedAt), random.bytes(10)),
    elder,
    profile: life.profile,
    community: life.community,
    condition: life.condition,
    kit,
    on,
    today: calendar.today,
    startedAt,
    finishedAt,
    checkIn: checkIn(life, startedAt),
  };
  let record: VisitRecord;
  if (fails) record = failVisit(plan, fails);
  else {
    const filled = fillVisit(random, plan);
    record = filled.record;
    for (const code of filled.fixed) life.condition[code] = 0;
  }
  const clockOffsetMs = random.chance(0.004) ? 9 * 60_000 : random.between(-2500, 2500);
  // Most arrive at once, some when the phone is back in the office.
  const receivedAt = random.chance(0.8)
    ? at(on, start + minutes + random.between(0, 4), random.int(60))
    : at(on, 1065 + random.int(40));
  act(life, "visit.submit", record, patroller, finishedAt, receivedAt);
  const sent = life.visits.at(-1);
  if (sent) life.extras.set(sent.id, { habits: habitsOf(record), flags: flagsOf(sent, clockOffsetMs), clockOffsetMs });
}

/** A fix near the home point; now and then a poor one, one across the street, or none. */
function checkIn({ random, elder }: Life, when: Instant): CheckIn {
  const home = elder.homePoint;
  if (!home || random.chance(0.03))
    return { at: when, judgement: "manual", reason: home ? "unavailable" : "no-home-point", coordSys: "wgs84" };
  const far =
    random.weighted([
      [18, 90],
      [120, 7],
      [420, 3],
    ]) *
    (0.4 + random.next());
  const angle = random.next() * 2 * Math.PI;
  const six = (value: number) => Math.round(value * 1e6) / 1e6;
  const lat = six(home.lat + (Math.sin(angle) * far) / 111_200);
  const lng = six(home.lng + (Math.cos(angle) * far) / (111_200 * Math.cos((home.lat * Math.PI) / 180)));
  const accuracyM = random.weighted([
    [random.between(6, 30), 85],
    [random.between(40, 140), 13],
    [random.between(200, 400), 2],
  ]);
  const distance = distanceM({ lat, lng }, home);
  return {
    at: when,
    lat,
    lng,
    accuracyM,
    ageMs: random.between(200, 4000),
    distanceM: distance,
    judgement: judgeCheckIn({ distanceM: distance, accuracyM }),
    coordSys: "wgs84",
  };
}

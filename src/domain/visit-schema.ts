/** A visit record as it may arrive: loose, so that what a newer phone adds is kept, but sound in what this version reads. */
import * as z from "zod/mini";
import { isDay, isInstant } from "./calendar.ts";
import { outcomes } from "./scales.ts";

const id = z.string().check(z.minLength(1), z.maxLength(64));
const code = z.string().check(z.minLength(1), z.maxLength(8));
const fact = z.string().check(z.minLength(1), z.maxLength(40));
const words = z.string().check(z.maxLength(2000));
const instant = z.string().check(z.refine(isInstant));
const day = z.string().check(z.refine(isDay));
const number = z.optional(z.number());
const month = z.optional(z.string().check(z.regex(/^\d{4}-\d{2}$/)));

const value = z.looseObject({
  sys: number,
  dia: number,
  pulse: number,
  celsius: number,
  spo2: number,
  mmol: number,
  fasting: z.optional(z.boolean()),
  tugSeconds: number,
  ticks: z.optional(z.array(fact).check(z.maxLength(20))),
  kg: number,
  scale: z.optional(z.enum(["PHQ-2", "GDS-5"])),
  score: number,
  errors: number,
  wordSet: number,
  fitted: month,
  expires: month,
  bought: month,
  nextTest: month,
  scrap: month,
});

const answer = z.discriminatedUnion("state", [
  z.looseObject({
    state: z.literal("answered"),
    option: code,
    source: z.enum(["tap", "shortcut", "value"]),
    value: z.optional(value),
    direction: z.optional(z.enum(["cold", "hot"])),
    fixed: z.optional(z.looseObject({ note: words, at: instant })),
    note: z.optional(words),
    at: instant,
  }),
  z.looseObject({ state: z.enum(["not_seen", "refused", "na"]), note: z.optional(words), at: instant }),
]);

const checkIn = z.looseObject({
  at: instant,
  lat: number,
  lng: number,
  accuracyM: number,
  ageMs: number,
  distanceM: number,
  judgement: z.enum(["ok", "weak", "outside", "manual"]),
  reason: z.optional(z.enum(["denied", "unavailable", "timeout", "later", "no-home-point"])),
  coordSys: z.literal("wgs84"),
});

const card = z.looseObject({
  card: code,
  item: code,
  openedAt: instant,
  toldAt: z.optional(instant),
  stoppedAt: z.optional(instant),
});

const nullableNumber = z.nullable(z.number());
const dims = z.nullable(z.looseObject({ H: z.number(), S: z.number(), L: z.number(), U: z.number(), M: z.number() }));

export const visitRecordSchema = z.looseObject({
  visitId: id,
  elderId: id,
  revision: z.int().check(z.minimum(1)),
  baseRevision: z.int().check(z.minimum(0)),
  ruleset: z.string().check(z.minLength(1), z.maxLength(40)),
  outcome: z.enum(outcomes),
  firstPart: z.optional(z.boolean()),
  on: day,
  startedAt: instant,
  finishedAt: instant,
  correctedAt: z.optional(instant),
  checkIn: z.nullable(checkIn),
  due: z.array(code).check(z.maxLength(200)),
  answers: z.record(code, answer),
  observed: z.array(fact).check(z.maxLength(200)),
  kit: z.array(fact).check(z.maxLength(50)),
  cards: z.array(card).check(z.maxLength(200)),
  joined: z.array(z.array(code).check(z.maxLength(50))).check(z.maxLength(50)),
  photosOwed: z.array(
    z.looseObject({ item: code, reason: z.enum(["severity", "first", "quarter", "changed", "fixed"]) }),
  ),
  note: words,
  computed: z.looseObject({
    level: z.nullable(z.literal([1, 2, 3, 4, 5])),
    overall: nullableNumber,
    dims,
  }),
});

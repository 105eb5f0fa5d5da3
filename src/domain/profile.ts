/**
 * The full profile, known to the server only, and what the phone may know of it: facts that decide which
 * items apply, points without their cause, and chips that are safe to show (domain pack §3.2, §4.2).
 */
import type { FactId } from "./answer.ts";
import { addDays } from "./calendar.ts";
import type { VulnerabilityFacts } from "./elder.ts";
import type { Day } from "./time.ts";

export type ElderProfile = {
  living: "alone" | "couple" | "leftbehind" | "disabled_child" | "family";
  /** GB/T 42195, 0 (able) to 4. */
  abilityLevel: 0 | 1 | 2 | 3 | 4;
  /** Disability grade 1–2. */
  severeDisability: boolean;
  dementia: "yes" | "suspected" | "no";
  specialFamily: boolean;
  hardship: "none" | "特困" | "低保" | "低保边缘" | "其他";
  dischargedOn?: Day | undefined;
  bereavedOn?: Day | undefined;
  /** Short codes: hypertension, diabetes, heart, stroke, COPD, cancer, kidney, mental, other. */
  diagnoses: string[];
  takesMedicine: boolean;
  bedbound: boolean;
  wheelchair: boolean;
  hardOfHearing: boolean;
  gasType: "none" | "natural" | "manufactured" | "lpg" | "both";
  heating: "district" | "gas" | "electric" | "coal" | "none";
  waterHeater: "none" | "gas" | "electric" | "solar";
  eBike: boolean;
  smoker: boolean;
  homeOxygen: boolean;
  hasSteps: boolean;
  incense: boolean;
  candles: boolean;
  induction: boolean;
  solidFuelCooking: boolean;
  hasCarer: boolean;
  oneKeyDevice: boolean;
};

const LIVING_POINTS: Record<ElderProfile["living"], number> = {
  alone: 2,
  couple: 1,
  leftbehind: 1,
  disabled_child: 2,
  family: 0,
};
const ABILITY_POINTS = [0, 1, 2, 3, 3] as const;
const DISCHARGE_DAYS = 30;
const BEREAVEMENT_DAYS = 90;

/** What a vulnerability count needs; also fed by the `assess` command. */
export type PointFacts = {
  living: ElderProfile["living"];
  abilityLevel: ElderProfile["abilityLevel"];
  severeDisability: boolean;
  /** Diagnosed; a suspicion gives no points. */
  dementia: boolean;
  specialFamily: boolean;
  /** 特困, 低保 or 低保边缘. */
  hardship: boolean;
};

/** Points that do not run out, in one sum so that it does not tell the facts. Age and recent changes come on top. */
export function lastingPoints(facts: PointFacts): number {
  return (
    LIVING_POINTS[facts.living] +
    Math.max(ABILITY_POINTS[facts.abilityLevel], facts.severeDisability ? 2 : 0) +
    (facts.dementia ? 2 : 0) +
    (facts.specialFamily ? 1 : 0) +
    (facts.hardship ? 1 : 0)
  );
}

/** Special-difficulty by any fact but age. */
export function isSpecialBesidesAge(facts: PointFacts): boolean {
  return (
    facts.living !== "family" ||
    facts.abilityLevel >= 1 ||
    facts.severeDisability ||
    facts.dementia ||
    facts.specialFamily ||
    facts.hardship
  );
}

export type DerivedFacts = { facts: Record<FactId, boolean>; vulnerability: VulnerabilityFacts; tags: string[] };

/** Pure: the same profile gives the same facts on any day; what runs out carries its last day. */
export function deriveFacts(profile: ElderProfile): DerivedFacts {
  const points: PointFacts = {
    living: profile.living,
    abilityLevel: profile.abilityLevel,
    severeDisability: profile.severeDisability,
    dementia: profile.dementia === "yes",
    specialFamily: profile.specialFamily,
    hardship: profile.hardship !== "none" && profile.hardship !== "其他",
  };
  const lasting = lastingPoints(points);
  const others: VulnerabilityFacts["others"] = lasting > 0 ? [{ points: lasting }] : [];
  const changeUntilOn = latest(
    profile.dischargedOn && addDays(profile.dischargedOn, DISCHARGE_DAYS),
    profile.bereavedOn && addDays(profile.bereavedOn, BEREAVEMENT_DAYS),
  );
  if (changeUntilOn) others.push({ points: 1, untilOn: changeUntilOn });
  return {
    facts: onlyTrue(itemFacts(profile)),
    vulnerability: {
      others,
      specialBesidesAge: isSpecialBesidesAge(points),
      changedOn: latest(profile.dischargedOn, profile.bereavedOn),
    },
    tags: tagsOf(profile),
  };
}

function itemFacts(profile: ElderProfile): Record<FactId, boolean> {
  return {
    hypertension: profile.diagnoses.includes("hypertension"),
    diabetes: profile.diagnoses.includes("diabetes"),
    takes_medicine: profile.takesMedicine,
    bedbound: profile.bedbound,
    wheelchair: profile.wheelchair,
    has_steps: profile.hasSteps,
    smoker: profile.smoker,
    incense: profile.incense,
    candles: profile.candles,
    induction: profile.induction,
    home_oxygen: profile.homeOxygen,
    ebike_owned: profile.eBike,
    gas_used: profile.gasType !== "none",
    lpg: profile.gasType === "lpg" || profile.gasType === "both",
    solid_fuel: profile.heating === "coal" || profile.solidFuelCooking,
    water_heater: profile.waterHeater !== "none",
    dementia: profile.dementia !== "no",
    dementia_diagnosed: profile.dementia === "yes",
    has_carer: profile.hasCarer,
    alone: profile.living === "alone",
  };
}

/** Chips a patroller may see: nothing of dementia, hardship, special family or diagnoses. */
function tagsOf(profile: ElderProfile): string[] {
  const living = { alone: "独居", couple: "空巢", leftbehind: "留守", disabled_child: "与残疾子女同住", family: "" };
  const tags: [string, boolean][] = [
    [living[profile.living], profile.living !== "family"],
    ["耳背", profile.hardOfHearing],
    ["卧床", profile.bedbound],
    ["轮椅", profile.wheelchair],
    ["家中吸氧", profile.homeOxygen],
    ["瓶装燃气", profile.gasType === "lpg" || profile.gasType === "both"],
    ["烧煤取暖", profile.heating === "coal"],
    ["电动车", profile.eBike],
    ["有一键通", profile.oneKeyDevice],
  ];
  return tags.filter(([, holds]) => holds).map(([tag]) => tag);
}

function onlyTrue(facts: Record<FactId, boolean>): Record<FactId, boolean> {
  return Object.fromEntries(Object.entries(facts).filter(([, holds]) => holds));
}

function latest(...days: (Day | undefined)[]): Day | undefined {
  return days
    .filter((day): day is Day => day !== undefined && day !== "")
    .sort()
    .at(-1);
}

/** The facts of a row that the rules work with. A cell left empty says nothing. */
import type { HomeAddress } from "../../domain/elder.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import type { Day } from "../../domain/time.ts";
import type { RosterKey } from "./columns.ts";
import { isNone, readAbility, readDay, readDisability, readYesNo } from "./read-cell.ts";
import * as choice from "./read-choices.ts";
import type { RowReader } from "./row-reader.ts";

export function readProfile(row: RowReader, home: HomeAddress | null, today: Day): Partial<ElderProfile> {
  const yes = (key: RosterKey) => row.read(key, readYesNo);
  /** `有`, `无`, or the thing itself. */
  const any = (key: RosterKey) => (row.text(key) === "" ? undefined : !isNone(row.text(key)));
  const day = (key: RosterKey) => row.read(key, (given) => readDay(given, today));
  const aids = row.text("aids");
  const aid = (pattern: RegExp) => (pattern.test(aids) ? true : undefined);
  const disability = row.read("disability", readDisability);
  const upstairs = home?.lift === false && (home.floor ?? 1) > 1 ? true : undefined;

  const found: { [K in keyof ElderProfile]?: ElderProfile[K] | undefined } = {
    living: row.read("living", choice.readLiving),
    abilityLevel: row.read("ability", readAbility),
    severeDisability: yes("severeDisability") ?? (disability === undefined ? undefined : [1, 2].includes(disability)),
    dementia: row.read("dementia", choice.readDementia),
    specialFamily: yes("specialFamily"),
    hardship: row.read("hardship", choice.readHardship),
    dischargedOn: day("discharged"),
    bereavedOn: day("bereaved"),
    diagnoses: row.text("diagnoses") === "" ? undefined : choice.readDiagnoses(row.text("diagnoses")),
    takesMedicine: any("medicine"),
    bedbound: yes("bedbound"),
    wheelchair: yes("wheelchair") ?? aid(/轮椅/),
    hardOfHearing: yes("hardOfHearing") ?? aid(/助听器/),
    gasType: row.read("gas", choice.readGas),
    heating: row.read("heating", choice.readHeating),
    waterHeater: row.read("waterHeater", choice.readWaterHeater),
    eBike: yes("eBike"),
    smoker: yes("smoker"),
    homeOxygen: yes("oxygen") ?? aid(/制氧|吸氧|氧气/),
    hasSteps: yes("steps") ?? upstairs,
    incense: yes("incense"),
    candles: yes("candles"),
    induction: yes("induction"),
    solidFuelCooking: yes("solidFuelCooking"),
    hasCarer: any("hasCarer") ?? (choice.livesWithCarer(row.text("living")) ? true : undefined),
    oneKeyDevice: any("oneKey"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

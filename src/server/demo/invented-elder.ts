/** One invented elder: a life that hangs together, at a home of the demo. */
import { addDays } from "../../domain/calendar.ts";
import type { Contact } from "../../domain/elder.ts";
import { readIdNumber } from "../../domain/id-number.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import type { Day } from "../../domain/time.ts";
import type { Home } from "./homes.ts";
import type { NameMaker } from "./names.ts";
import type { Random } from "./random.ts";

export type Invented = {
  name: string;
  sex: 1 | 2;
  birthOn: Day;
  idNumber: string;
  phone: string | null;
  contacts: Contact[];
  advice: string;
  profile: ElderProfile;
};

/** No real person's number begins with 990000 (field pack §4.2). */
const PREFIX = "990000";

function idNumberOf(birthOn: Day, sex: 1 | 2, serial: number): string {
  const body =
    PREFIX + birthOn.replaceAll("-", "") + String((serial * 2 + (sex === 1 ? 1 : 0)) % 1000).padStart(3, "0");
  for (const check of "0123456789X") {
    const read = readIdNumber(body + check, { demo: true });
    if ("number" in read) return read.number;
  }
  throw new Error(`no check digit fits ${body}`);
}

/** Numbers that belong to nobody: 139 0000 for elders, 138 0000 for families. */
const invented = (head: string, serial: number) => head + String(serial).padStart(4, "0");

const ADVICE: readonly (readonly [string, number])[] = [
  ["", 10],
  ["敲门轻一点，怕吵到邻居。", 2],
  ["上午去买菜，10点以后在家。", 3],
  ["中午睡到两点，下午去。", 3],
  ["养了一只小狗，进门前先说一声。", 2],
  ["进门请换鞋。", 2],
  ["说话带山东口音，慢一点能听懂。", 1],
  ["女儿周三在家，周三去最好。", 1],
  ["不喜欢被拍照，先问一声。", 2],
  ["爱聊戏，坐下先说几句京戏。", 1],
  ["门铃坏了，敲门。", 2],
];

export function inventElder(random: Random, names: NameMaker, home: Home, serial: number, today: Day): Invented {
  const sex = random.chance(0.56) ? 2 : 1;
  const age = random.weighted([
    [random.between(61, 69), 20],
    [random.between(70, 79), 45],
    [random.between(80, 89), 29],
    [random.between(90, 97), 6],
  ]);
  const birthOn = addDays(today, -Math.floor(age * 365.25) - random.int(364));
  const { surname, name } = names.elder(sex);
  const profile = inventProfile(random, age, sex, home, today);
  return {
    name,
    sex,
    birthOn,
    idNumber: idNumberOf(birthOn, sex, serial),
    phone: random.chance(0.9) ? invented("1390000", serial) : null,
    contacts: inventContacts(random, names, sex === 1 ? surname : null, profile, serial),
    advice: profile.hardOfHearing ? "耳背，敲门要重、多等一会儿。" : random.weighted(ADVICE),
    profile,
  };
}

function inventProfile(random: Random, age: number, sex: 1 | 2, home: Home, today: Day): ElderProfile {
  const old = age >= 80;
  const veryOld = age >= 90;
  const abilityLevel = random.weighted<ElderProfile["abilityLevel"]>([
    [0, veryOld ? 30 : old ? 66 : 92],
    [1, veryOld ? 30 : old ? 20 : 5],
    [2, veryOld ? 22 : old ? 9 : 2],
    [3, veryOld ? 13 : old ? 4 : 1],
    [4, veryOld ? 5 : old ? 1 : 0],
  ]);
  const dependent = abilityLevel >= 2;
  const living = dependent
    ? random.weighted<ElderProfile["living"]>([
        ["family", 70],
        ["couple", 20],
        ["alone", 8],
        ["disabled_child", 2],
      ])
    : random.weighted<ElderProfile["living"]>([
        ["family", old ? 42 : 56],
        ["couple", old ? 24 : 26],
        ["alone", old ? 31 : 15],
        ["leftbehind", 2],
        ["disabled_child", 1],
      ]);
  const diagnoses = (
    [
      ["hypertension", old ? 0.62 : 0.48],
      ["diabetes", 0.22],
      ["heart", old ? 0.3 : 0.16],
      ["stroke", old ? 0.12 : 0.05],
      ["COPD", sex === 1 ? 0.1 : 0.04],
      ["cancer", 0.05],
      ["kidney", 0.04],
    ] as const
  )
    .filter(([, share]) => random.chance(share))
    .map(([code]) => code as string);
  const gasType = home.lane
    ? random.weighted<ElderProfile["gasType"]>([
        ["natural", 50],
        ["lpg", 40],
        ["none", 10],
      ])
    : random.weighted<ElderProfile["gasType"]>([
        ["natural", 94],
        ["none", 6],
      ]);
  return {
    living,
    abilityLevel,
    severeDisability: random.chance(dependent ? 0.25 : 0.02),
    dementia: random.weighted<ElderProfile["dementia"]>([
      ["no", 100],
      ["suspected", old ? 5 : 1],
      ["yes", old ? 7 : 1],
    ]),
    specialFamily: random.chance(0.015),
    hardship: random.weighted<ElderProfile["hardship"]>([
      ["none", 93],
      ["低保", 3],
      ["低保边缘", 2],
      ["特困", 1],
      ["其他", 1],
    ]),
    ...(random.chance(0.02) ? { dischargedOn: addDays(today, -random.between(4, 40)) } : {}),
    ...(random.chance(0.015) ? { bereavedOn: addDays(today, -random.between(20, 100)) } : {}),
    diagnoses,
    takesMedicine: diagnoses.length > 0 && random.chance(0.94),
    bedbound: abilityLevel === 4,
    wheelchair: abilityLevel === 3 || (dependent && random.chance(0.2)),
    hardOfHearing: random.chance(veryOld ? 0.5 : old ? 0.25 : 0.06),
    gasType,
    heating: home.lane
      ? random.weighted<ElderProfile["heating"]>([
          ["electric", 80],
          ["coal", 20],
        ])
      : random.weighted<ElderProfile["heating"]>([
          ["district", 95],
          ["electric", 5],
        ]),
    waterHeater: random.weighted<ElderProfile["waterHeater"]>([
      ["electric", 52],
      [gasType === "none" ? "electric" : "gas", 33],
      ["none", 15],
    ]),
    eBike: random.chance(age < 78 && !dependent ? 0.16 : 0.04),
    smoker: random.chance(sex === 1 ? 0.24 : 0.03),
    homeOxygen: diagnoses.includes("COPD") && random.chance(0.3),
    hasSteps: home.address.lift === false && (home.address.floor ?? 1) > 1,
    incense: random.chance(0.05),
    candles: false,
    induction: random.chance(0.25),
    solidFuelCooking: false,
    hasCarer: dependent,
    oneKeyDevice: random.chance(living === "alone" ? 0.55 : 0.12),
  };
}

function inventContacts(
  random: Random,
  names: NameMaker,
  surname: string | null,
  profile: ElderProfile,
  serial: number,
): Contact[] {
  const relations = random.chance(0.5) ? ["儿子", "女儿"] : ["女儿", "儿子"];
  const count = random.weighted([
    [1, 55],
    [2, 40],
    [0, profile.specialFamily ? 60 : 3],
  ] as const);
  const children = relations
    .slice(0, count)
    .map((relation, at) => ({ name: names.relative(surname), relation, phone: invented("1380000", serial * 2 + at) }));
  if (children.length > 0) return children;
  return [{ name: names.relative(null), relation: "邻居", phone: invented("1380000", serial * 2) }];
}

/** The words rosters use for a home and its people, read into the profile's own values (field pack §4.2). */
import type { ElderStatus } from "../../domain/elder.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import { listOf } from "../csv/normal-text.ts";
import { isNone, type Read, readChoice } from "./read-cell.ts";

const NONE = /^(无|没有|不用|未用|否|-|—|\/|0)$/;

export function readLiving(text: string): Read<ElderProfile["living"]> {
  return readChoice<ElderProfile["living"]>(
    text,
    [
      [/残疾子女|重残子女|与残疾/, "disabled_child"],
      [/留守/, "leftbehind"],
      [/独居|孤寡|单独居住|一人|自己住|孤老/, "alone"],
      [/空巢|夫妻|老两口|与配偶|与老伴|双老|纯老/, "couple"],
      [/子女|家人|家属|同住|合住|与儿|与女|保姆|照护|孙|亲属|非独居|三代/, "family"],
    ],
    "独居、空巢（老两口）、留守、与残疾子女同住、与家人同住",
  );
}

/** A live-in carer is said in the same column. */
export const livesWithCarer = (text: string) => /保姆|照护|护工/.test(text);

export function readDementia(text: string): Read<ElderProfile["dementia"]> {
  return readChoice<ElderProfile["dementia"]>(
    text,
    [
      [/疑似|可疑|待查/, "suspected"],
      [/^(无|否|没有|不是|未见|正常|未失智|非失智|-|0|n|no)$/i, "no"],
      [/^(是|有|1|y|yes|√)$|确诊|失智|痴呆|阿尔茨海默|轻度|中度|重度/i, "yes"],
    ],
    "是、疑似、否",
  );
}

export function readHardship(text: string): Read<ElderProfile["hardship"]> {
  return readChoice<ElderProfile["hardship"]>(
    text,
    [
      [/^(无|否|没有|一般|正常|不困难|非困难|-|0)$/, "none"],
      [/特困|五保|三无/, "特困"],
      [/边缘|低边|低收入/, "低保边缘"],
      [/低保|最低生活保障/, "低保"],
      [/^(其他|其它|困难|是|临时救助|支出型.*)$/, "其他"],
    ],
    "无、特困、低保、低保边缘、其他",
  );
}

export function readGas(text: string): Read<ElderProfile["gasType"]> {
  const piped = /天然气|管道/.test(text) && !/液化/.test(text.replace(/天然气|管道/g, ""));
  return readChoice<ElderProfile["gasType"]>(
    text,
    [
      [NONE, "none"],
      [/^(?=.*(天然|管道|人工))(?=.*(液化|瓶|罐)).*$|两种|混用/, "both"],
      [/人工煤气|管道煤气|^煤气$/, "manufactured"],
      [/液化|瓶装|罐装|钢瓶|煤气罐|lpg/i, "lpg"],
      [piped ? /./ : /天然气|管道燃气|^燃气$/, "natural"],
    ],
    "无、天然气、人工煤气、液化气、两种都有",
  );
}

export function readHeating(text: string): Read<ElderProfile["heating"]> {
  return readChoice<ElderProfile["heating"]>(
    text,
    [
      [NONE, "none"],
      [/集中|市政|暖气片|^暖气$|供热|小区供暖|district/, "district"],
      [/煤改电|电|空调/, "electric"],
      [/壁挂炉|燃气|天然气|自采暖|煤改气/, "gas"],
      [/煤|炭|柴|土暖气|炉子|火炉/, "coal"],
    ],
    "集中供暖、燃气壁挂炉、电、煤、无",
  );
}

export function readWaterHeater(text: string): Read<ElderProfile["waterHeater"]> {
  return readChoice<ElderProfile["waterHeater"]>(
    text,
    [
      [NONE, "none"],
      [/太阳/, "solar"],
      [/燃气|天然气|煤气|液化/, "gas"],
      [/电/, "electric"],
    ],
    "无、燃气、电、太阳能",
  );
}

export function readStatus(text: string): Read<ElderStatus> {
  return readChoice<ElderStatus>(
    text,
    [
      [/^(在册|正常|在住|健在|有效|居家|active)$/, "active"],
      [/迁出|搬走|搬离|迁走/, "moved"],
      [/机构|养老院|敬老院|入院养老/, "institution"],
      [/去世|死亡|已故|过世|离世/, "deceased"],
      [/失联|查无|下落/, "lost"],
      [/暂停|停访/, "paused"],
    ],
    "在册、迁出、入住机构、去世、失联、暂停",
  );
}

const DISEASES: readonly (readonly [RegExp, string])[] = [
  [/高血压/, "hypertension"],
  [/糖尿病|血糖高|高血糖/, "diabetes"],
  [/冠心|心脏|心衰|心梗|房颤|心律|心绞痛/, "heart"],
  [/脑卒中|卒中|中风|脑梗|脑出血|脑血管|脑溢血|偏瘫/, "stroke"],
  [/慢阻肺|慢性阻塞|copd|肺气肿|慢性支气管|慢支|肺心病/i, "COPD"],
  [/癌|肿瘤|白血病|淋巴瘤/, "cancer"],
  [/肾/, "kidney"],
  [/精神|抑郁|焦虑症|双相|躁狂/, "mental"],
];

/** `高血压、糖尿病` → codes; a disease not on the short list becomes `other`. */
export function readDiagnoses(text: string): string[] {
  const codes = listOf(text.replaceAll(" ", "、"))
    .filter((part) => !isNone(part))
    .map((part) => DISEASES.find(([pattern]) => pattern.test(part))?.[1] ?? "other");
  return [...new Set(codes)];
}

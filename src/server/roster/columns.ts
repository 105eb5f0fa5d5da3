/** The columns of an elder roster (field pack §4.2), with the other words offices use for them. */
import type { Column, Sheet } from "../csv/read-table.ts";

export type RosterKey =
  | "name"
  | "idNumber"
  | "sex"
  | "birth"
  | "community"
  | "communityName"
  | "street"
  | "estate"
  | "building"
  | "unit"
  | "room"
  | "address"
  | "floor"
  | "lift"
  | "phone"
  | "landline"
  | "living"
  | "hasCarer"
  | "status"
  | "ability"
  | "dementia"
  | "disability"
  | "severeDisability"
  | "specialFamily"
  | "hardship"
  | "discharged"
  | "bereaved"
  | "diagnoses"
  | "medicine"
  | "aids"
  | "bedbound"
  | "wheelchair"
  | "hardOfHearing"
  | "gas"
  | "heating"
  | "waterHeater"
  | "eBike"
  | "smoker"
  | "oxygen"
  | "steps"
  | "incense"
  | "candles"
  | "induction"
  | "solidFuelCooking"
  | "oneKey"
  | "advice"
  | "point"
  | "lat"
  | "lng"
  | "datum"
  | "patroller"
  | `contact${ContactNumber}`
  | `contactRelation${ContactNumber}`
  | `contactPhone${ContactNumber}`;
export const contactNumbers = [1, 2, 3, 4, 5] as const;
export type ContactNumber = (typeof contactNumbers)[number];

const NUMBER_WORDS = ["", "一", "二", "三", "四", "五"];

/** `联系人2电话`, `联系人电话2`, `联系人二电话`, `紧急联系人2电话` … the first also without its number. */
function contactColumns(n: ContactNumber): Column<RosterKey>[] {
  const heads = ["联系人", "紧急联系人", "家属"];
  const numbers = n === 1 ? ["", "1", "一"] : [String(n), NUMBER_WORDS[n] ?? ""];
  const words = (tails: string[]) =>
    heads.flatMap((head) =>
      numbers.flatMap((number) => tails.flatMap((tail) => [head + number + tail, head + tail + number])),
    );
  const column = (key: RosterKey, tails: string[], more: string[] = []): Column<RosterKey> => {
    const [title = "", ...also] = [...new Set([...words(tails), ...(n === 1 ? more : [])])];
    return { key, title, also };
  };
  return [
    column(`contact${n}`, ["", "姓名"]),
    column(`contactRelation${n}`, ["关系", "与老人关系"], ["与老人关系", "与联系人关系"]),
    column(`contactPhone${n}`, ["电话", "手机", "手机号", "联系电话", "联系方式"]),
  ];
}

export const roster: Sheet<RosterKey> = {
  columns: [
    { key: "name", title: "姓名", also: ["老人姓名", "名字"], required: true },
    {
      key: "idNumber",
      title: "身份证号",
      also: ["身份证", "身份证号码", "公民身份号码", "公民身份证号码", "证件号码", "证件号"],
    },
    { key: "sex", title: "性别" },
    { key: "birth", title: "出生日期", also: ["出生年月日", "生日", "出生年月", "出生"] },
    { key: "community", title: "社区代码", also: ["社区编码", "社区码", "区划代码", "行政区划代码", "所属社区代码"] },
    { key: "communityName", title: "社区", also: ["社区名称", "所属社区", "社区名", "居委会", "所在社区"] },
    { key: "street", title: "街道", also: ["街道名称", "所属街道", "所在街道"] },
    { key: "estate", title: "小区", also: ["小区名称", "胡同", "小区/胡同", "所属小区"] },
    { key: "building", title: "楼栋", also: ["楼号", "栋", "楼", "楼栋号", "楼牌号", "幢"] },
    { key: "unit", title: "单元", also: ["单元号", "门洞"] },
    { key: "room", title: "门牌", also: ["门牌号", "房号", "房间号", "室", "室号", "门牌号码", "房门号"] },
    {
      key: "address",
      title: "居住地址",
      also: [
        "住址",
        "地址",
        "家庭住址",
        "家庭地址",
        "现住址",
        "详细地址",
        "居住地",
        "实际居住地址",
        "现居住地址",
        "常住地址",
      ],
    },
    { key: "floor", title: "楼层", also: ["所在楼层", "层"] },
    { key: "lift", title: "电梯", also: ["有无电梯", "是否有电梯"] },
    {
      key: "phone",
      title: "手机",
      also: ["手机号", "手机号码", "电话", "联系电话", "本人电话", "老人电话", "电话号码", "移动电话", "联系方式"],
    },
    { key: "landline", title: "固话", also: ["固定电话", "座机", "家庭电话", "座机号码"] },
    { key: "living", title: "居住情况", also: ["居住状况", "居住方式", "居住类型", "居住状态"] },
    { key: "hasCarer", title: "照护者", also: ["有无照护者", "照护人", "保姆"] },
    { key: "status", title: "状态", also: ["人员状态", "在册状态"] },
    {
      key: "ability",
      title: "能力等级",
      also: ["能力评估等级", "老年人能力等级", "自理能力", "失能等级", "失能情况", "失能"],
    },
    { key: "dementia", title: "失智", also: ["认知障碍", "失智情况", "是否失智"] },
    { key: "disability", title: "残疾等级", also: ["残疾", "残疾情况", "残疾级别", "残疾类别等级"] },
    { key: "severeDisability", title: "重残", also: ["重度残疾", "是否重残"] },
    {
      key: "specialFamily",
      title: "计生特殊家庭",
      also: ["计划生育特殊家庭", "特殊家庭", "是否计生特殊家庭", "特扶家庭"],
    },
    { key: "hardship", title: "困难类型", also: ["困难类别", "经济困难", "困难情况", "救助类型", "经济状况"] },
    { key: "discharged", title: "出院日期", also: ["最近出院", "最近出院日期"] },
    { key: "bereaved", title: "丧亲日期", also: ["丧偶日期"] },
    {
      key: "diagnoses",
      title: "慢性病",
      also: ["慢病", "疾病", "病史", "主要疾病", "患病情况", "慢性疾病", "既往病史"],
    },
    { key: "medicine", title: "用药", also: ["长期用药", "用药情况", "服药", "服药情况", "是否用药"] },
    { key: "aids", title: "辅具", also: ["辅助器具", "使用辅具"] },
    { key: "bedbound", title: "卧床", also: ["长期卧床", "是否卧床"] },
    { key: "wheelchair", title: "轮椅", also: ["使用轮椅", "是否用轮椅"] },
    { key: "hardOfHearing", title: "耳背", also: ["听力差", "听力障碍", "是否耳背"] },
    { key: "gas", title: "燃气类型", also: ["燃气", "用气类型", "燃气种类", "用气"] },
    { key: "heating", title: "取暖", also: ["取暖方式", "供暖", "供暖方式", "采暖", "采暖方式"] },
    { key: "waterHeater", title: "热水器", also: ["热水器类型"] },
    { key: "eBike", title: "电动车", also: ["电动自行车", "有无电动车", "电瓶车"] },
    { key: "smoker", title: "吸烟", also: ["抽烟", "是否吸烟"] },
    { key: "oxygen", title: "吸氧", also: ["家庭吸氧", "家庭氧疗", "氧疗", "是否吸氧"] },
    { key: "steps", title: "台阶", also: ["家中台阶", "楼梯台阶", "门槛台阶"] },
    { key: "incense", title: "烧香", also: ["烧香或蚊香", "蚊香"] },
    { key: "candles", title: "蜡烛", also: ["点蜡烛"] },
    { key: "induction", title: "电磁炉", also: ["电磁炉或电灶", "电灶"] },
    { key: "solidFuelCooking", title: "烧煤烧柴做饭", also: ["烧柴做饭", "烧煤做饭"] },
    { key: "oneKey", title: "一键通", also: ["呼叫器", "一键呼叫", "平安通", "呼叫设备"] },
    { key: "advice", title: "习惯与忌讳", also: ["习惯和忌讳", "上门注意", "上门注意事项", "注意事项", "敲门提示"] },
    { key: "point", title: "坐标", also: ["经纬度", "家庭坐标"] },
    { key: "lat", title: "纬度", also: ["坐标纬度", "家庭坐标纬度"] },
    { key: "lng", title: "经度", also: ["坐标经度", "家庭坐标经度"] },
    { key: "datum", title: "坐标系", also: ["坐标类型"] },
    {
      key: "patroller",
      title: "巡视员账号",
      also: ["巡视员", "巡视员帐号", "负责巡视员账号", "负责巡视员", "协管员账号", "账号"],
      required: true,
    },
    ...contactNumbers.flatMap(contactColumns),
  ],
  ignored: [
    "序号",
    "编号",
    "年龄",
    "民族",
    "婚姻",
    "婚姻状况",
    "户籍",
    "户籍地址",
    "户口所在地",
    "户籍类型",
    "备注",
    "填表人",
    "填表日期",
    "登记日期",
    "文化程度",
    "政治面貌",
    "省",
    "市",
    "区",
    "区县",
    "网格",
    "网格号",
    "巡视员姓名",
    "家庭医生",
    "医保类型",
    "养老类型",
    "血型",
    "子女数",
    "照片",
  ],
};

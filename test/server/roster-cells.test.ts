import { expect, test } from "vitest";
import { cellText, listOf, tidy, tidyName } from "../../src/server/csv/normal-text.ts";
import { problemWords } from "../../src/server/csv/problem.ts";
import { readTable } from "../../src/server/csv/read-table.ts";
import { readAddress } from "../../src/server/elders/address.ts";
import { pinyinOf } from "../../src/server/elders/pinyin.ts";
import { plateOf } from "../../src/server/elders/plate.ts";
import * as cell from "../../src/server/roster/read-cell.ts";
import * as choice from "../../src/server/roster/read-choices.ts";

const value = <T>(read: cell.Read<T>): T | string => ("value" in read ? read.value : `! ${read.code}`);
const TODAY = "2026-11-22";

test("text is tidied without touching rare characters", () => {
  expect(tidy("　１３９ ００００\u200b１２３４ ")).toBe("139 00001234");
  expect(tidy("ＡＢｃ（１）")).toBe("ABc(1)");
  expect(tidy("\uf900丶𠮷")).toBe("\uf900丶𠮷");
  expect(cellText('="00123"')).toBe("00123");
  expect(cellText("'110102")).toBe("110102");
  expect(tidyName("王　芳")).toBe("王芳");
  expect(tidyName("阿依古丽 • 买买提")).toBe("阿依古丽·买买提");
  expect(tidyName("John  Smith")).toBe("John Smith");
  expect(listOf("a；b、c, d")).toEqual(["a", "b", "c", "d"]);
});

test.each([
  ["1940-02-29", "1940-02-29"],
  ["1940/2/9", "1940-02-09"],
  ["1940.2.9", "1940-02-09"],
  ["1940年2月9日", "1940-02-09"],
  ["19400229", "1940-02-29"],
  ["1940/2/9 0:00", "1940-02-09"],
  ["1940-02-29 00:00:00", "1940-02-29"],
  ["1940", "1940"],
  ["1940年", "1940"],
  ["1941-02-29", "! date.none"],
  ["1940-13-01", "! date.none"],
  ["1940-02", "! date.form"],
  ["14670", "! date.form"],
  ["2027-01-01", "! date.future"],
  ["2027", "! date.future"],
  ["1890-01-01", "! birth.age"],
])("birth date %s → %s", (text, expected) => {
  expect(value(cell.readBirth(text, TODAY))).toBe(expected);
});

test.each([
  ["13900001234", "any", "13900001234"],
  ["139 0000 1234", "mobile", "13900001234"],
  ["+86 139-0000-1234", "any", "13900001234"],
  ["010-66001234", "any", "010-66001234"],
  ["(010)66001234", "landline", "010-66001234"],
  ["01066001234", "landline", "01066001234"],
  ["66001234", "landline", "! phone.landline"],
  ["010-66001234", "mobile", "! phone.mobile"],
  ["12900001234", "mobile", "! phone.form"],
  ["1390000123", "any", "! phone.form"],
  ["1.39E+10", "any", "! phone.scientific"],
] as const)("phone %s as %s → %s", (text, kind, expected) => {
  expect(value(cell.readPhone(text, kind))).toBe(expected);
});

test("coordinates: both orders in one cell, never swapped columns, never abroad", () => {
  expect(value(cell.readPointCell("116.3661004, 39.9123"))).toEqual({ lat: 39.9123, lng: 116.3661 });
  expect(value(cell.readPointCell("39.9123,116.3661"))).toEqual({ lat: 39.9123, lng: 116.3661 });
  expect(value(cell.readPoint("116.36", "39.91"))).toBe("! point.swapped");
  expect(value(cell.readPoint("51.5", "-0.1"))).toBe("! point.form");
  expect(value(cell.readPoint("51.5", "0.1"))).toBe("! point.outside");
  expect(value(cell.readPoint("39°54′", "116.3"))).toBe("! point.form");
});

test.each([
  [
    choice.readLiving,
    {
      独居: "alone",
      空巢: "couple",
      老两口: "couple",
      留守: "leftbehind",
      与残疾子女同住: "disabled_child",
      与子女同住: "family",
      月球: "! cell.choice",
    },
  ],
  [choice.readDementia, { 是: "yes", 确诊: "yes", 疑似: "suspected", 否: "no", 无: "no", 也许: "! cell.choice" }],
  [
    choice.readHardship,
    {
      无: "none",
      特困人员: "特困",
      低保: "低保",
      低保户: "低保",
      低保边缘: "低保边缘",
      低收入: "低保边缘",
      其他: "其他",
      富裕: "! cell.choice",
    },
  ],
  [
    choice.readGas,
    {
      无: "none",
      天然气: "natural",
      管道天然气: "natural",
      人工煤气: "manufactured",
      液化气: "lpg",
      瓶装液化气: "lpg",
      液化石油气: "lpg",
      煤气罐: "lpg",
      "天然气+液化气": "both",
      液化天然气罐: "both",
      氢: "! cell.choice",
    },
  ],
  [
    choice.readHeating,
    {
      集中供暖: "district",
      暖气: "district",
      燃气壁挂炉: "gas",
      电暖气: "electric",
      煤改电: "electric",
      煤改气: "gas",
      煤炉: "coal",
      无: "none",
      地热井: "! cell.choice",
    },
  ],
  [choice.readWaterHeater, { 电热水器: "electric", 燃气: "gas", 太阳能: "solar", 无: "none" }],
  [choice.readStatus, { 在册: "active", 去世: "deceased", 迁出: "moved", 养老院: "institution" }],
] as const)("words of %o", (read, words) => {
  for (const [text, expected] of Object.entries(words))
    expect([text, value<string>(read(text))]).toEqual([text, expected]);
});

test("yes and no, ability, disability, diseases", () => {
  expect(["是", "有", "√", "Y", "否", "无", "不"].map((text) => value(cell.readYesNo(text)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(value(cell.readYesNo("可能"))).toBe("! cell.yes-no");
  expect(
    ["0", "能力完好", "轻度失能", "中度", "3", "重度失能", "完全失能"].map((text) => value(cell.readAbility(text))),
  ).toEqual([0, 0, 1, 2, 3, 3, 4]);
  expect(["无", "二级", "肢体一级", "4", "残疾"].map((text) => value(cell.readDisability(text)))).toEqual([
    0,
    2,
    1,
    4,
    "! cell.choice",
  ]);
  expect(choice.readDiagnoses("高血压、2型糖尿病；脑梗后遗症 痛风,高血压病")).toEqual([
    "hypertension",
    "diabetes",
    "stroke",
    "other",
  ]);
  expect(choice.readDiagnoses("无")).toEqual([]);
});

const ABOVE = ["北京市西城区", "三里河二区社区居委会", "三里河二区社区", "北京市", "西城区", "月坛街道"];
test.each([
  ["3号楼2单元402室", "3号楼 2-402", 4],
  ["3号楼2-402", "3号楼 2-402", 4],
  ["北京市西城区月坛街道三里河二区社区3号楼2单元402", "3号楼 2-402", 4],
  ["三里河二区 3 栋 2 门 402 号", "3号楼 2-402", 4],
  ["三里河二区甲3号楼402", "甲3号楼 402", 4],
  ["三里河二区3-2-1203", "3号楼 2-1203", 12],
  ["三里河二区5-301", "5号楼 301", 3],
  ["阳光苑A座1501室", "A座 1501", 15],
  ["3号楼二单元4层402", "3号楼 2-402", 4],
  ["真武庙头条12号", "真武庙头条 12号", undefined],
  ["真武庙头条12号院3号", "真武庙头条 12号院3号", undefined],
  ["西单北大街甲7号旁院", "西单北大街 甲7号旁院", undefined],
])("address %s → %s", (text, plate, floor) => {
  const address = readAddress(text, ABOVE);
  expect(address && plateOf(address)).toBe(plate);
  expect(address?.floor).toBe(floor);
});

test("an address without any number names no door", () => {
  expect(readAddress("三里河二区", ABOVE)).toBeNull();
  expect(readAddress("西城区月坛街道", ABOVE)).toBeNull();
});

test("names are read in pinyin, surnames their own way", () => {
  expect(pinyinOf("王秀兰")).toEqual({ full: "wang xiu lan", initials: "wxl" });
  expect(pinyinOf("曾国强").full).toBe("zeng guo qiang");
  expect(pinyinOf("阿依古丽·买买提").initials).toBe("ayglmmt");
  expect(pinyinOf("𠮷田").initials).toBe("𠮷t");
  expect(pinyinOf("John Li")).toEqual({ full: "john li", initials: "jl" });
});

const sheet = {
  columns: [
    { key: "a", title: "甲", required: true },
    { key: "b", title: "乙" },
  ],
} as const;
const read = (text: string | Uint8Array) =>
  readTable<"a" | "b">(typeof text === "string" ? Buffer.from(text) : text, sheet);

test("rows keep the line they start on: quoted newlines, CRLF, blank lines, a title above", () => {
  const table = read('名单,\r\n甲*,乙（选填）\r\n"一\r\n行",2\r\n\r\n,\r\n3,4\r\n5,"6 ""引"" 号"');
  expect(table.problems).toEqual([]);
  expect(table.rows).toEqual([
    { line: 3, cells: { a: "一 行", b: "2" } },
    { line: 7, cells: { a: "3", b: "4" } },
    { line: 8, cells: { a: "5", b: '6 "引" 号' } },
  ]);
});

test("old Mac line ends, tabs and a byte order mark", () => {
  expect(read("\ufeff甲\t乙\r1\t2\r3\t4").rows.map((row) => row.line)).toEqual([2, 3]);
});

test.each([
  [
    "an Excel file",
    Buffer.from("504b0304140006000800", "hex"),
    "file.excel",
    "整个文件：这是 Excel 文件，请另存为 CSV UTF-8。",
  ],
  [
    "an old Excel file",
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    "file.excel",
    "整个文件：这是 Excel 文件，请另存为 CSV UTF-8。",
  ],
  [
    "GB18030",
    Buffer.from("bcd72cd2d20a312c320a", "hex"),
    "file.gb18030",
    "整个文件：这个文件是 GB18030（GBK）编码，请另存为 CSV UTF-8。",
  ],
  [
    "UTF-16",
    Buffer.from("fffe3275", "hex"),
    "file.utf16",
    "整个文件：这是 UTF-16（Unicode 文本）文件，请另存为 CSV UTF-8。",
  ],
  [
    "a picture",
    Buffer.from("89504e470d0a1a0a0000000d", "hex"),
    "file.binary",
    "整个文件：这不是文字表格，请给 CSV UTF-8 文件。",
  ],
  ["nothing", Buffer.alloc(0), "file.empty", "整个文件：文件是空的。"],
  ["blanks", Buffer.from("\ufeff \r\n\r\n"), "file.empty", "整个文件：文件是空的。"],
  [
    "a web page",
    Buffer.from("<html><table></table></html>"),
    "file.web-page",
    "整个文件：这是网页格式的表格，请用表格软件打开后另存为 CSV UTF-8。",
  ],
  [
    "prose",
    Buffer.from("从前有座山，\n山上有座庙。\n"),
    "header.missing",
    "第 1 行：没有找到表头，第一行要写明各列：甲。",
  ],
  ["a header alone", Buffer.from("甲,乙\n"), "file.no-rows", "第 1 行：只有表头，没有数据。"],
  [
    "an open quote",
    Buffer.from('甲,乙\n1,2\n"3,4\n5,6\n'),
    "file.quote",
    "第 3 行：从这一行开始，有一个引号没有配对，后面的内容读不出来。",
  ],
  [
    "an unknown column",
    Buffer.from("甲,丙\n1,2\n"),
    "header.unknown",
    "第 1 行「丙」：不认识这一列，请改成约定的列名，或删掉这一列。",
  ],
  ["a column twice", Buffer.from("甲,甲\n1,2\n"), "header.duplicate", "第 1 行「甲」：这一列出现了两次。"],
  ["a column lacking", Buffer.from("乙\n1\n"), "header.missing", "第 1 行「甲」：缺少这一列。"],
  [
    "a cell too few",
    Buffer.from("甲,乙\n1\n"),
    "row.cells",
    "第 2 行：这一行有 1 格，表头有 2 列，请看是不是多了或少了逗号。",
  ],
  [
    "a cell too many",
    Buffer.from("甲,乙\n1,2,3\n"),
    "row.cells",
    "第 2 行：这一行有 3 格，表头有 2 列，请看是不是多了或少了逗号。",
  ],
  ["a cell under no header", Buffer.from("甲,,乙\n1,2,3\n"), "row.cells", "第 2 行：第 2 格有内容，但这一列没有列名。"],
])("%s is said to be just that", (_, bytes, code, words) => {
  const { problems } = read(bytes);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  expect(problems.map(problemWords)).toEqual([words]);
});

test("empty cells beyond the header are only commas", () => {
  expect(read("甲,乙,,\n1,2,,\n3,4,,,,\n").problems).toEqual([]);
});

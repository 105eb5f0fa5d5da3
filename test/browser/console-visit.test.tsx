/** One visit as a supervisor reads it: what changed, what is missing, what asks for a person. */
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { gridStep, linesInTile, metresAPixel } from "../../src/console/review/check-in/sketch-layer.ts";
import { setLanguage } from "../../src/ui/settings.ts";
import { button, field, openConsole, shownName, text, until } from "../support/console-screen.tsx";
import { HOME, morning, visitDetail } from "../support/console-visits.ts";
import { FakeConsole } from "../support/fake-console.ts";

async function read(id: string, fake = new FakeConsole(morning())) {
  await openConsole(fake, `/review/${id}`);
  await until(() => document.querySelector(".visit"));
  return fake;
}

test("changed answers are struck and renewed, with a label and for those who cannot see the strike", async () => {
  await read("wang");
  expect(text(".visit-main")).toContain("与 11月14日 周六 比，有 5 处变化");
  const gas = [...document.querySelectorAll<HTMLElement>(".dim")].find((dim) => dim.innerText.includes("燃气异味"));
  expect(gas?.querySelector(".changed-label")?.textContent).toBe("有变化");
  expect(gas?.querySelector("del")?.textContent).toBe("上次 没有");
  expect(gas?.querySelector("ins")?.textContent).toBe("这次 一直有味或响");
});

test("unanswered, not seen, refused and 一键 are named, and every item opens with value and note", async () => {
  await read("wang");
  const words = text(".visit-main");
  expect(words).toContain("没有填：受骗、忽视与虐待");
  expect(words).toContain("没看到：个人清洁");
  expect(words).toContain("不让查：电动自行车与电池");
  expect(words).toContain("其中 3 项一键");
  await userEvent.click(button("全部展开"));
  const open = text(".visit-main");
  expect(open).toContain("152/88 mmHg");
  expect(open).toContain("上次（11月2日） 在范围内 136/80 mmHg");
  expect(open).toContain("灶台下面味道最重");
  expect(open).toContain("当场整改：蚊香挪到铁盘里了");
  expect(open, "letters are codes and never shown").not.toMatch(/\b[A-E]\b/);
});

test("a finding carried forward from an older visit is named, with its day", async () => {
  const visit = visitDetail({
    id: "x",
    name: "甲",
    plate: "1",
    before: { L03: { option: "C", on: "2026-10-20", visitId: "old" } },
    result: { worst: { H: "none", S: "none", L: "medium", U: "none", M: "none" } },
  });
  await read("x", new FakeConsole([visit]));
  const home = [...document.querySelectorAll<HTMLElement>(".dim")].find((dim) => dim.innerText.includes("居住环境"));
  expect(home?.innerText).toContain("照明与起夜灯：夜里没灯 （这次没问，沿用 10月20日的）");
});

test("level, reasons and what is provisional are sentences", async () => {
  await read("wang");
  expect(text(".visit-header")).toContain("五星 特级关爱 升级， 上次四星 暂定");
  const words = text(".reasons");
  expect(words).toContain("有 1 处紧急隐患没整改，直接定为特级关爱。");
  expect(words).toContain("暂定：必查项没填（电动自行车与电池）、卫生环境填的不到八成");
});

test("[K10] a phone whose clock is off is said in words, a right one is not", async () => {
  await read("wang");
  expect(text(".visit-header")).toContain("这台手机的钟快 1 小时 3 分");
  await read("zhou");
  await until(() => shownName() === "周玉珍");
  expect(document.querySelector(".visit-clock")).toBeNull();
});

test("flags are questions", async () => {
  await read("zhou");
  const flags = [...document.querySelectorAll(".flags li")].map((one) => one.textContent);
  expect(flags).toHaveLength(2);
  for (const flag of flags) expect(flag).toMatch(/？$/);
});

test("photos owed, cards used and the note are there; no picture is invented", async () => {
  await read("wang");
  const words = text(".visit-main");
  expect(words).toContain("欠照片 1 张");
  expect(words).toContain("10:42 打开 · 10:46 已通知督导");
  expect(words).toContain("女儿周末来换软管");
  expect(document.querySelector(".visit img")).toBeNull();
});

test("a ticket from before that is fine today can be closed, with a note", async () => {
  const fake = await read("wang");
  const closable = [...document.querySelectorAll<HTMLElement>(".hazard")].filter((one) => one.querySelector("button"));
  expect(closable.map((one) => one.innerText.includes("燃气连接软管"))).toEqual([true]);
  expect(closable[0]?.innerText).toContain("已超期");
  await userEvent.click(button("复查通过，销号"));
  await userEvent.click(document.querySelector<HTMLElement>("dialog[open] button[type=submit]") as HTMLElement);
  expect(text("dialog[open]")).toContain("请写一句复查情况");
  await userEvent.fill(field("复查情况"), "已换成金属管");
  await userEvent.click(document.querySelector<HTMLElement>("dialog[open] button[type=submit]") as HTMLElement);
  await until(() => fake.posts("hazards/older-U02/close").length === 1);
  expect(fake.posts("hazards/older-U02/close")[0]?.body).toEqual({ note: "已换成金属管" });
  await until(() => document.querySelectorAll(".hazard").length === 1);
});

test("the check-in is told in words and drawn on a grid without any outside tile", async () => {
  await read("wang");
  expect(text(".check-in")).toContain("签到可信");
  expect(text(".check-in")).toContain("定位误差 86 米");
  expect(text(".check-in")).toContain("离住址直线 60米");
  await until(() => document.querySelectorAll(".check-in canvas").length > 0);
  expect(document.querySelectorAll(".check-in img")).toHaveLength(0);
  await until(() => /一格 \d+ 米/.test(text(".check-in")));
  const pins = [...document.querySelectorAll(".map-pin")].map((pin) => pin.textContent);
  expect(pins).toEqual(expect.arrayContaining(["住址", "签到", "50 米", "200 米"]));
});

test("without a position there is a plain sentence and no map", async () => {
  await read("zheng");
  expect(text(".check-in")).toContain("手机没有允许用定位。");
  expect(document.querySelector(".check-in-map")).toBeNull();
  await read("he");
  await until(() => shownName() === "何大勇");
  expect(text(".check-in")).toContain("没有签到记录");
  await read("lin");
  await until(() => shownName() === "林阿婆");
  expect(text(".check-in")).toContain("档案里还没有住址坐标，量不出距离。");
  expect(document.querySelector(".check-in-map")).toBeNull();
});

test("a note with markup in it is text", async () => {
  const nasty = visitDetail({
    id: "x",
    name: "<b>甲</b>",
    plate: "1",
    record: { note: "<img src=x onerror=alert(1)>" },
  });
  await read("x", new FakeConsole([nasty]));
  expect(shownName()).toBe("<b>甲</b>");
  expect(text(".visit-main")).toContain("<img src=x onerror=alert(1)>");
});

test("another language changes the words and leaves names, plates and notes", async () => {
  await read("wang");
  setLanguage("en");
  await until(() => text(".visit-main").includes("Gas smell or alarm"));
  expect(text(".visit-header")).toContain("王秀兰");
  expect(text(".visit-main")).toContain("女儿周末来换软管");
  expect(text(".check-in")).toContain("60 m from the home in a straight line");
  // A few Chinese words remain by right (names, plates, notes); the interface itself has none.
  expect(text(".action-bar")).not.toMatch(/[\u4e00-\u9fff]/);
  expect(text(".tabs")).not.toMatch(/[\u4e00-\u9fff]/);
});

test("the grid keeps its squares readable, and its lines run through the home from every tile", () => {
  for (let zoom = 11; zoom <= 20; zoom++) {
    const gap = gridStep(zoom, HOME.lat) / metresAPixel(zoom, HOME.lat);
    expect(gap).toBeGreaterThanOrEqual(36);
    expect(gap).toBeLessThan(120);
  }
  expect(linesInTile(0, 50, 256)).toEqual([0, 50, 100, 150, 200, 250]);
  expect(linesInTile(-256, 50, 256)).toEqual([6, 56, 106, 156, 206]);
  expect(linesInTile(256, 50, 256)).toEqual([44, 94, 144, 194, 244]);
});

/** Action cards: they come at once, lock what is dangerous, and end only the way the rules allow. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fakeVisits, visitedElder } from "../support/fake-visits.ts";
import { card, type Mounted, mountVisit, words } from "../support/visit-screen.tsx";

let mounted: Mounted;
beforeEach(() => page.viewport(360, 640));
afterEach(() => mounted.leave());

const radio = (code: string, name: string) => page.elementLocator(card(code)).getByRole("radio", { name, exact: true });
const button = (name: string | RegExp) => page.getByRole("button", { name });
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000 });
const sheet = (): HTMLDialogElement | null => document.querySelector("dialog.card-sheet[open]");
const calls = (): (string | null)[] =>
  [...(sheet()?.querySelectorAll("a[href^='tel:']") ?? [])].map((a) => a.getAttribute("href"));

async function smellGas(fake = fakeVisits()) {
  mounted = await mountVisit(fake);
  await button(/^厨房/).click();
  await radio("U01", "一直有味或响").click();
  await until(() => expect(sheet()).not.toBeNull());
  return fake;
}

test("[§2.7] a critical answer brings its card at once, with numbered steps, and is noted", async () => {
  const fake = await smellGas();
  expect(sheet()?.getAttribute("role")).toBe("alertdialog");
  expect(words(sheet() as Element)).toContain("先救人，马上做");
  expect(words(sheet() as Element)).toContain("不在屋内打电话");
  await until(() => expect(fake.draft?.cards).toMatchObject([{ card: "A1", item: "U01" }]));
  expect(fake.draft?.answers["U01"]).toMatchObject({ option: "C" });
});

test("[§2.7] in gas nothing dials until both are outside; then the area's own number does", async () => {
  await smellGas();
  expect(calls()).toEqual([]);
  await expect.element(button("拨打 燃气抢修 96777")).toBeDisabled();
  expect(sheet()?.querySelector(".sos")).toBeNull();
  await button("我和老人都已到楼外").click();
  await until(() => expect(calls()).toEqual(["tel:96777", "tel:119"]));
});

test("[§2.7] the card never ends in carrying on: no close, Escape does nothing, only stop or change the answer", async () => {
  await smellGas();
  // Two in a row are what a browser takes as final, and a back gesture counts like Escape.
  for (let n = 0; n < 5; n += 1) await userEvent.keyboard("{Escape}");
  await until(() => expect(sheet()).not.toBeNull());
  const names = [...(sheet()?.querySelectorAll("button") ?? [])].map((one) => one.innerText.trim());
  expect(names).not.toContain("知道了");
  expect(names.filter((name) => /关闭|继续|返回/.test(name))).toEqual([]);
});

test("[§2.7] 已通知督导 keeps the time, 中止本次巡视 ends the visit and leads to the summary", async () => {
  const fake = await smellGas();
  await button("已通知督导").click();
  await until(() => expect(words(sheet() as Element)).toMatch(/已通知督导 \d\d:\d\d/));
  await button("中止本次巡视").click();
  await until(() => expect(mounted.path()).toBe("/visit/v-now/summary"));
  expect(fake.draft?.outcome).toBe("emergency_stop");
  expect(fake.draft?.cards[0]?.toldAt).toBeDefined();
  expect(fake.draft?.cards[0]?.stoppedAt).toBeDefined();
  await until(() => expect(words()).toContain("有紧急问题 1 项没解决"));
  expect(sheet()).toBeNull();
});

test("a mistaken tap is taken back by 改答案, and leaves no card behind", async () => {
  const fake = await smellGas();
  await button("改答案").click();
  await until(() => expect(sheet()).toBeNull());
  await until(() => expect(fake.draft?.cards).toEqual([]));
  expect(fake.draft?.answers["U01"]).toBeUndefined();
  await radio("U01", "没有").click();
  await until(() => expect(fake.draft?.answers["U01"]).toMatchObject({ option: "A" }));
});

test("[K1] killed while the card was open: it comes back with the visit", async () => {
  const fake = await smellGas();
  await until(() => expect(fake.draft?.cards).toHaveLength(1));
  mounted = await mountVisit(fake);
  await until(() => expect(sheet()).not.toBeNull());
});

test("[§2.7] a card from an answer below critical guides and is closed with 知道了", async () => {
  const fake = fakeVisits(visitedElder({ facts: { diabetes: true } }));
  mounted = await mountVisit(fake);
  await radio("H04", "空腹").click();
  await page.elementLocator(card("H04")).getByLabelText("血糖 mmol/L").fill("3.9");
  await userEvent.tab();
  await until(() => expect(words(sheet() as Element)).toContain("低血糖"));
  expect(calls()).toEqual(["tel:120"]);
  await button("知道了").click();
  await until(() => expect(sheet()).toBeNull());
  await until(() => expect(fake.draft?.cards).toMatchObject([{ card: "A11", item: "H04" }]));
  expect(fake.draft?.outcome).toBeNull();
});

test("[§2.7] half a number opens no card", async () => {
  mounted = await mountVisit(fakeVisits(visitedElder({ facts: { diabetes: true } })));
  await radio("H04", "空腹").click();
  const glucose = page.elementLocator(card("H04")).getByLabelText("血糖 mmol/L");
  await glucose.click();
  await userEvent.keyboard("3");
  expect(sheet()).toBeNull();
  await userEvent.keyboard(".9{Backspace}{Backspace}{Backspace}12");
  await userEvent.tab();
  await until(() => expect(words(card("H04"))).toContain("算作：较高"));
  expect(sheet()).toBeNull();
});

test("[§2.7] a conditional card asks first: yes opens it, no brings the other one", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button(/^厨房/).click();
  await radio("U02", "破裂或松脱").click();
  await expect.element(page.getByText("是这样吗：有异味？")).toBeVisible();
  await userEvent.keyboard("{Escape}{Escape}{Escape}");
  await expect.element(page.getByText("是这样吗：有异味？")).toBeVisible();
  await button("不是").click();
  await until(() => expect(words(sheet() as Element)).toContain("停用燃气"));
  await until(() => expect(fake.draft?.cards).toMatchObject([{ card: "A16", item: "U02" }]));
  await button("改答案").click();
  await radio("U02", "破裂或松脱").click();
  await page.getByRole("button", { name: "是", exact: true }).click();
  await until(() => expect(words(sheet() as Element)).toContain("燃气泄漏"));
});

test("[X2] very high pressure and clearly unwell make the card critical, whichever comes last", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await page.elementLocator(card("H02")).getByLabelText("高压 mmHg").fill("186");
  await page.elementLocator(card("H02")).getByLabelText("低压 mmHg").fill("104");
  await userEvent.tab();
  await until(() => expect(words(card("H02"))).toContain("算作：很高"));
  expect(sheet()).toBeNull();
  await radio("H01", "明显变差").click();
  await until(() => expect(words(sheet() as Element)).toContain("危急病情"));
  await expect.element(button("中止本次巡视")).toBeVisible();
  expect(fake.draft?.cards).toMatchObject([{ card: "A3", item: "H02" }]);
});

test("without a number set for the area the card says so instead of a dead button", async () => {
  const fake = fakeVisits();
  const view = fake.visit;
  fake.visit = async (id) => {
    const found = await view(id);
    if (!found) return null;
    const settings = { ...found.community.settings, phones: { gas: "", heating: "", dutyDesk: "" } };
    return { ...found, community: { ...found.community, settings } };
  };
  await smellGas(fake);
  await button("我和老人都已到楼外").click();
  await until(() => expect(calls()).toEqual(["tel:119"]));
  expect(words(sheet() as Element)).toContain("燃气抢修的电话还没有设");
});

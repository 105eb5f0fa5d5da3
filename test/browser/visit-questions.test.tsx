/** The questions of a visit: what the shortcut fills, what numbers decide, where the app resumes, what is stored. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { itemOf } from "../../src/domain/checklist.ts";
import { fakeVisits, newElder, visitedElder } from "../support/fake-visits.ts";
import { card, type Mounted, mountVisit, words } from "../support/visit-screen.tsx";

let mounted: Mounted;
beforeEach(() => page.viewport(360, 640));
afterEach(() => mounted.leave());

const radio = (code: string, name: string) => page.elementLocator(card(code)).getByRole("radio", { name, exact: true });
const button = (name: string | RegExp) => page.getByRole("button", { name });
const field = (code: string, name: string) => page.elementLocator(card(code)).getByLabelText(name);
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000 });

test("[§2.1] the shortcut fills only what the domain lets it: no red line, no number, nothing kept out, no answer over", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await radio("M01", "低落或烦躁").click();
  await button("这里其余无异常").click();
  await until(() => expect(fake.draft?.answers["M07"]).toMatchObject({ option: "A", source: "shortcut" }));
  const answers = fake.draft?.answers ?? {};
  expect(answers["M01"]).toMatchObject({ option: "B", source: "tap" });
  for (const code of ["H01", "H05", "M03", "M09", "H02", "H03"]) expect(answers[code], code).toBeUndefined();
  for (const code of Object.keys(answers)) expect(itemOf("2026.1", code)?.place, code).toBe("talk");
  expect(words()).toContain("坐下聊：");
});

test("[§2.1] the shortcut can be taken back for five seconds, but not an answer given since", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button("这里其余无异常").click();
  await radio("M07", "每月1–3次").click();
  await button("撤销").click();
  await until(() => expect(Object.keys(fake.draft?.answers ?? {})).toEqual(["M07"]));
  await expect.element(button("这里其余无异常")).toBeVisible();
});

test("a page the shortcut completes moves on by itself; one with something left shows it", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button(/^厨房/).click();
  await radio("U01", "没有").click();
  await radio("U02", "金属管没到期").click();
  await button("这里其余无异常").click();
  await until(() => expect(document.querySelector("h1")?.textContent).toBe("卫生间"));
  await button("这里其余无异常").click();
  await until(() => expect(document.activeElement?.id).toBe("title-H07"));
  expect(document.querySelector("h1")?.textContent).toBe("卫生间");
  await page.getByRole("checkbox", { name: "都没有" }).click();
  await until(() => expect(words(card("H07"))).toContain("算作：没有"));
  expect(words()).toContain("这里填完了");
});

test("[K10] an answer carries the corrected time, as start and end of the visit do", async () => {
  const fake = fakeVisits();
  const offsetMs = 365 * 86_400_000;
  fake.data.start = { ...fake.data.start, sync: { ...fake.data.start.sync, offsetMs } };
  mounted = await mountVisit(fake);
  await radio("M01", "低落或烦躁").click();
  await until(() => expect(fake.draft?.answers["M01"]).toBeDefined());
  const off = Date.parse(fake.draft?.answers["M01"]?.at ?? "") - Date.now() - offsetMs;
  expect(Math.abs(off)).toBeLessThan(10_000);
});

test("red-line items come first and are marked, and nothing is chosen beforehand", async () => {
  mounted = await mountVisit(fakeVisits());
  const order = [...document.querySelectorAll<HTMLElement>("[data-item]")].map((one) => one.dataset.item);
  expect(order.slice(0, 3)).toEqual(["H01", "H05", "M03"]);
  for (const code of ["H01", "H05", "M03"]) expect(words(card(code))).toContain("必查");
  expect(words(card("M01"))).not.toContain("必查");
  expect(words(card("H01"))).toContain("上次 有点不舒服");
  expect(words(card("H02"))).toContain("上次 138/84");
  expect(document.querySelectorAll("input:checked")).toHaveLength(0);
});

test("[§2.8] a number decides the band, in words, and there is no option to tap over it", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  expect(card("H02").querySelectorAll("input[type=radio]")).toHaveLength(0);
  await field("H02", "高压 mmHg").fill("152");
  await field("H02", "低压 mmHg").fill("84");
  await userEvent.tab();
  await until(() => expect(words(card("H02"))).toContain("算作：略高"));
  await until(() =>
    expect(fake.draft?.answers["H02"]).toMatchObject({ option: "B", source: "value", value: { sys: 152, dia: 84 } }),
  );
});

test("[§2.8] full-width digits and a Chinese full stop are read as the number that was meant", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await field("H03", "体温 ℃").fill("３８。１");
  await userEvent.tab();
  await until(() => expect(fake.draft?.answers["H03"]).toMatchObject({ option: "C", value: { celsius: 38.1 } }));
  expect(fake.draft?.answers["H03"]).not.toHaveProperty("value.pulse");
});

test("what is out of range is said at its field and never becomes an answer", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await field("H02", "高压 mmHg").fill("20");
  await field("H02", "低压 mmHg").fill("84");
  await userEvent.tab();
  await until(() => expect(words(card("H02"))).toContain("高压请填 50 到 280"));
  await field("H02", "高压 mmHg").fill("80");
  await userEvent.tab();
  await until(() => expect(words(card("H02"))).toContain("高压要比低压大"));
  await field("H02", "高压 mmHg").fill("");
  await button("看到了就点").element().focus();
  await until(() => expect(words(card("H02"))).toContain("高压、低压都要填"));
  expect(fake.draft?.answers["H02"]).toBeUndefined();
});

test("an answer that turns out of range is taken back, not kept silently", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await field("H03", "血氧 %").fill("97");
  await userEvent.tab();
  await until(() => expect(fake.draft?.answers["H03"]).toMatchObject({ option: "A" }));
  await field("H03", "血氧 %").fill("9");
  await userEvent.tab();
  await until(() => expect(fake.draft?.answers["H03"]).toBeUndefined());
});

test("[§2.1] room temperature: the number is asked in the heating season, decides, and cleared gives the chips back", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button(/^卧室/).click();
  await field("L11", "室温 ℃").fill("15.2");
  await userEvent.tab();
  await until(() =>
    expect(fake.draft?.answers["L11"]).toMatchObject({ option: "C", source: "value", direction: "cold" }),
  );
  expect(card("L11").querySelectorAll("input[type=radio]")).toHaveLength(0);
  await field("L11", "室温 ℃").fill("");
  await userEvent.tab();
  await until(() => expect(fake.draft?.answers["L11"]).toBeUndefined());
  await radio("L11", "偏冷或偏热").click();
  await radio("L11", "热").click();
  await until(() => expect(fake.draft?.answers["L11"]).toMatchObject({ option: "B", source: "tap", direction: "hot" }));
});

test("[§2.9] the three words of the memory item are never the set of last time", async () => {
  const fake = fakeVisits(visitedElder(), {});
  fake.draft = fake.draft && { ...fake.draft, due: [...fake.draft.due, "M04"] };
  mounted = await mountVisit(fake);
  expect(words(card("M04"))).toContain("剪刀、棉花、自行车");
  await page.elementLocator(card("M04")).getByRole("radio", { name: "3", exact: true }).click();
  await until(() =>
    expect(fake.draft?.answers["M04"]).toMatchObject({ option: "C", value: { errors: 3, wordSet: 3 } }),
  );
});

test("[§2.1] low mood makes the question of M03 be asked aloud", async () => {
  const elder = visitedElder();
  elder.state.visits = [{ ...elder.state.visits[0]!, on: "2026-11-14", level: 4 }];
  mounted = await mountVisit(fakeVisits(elder));
  expect(words(card("M03"))).not.toContain("今天要问出口");
  await radio("M01", "低落或烦躁").click();
  await until(() => expect(words(card("M03"))).toContain("今天要问出口"));
});

test("看到了 adds the items at once, and 今天没带 takes them out", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button(/^门口/).click();
  expect(document.getElementById("item-L10")).toBeNull();
  await button("看到了就点").click();
  await page.getByRole("checkbox", { name: "有电动车、电池" }).click();
  await until(() => expect(words(card("L10"))).toContain("必查"));
  await until(() => expect(fake.draft?.observed).toEqual(["observed:L10"]));
  await button(/^坐下聊/).click();
  expect(document.getElementById("item-H02")).not.toBeNull();
  await button("今天没带").click();
  await page.getByRole("checkbox", { name: "血压计" }).click();
  await until(() => expect(document.getElementById("item-H02")).toBeNull());
  await until(() => expect(fake.draft?.kit).not.toContain("bp_device"));
});

test("没看到, a note and 当场已整改 are kept with the answer", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button(/^门口/).click();
  await page.elementLocator(card("L07")).getByRole("button", { name: "没看到…" }).click();
  await radio("L07", "不让看").click();
  await until(() => expect(fake.draft?.answers["L07"]).toMatchObject({ state: "refused" }));
  await radio("L02", "1处绊脚").click();
  await page.elementLocator(card("L02")).getByRole("button", { name: "当场已整改" }).click();
  await field("L02", "怎么改的？写几个字").fill("地垫收起来了");
  await page.elementLocator(card("L02")).getByRole("button", { name: "备注" }).click();
  await field("L02", "备注（可不填）").fill("厨房门口");
  await userEvent.tab();
  await until(() =>
    expect(fake.draft?.answers["L02"]).toMatchObject({
      option: "B",
      note: "厨房门口",
      fixed: { note: "地垫收起来了" },
    }),
  );
});

test("months written together are read, and what they say is offered, not applied", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button(/^厨房/).click();
  await radio("U02", "金属管没到期").click();
  await field("U02", "到期年月").fill("202608");
  await userEvent.tab();
  await until(() => expect(fake.draft?.answers["U02"]).toMatchObject({ option: "A", value: { expires: "2026-08" } }));
  await page.elementLocator(card("U02")).getByRole("button", { name: "选“过期太长穿墙”" }).click();
  await until(() => expect(fake.draft?.answers["U02"]).toMatchObject({ option: "D", value: { expires: "2026-08" } }));
});

test("[K1] every answer is stored, and the app resumes at the same question", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await button(/^门口/).click();
  await radio("S05", "少量堆放").click();
  await until(() => expect(fake.draft?.answers["S05"]).toBeDefined());
  expect(fake.draft?.resumeAt).toBe("S05");
  mounted = await mountVisit(fake);
  await until(() => {
    expect(document.querySelector("h1")?.textContent).toBe("门口与全屋");
    const top = card("S05").getBoundingClientRect().top;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(300);
  });
  await expect.element(radio("S05", "少量堆放")).toBeChecked();
});

test("the place to resume follows the finger, without an answer", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  card("M07").scrollIntoView({ block: "start" });
  await until(() => expect(fake.draft?.resumeAt).toBe("M07"));
});

test("[K1] storage refused: a notice that stays, no false saved, and everything stored once it works again", async () => {
  const fake = fakeVisits();
  mounted = await mountVisit(fake);
  await until(() => expect(words()).toContain("已存"));
  fake.refuse = { word: "storage-refused", detail: "quota" };
  await radio("H01", "和平时一样").click();
  await until(() => expect(words(document.querySelector("[role=alert]") ?? undefined)).toContain("没存上"));
  await radio("H05", "没摔过").click();
  expect(words()).not.toContain("已存");
  expect(document.querySelector("[role=alert]")).not.toBeNull();
  expect(fake.draft?.answers).toEqual({});
  fake.refuse = null;
  await button("再存一次").click();
  await until(() => expect(Object.keys(fake.draft?.answers ?? {})).toEqual(["H01", "H05"]));
  await until(() => expect(document.querySelector("[role=alert]")).toBeNull());
  expect(words()).toContain("已存");
});

test("saves go one at a time and the newest wins", async () => {
  const fake = fakeVisits();
  fake.slowMs = 150;
  mounted = await mountVisit(fake);
  for (const name of ["和平时一样", "有点不舒服", "明显变差", "有点不舒服"]) await radio("H01", name).click();
  await until(() => expect(fake.draft?.answers["H01"]).toMatchObject({ option: "B" }));
  await until(() => expect(words()).toContain("已存"));
  expect(fake.draft?.answers["H01"]).toMatchObject({ option: "B" });
  expect(fake.savesAtOnce).toBe(1);
});

test("the switch shows the visit by the five dimensions", async () => {
  mounted = await mountVisit(fakeVisits());
  await button("按五个方面看").click();
  await button(/^煤水电/).click();
  await until(() => expect(document.querySelector("h1")?.textContent).toBe("煤水电使用安全"));
  const order = [...document.querySelectorAll<HTMLElement>("[data-item]")].map((one) => one.dataset.item ?? "");
  expect(order.length).toBeGreaterThan(3);
  expect(order.every((code) => code.startsWith("U"))).toBe(true);
});

test("an arrival not proven yet can be made good from the visit", async () => {
  const fake = fakeVisits(visitedElder(), {
    checkIn: { at: "2026-11-22T02:00:00.000Z", judgement: "manual", reason: "later", coordSys: "wgs84" },
  });
  mounted = await mountVisit(fake);
  await button("补签到").click();
  await until(() => expect(mounted.path()).toBe("/elder/e1/check-in"));
});

test("a first visit asks for falls in the last 90 days", async () => {
  mounted = await mountVisit(fakeVisits(newElder()));
  await until(() => expect(words(card("H05"))).toContain("最近 90 天"));
});

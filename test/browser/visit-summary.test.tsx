/** The summary and what follows: words for the level, what is missing, how it ended, and 已保存在本机. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { Answers } from "../../src/domain/answer.ts";
import { places } from "../../src/domain/scales.ts";
import type { VisitDraft } from "../../src/domain/visit.ts";
import { nothingElseWrong } from "../../src/domain/visit-form.ts";
import { type FakeVisits, fakeVisits, newElder, visitedElder } from "../support/fake-visits.ts";
import { type Mounted, mountVisit, words } from "../support/visit-screen.tsx";

let mounted: Mounted;
beforeEach(() => page.viewport(360, 640));
afterEach(() => mounted.leave());

const at = "2026-11-22T02:30:00.000Z";
const button = (name: string | RegExp) => page.getByRole("button", { name });
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000 });
const tap = (option: string): Answers[string] => ({ state: "answered", option, source: "tap", at });
const SUMMARY = "/visit/v-now/summary";

/** Everything due answered well, but for what is given. */
function filled(draft: VisitDraft, over: Answers = {}): VisitDraft {
  let next = draft;
  for (const place of places) next = nothingElseWrong(next, place, at);
  const rest = Object.fromEntries(
    draft.due.filter((code) => !next.answers[code]).map((code) => [code, tap(code === "H07" ? "0" : "A")]),
  );
  return { ...next, answers: { ...next.answers, ...rest, ...over } };
}
function withAnswers(over: Answers = {}, fake = fakeVisits()): FakeVisits {
  fake.draft = fake.draft && filled(fake.draft, over);
  return fake;
}

test("[§3.3] the level comes with its reasons in words, and no sensitive fact is named", async () => {
  const elder = visitedElder({ vulnerability: { others: [{ points: 3 }], specialBesidesAge: true } });
  const fake = withAnswers({ U02: tap("D"), U08: tap("C") }, fakeVisits(elder));
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toContain("关爱星级"));
  expect(words()).toContain("上次四星");
  expect(words()).toContain("有严重问题 1 项没解决");
  expect(words()).toContain("困难情况，至少二星");
  expect(words()).not.toMatch(/低保|特困|失独|X\d|\bbase\b|special/);
});

test("[§3.4] provisional says what is missing, and a tap goes there", async () => {
  const fake = withAnswers();
  if (fake.draft) delete fake.draft.answers["M03"];
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toContain("先按暂定"));
  await button("轻生言行").click();
  await until(() => expect(mounted.path()).toBe("/visit/v-now"));
  expect(fake.draft?.resumeAt).toBe("M03");
  await until(() => expect(document.activeElement?.id).toBe("title-M03"));
});

test("what was found stands worst first, fixed ones marked, old tickets below", async () => {
  const fixed = { ...tap("C"), fixed: { note: "线收好了", at } } as Answers[string];
  const fake = withAnswers({ L02: fixed, U09: tap("D"), H06: tap("B") });
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toContain("发现问题 3 项"));
  const rows = [...document.querySelectorAll<HTMLElement>(".summary-list li")].map((row) =>
    row.innerText.replace(/\n+/g, " "),
  );
  expect(rows[0]).toContain("电线、插座：露线或烧焦");
  expect(rows[0]).toContain("严重");
  expect(rows.find((row) => row.includes("地面与通道"))).toContain("当场已整改");
  expect(rows.at(-1)).toContain("燃气连接软管");
  expect(rows.at(-1)).toContain("等复查后销");
});

test("[§2 notes] found together at one place, offered as one ticket, and apart again", async () => {
  const fake = withAnswers({ S05: tap("D"), L07: tap("D") });
  mounted = await mountVisit(fake, SUMMARY);
  await button("并成一条").click();
  await until(() => expect(fake.draft?.joined).toHaveLength(1));
  expect([...(fake.draft?.joined[0] ?? [])].sort()).toEqual(["L07", "S05"]);
  await until(() => expect(words()).toContain("已并成一条，一处一单"));
  await button("分开").click();
  await until(() => expect(fake.draft?.joined).toEqual([]));
});

test("photos are owed with their reason and hold nothing up", async () => {
  const fake = withAnswers({ S03: tap("C") });
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toMatch(/欠照片 \d+ 张/));
  expect(words()).toContain("问题较重，要有照片");
  await button("完成，存到本机").click();
  await until(() => expect(fake.submitted).toHaveLength(1));
});

test("[K1] saved once however often it is tapped, and only then called saved", async () => {
  const fake = withAnswers();
  fake.slowMs = 200;
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toContain("完成，存到本机"));
  const save = button("完成，存到本机").element() as HTMLButtonElement;
  save.click();
  save.click();
  save.click();
  expect(document.querySelector("h1")?.textContent).toBe("确认小结");
  await until(() => expect(mounted.path()).toBe("/visit/v-now/saved"));
  expect(fake.submitted).toHaveLength(1);
  expect(fake.submitted[0]?.outcome).toBe("completed");
  await until(() => expect(words()).toContain("王秀兰 · 第 6 户 / 今天 12 户"));
  expect(document.querySelectorAll(".ui-lamp.is-lit")).toHaveLength(6);
});

test("[K1] handing in refused: said plainly, nothing lost, and it can be tried again", async () => {
  const fake = withAnswers();
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toContain("完成，存到本机"));
  fake.refuse = { word: "storage-refused", detail: "quota" };
  await button("完成，存到本机").click();
  await until(() => expect(words()).toContain("没存上，填的还在"));
  expect(mounted.path()).toBe(SUMMARY);
  fake.refuse = null;
  await button("完成，存到本机").click();
  await until(() => expect(fake.submitted).toHaveLength(1));
});

test("unfinished is called a part; how it ended can be changed", async () => {
  const fake = withAnswers();
  if (fake.draft) delete fake.draft.answers["S05"];
  mounted = await mountVisit(fake, SUMMARY);
  await expect.element(page.getByRole("radio", { name: "只做了一部分" })).toBeChecked();
  await button("没见到人、中途停了").click();
  await page.getByRole("radio", { name: "住院了" }).click();
  await until(() => expect(fake.draft?.outcome).toBe("hospital"));
  await until(() => expect(words()).toContain("这次不评星"));
});

test("[§5.2] nobody answers: what to do at the door comes up at once, and is kept", async () => {
  const fake = fakeVisits();
  fake.draft = fake.draft && { ...fake.draft, outcome: "no_answer", resumeAt: "summary" };
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words(document.querySelector("dialog[open]") as Element)).toContain("敲门3次"));
  await button("知道了").click();
  await until(() => expect(fake.draft?.cards).toMatchObject([{ card: "A8" }]));
});

test("[§2.1] 首访第一部分 is offered when only the every-visit items are done", async () => {
  const fake = fakeVisits(newElder());
  const every = [
    "H01",
    "H05",
    "M03",
    "M01",
    "M09",
    "M07",
    "H09",
    "H02",
    "H06",
    "U01",
    "U02",
    "U08",
    "S03",
    "U12",
    "L11",
  ];
  const more = ["S01", "H08", "L12", "U09", "L07", "L02", "S05", "S07"];
  const answers = Object.fromEntries([...every, ...more].map((code) => [code, tap("A")]));
  fake.draft = fake.draft && { ...fake.draft, answers };
  mounted = await mountVisit(fake, SUMMARY);
  await page.getByRole("checkbox", { name: "首访先做第一部分" }).click();
  await until(() => expect(fake.draft?.firstPart).toBe(true));
  await until(() => expect(words()).not.toContain("先按暂定"));
  expect(fake.draft?.due).not.toContain("H12");
});

test("a correction shows why it was returned", async () => {
  const fake = withAnswers();
  fake.draft = fake.draft && { ...fake.draft, returned: { reason: "missing-photo", note: "软管看不清" } };
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toContain("督导退回：缺照片"));
  expect(words()).toContain("软管看不清");
  await expect.element(button("改好，存到本机")).toBeVisible();
});

test("a visit that was handed in already is not opened again, and says so", async () => {
  const fake = fakeVisits();
  fake.draft = null;
  mounted = await mountVisit(fake, SUMMARY);
  await until(() => expect(words()).toContain("没找到这次巡视"));
});

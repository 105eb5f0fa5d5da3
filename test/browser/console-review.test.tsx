/** The review queue: live, decided once, and honest when something fails. */
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { button, field, openConsole, rowNames, rows, shownName, text, until } from "../support/console-screen.tsx";
import { morning, visitDetail } from "../support/console-visits.ts";
import { FakeConsole } from "../support/fake-console.ts";

/** Longer than the time within which a decision is taken for the rest of a double click. */
const afterLooking = () => new Promise((resolve) => setTimeout(resolve, 550));

const many = () =>
  Array.from({ length: 30 }, (_, n) =>
    visitDetail({ id: `v${n}`, name: `老人${n}`, plate: `1号楼 ${n}`, end: "09:30" }),
  );

test("the list follows a poke, keeps selection and scroll, and says what arrived", async () => {
  const fake = new FakeConsole(many());
  await openConsole(fake);
  await until(() => rows().length === 30);
  const row = rows().find((one) => one.dataset.visit === "v20");
  row?.click();
  await until(() => shownName() === "老人20");
  const queue = await until(() => document.querySelector<HTMLElement>(".queue"));
  queue.scrollTop = 200;
  const before = row?.getBoundingClientRect().top ?? 0;
  const asked = fake.asked.filter((one) => one.path === "visits/v20").length;

  const late = visitDetail({ id: "new", name: "新来的", plate: "2号楼 1", end: "09:10" });
  late.visit.receivedAt = new Date(Date.now() + 3_600_000 * 24 * 365 * 10).toISOString();
  fake.visits = [...fake.visits, late];
  fake.poke();
  await until(() => rowNames().includes("新来的"));
  expect(text(".arrivals")).toContain("新到 1 条待审");
  expect(text("[aria-live=polite]")).toContain("新到 1 条待审");
  expect(text(".rail-count")).toContain("31");
  expect(shownName()).toBe("老人20");
  expect(row?.isConnected, "the row is the same element").toBe(true);
  expect(Math.abs((row?.getBoundingClientRect().top ?? 0) - before)).toBeLessThan(120);
  expect(fake.asked.filter((one) => one.path === "visits/v20").length, "an unchanged visit isn't read again").toBe(
    asked,
  );
});

test("words in the list: finding, how it ended, corrected visits; never a letter", async () => {
  await openConsole(new FakeConsole(morning()));
  await until(() => rows().length === 6);
  const said = Object.fromEntries(rows().map((row) => [row.querySelector("b")?.textContent, row.innerText]));
  expect(said["王秀兰"]).toContain("燃气异味或报警：一直有味或响 · 升五星");
  expect(said["林阿婆"]).toContain("敲门没人应");
  expect(said["林阿婆"]).not.toContain("无异常");
  expect(said["何大勇"]).toContain("第 2 次交");
});

test("approving names the revision, goes on at once, and takes the row off", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/he");
  await until(() => shownName() === "何大勇");
  await afterLooking();
  const letGo = fake.hold("visits/he/approve");
  button("通过，看下一条").click();
  await until(() => shownName() === "林阿婆");
  expect(rowNames()).toContain("何大勇");
  letGo();
  await until(() => !rowNames().includes("何大勇"));
  expect(fake.posts("visits/he/approve").map((one) => one.body)).toEqual([{ revision: 2 }]);
  expect(text("[aria-live=polite]")).toContain("已通过 何大勇");
});

test("after the last one nothing is chosen, also when an older list comes in late; the next to arrive is", async () => {
  const fake = new FakeConsole([visitDetail({ id: "only", name: "独一个", plate: "1号楼 1" })]);
  const { where } = await openConsole(fake);
  await until(() => shownName() === "独一个");
  await afterLooking();
  const old = fake.visits;
  button("通过").click();
  await until(() => text(".queue").includes("待审的都审完了"));
  const newest = fake.visits;
  fake.visits = old;
  fake.poke();
  await afterLooking();
  expect(rows()).toHaveLength(0);
  expect(where()).toBe("/review");
  fake.visits = [...newest, visitDetail({ id: "next", name: "下一个", plate: "1号楼 2" })];
  fake.poke();
  await until(() => shownName() === "下一个");
});

test("a double click, a held key and two quick presses approve one visit", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/wang");
  await until(() => shownName() === "王秀兰");
  await afterLooking();
  // Events of the page itself: the driver's own double click may come too late to be one.
  const click = (detail: number) =>
    button("通过，看下一条").dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
  click(1);
  await until(() => shownName() === "赵广才");
  click(1);
  click(2);
  for (let n = 0; n < 5; n++) document.dispatchEvent(new KeyboardEvent("keydown", { key: "a", repeat: n > 0 }));
  expect(fake.asked.filter((one) => one.path.endsWith("/approve")).map((one) => one.path)).toEqual([
    "visits/wang/approve",
  ]);
  await afterLooking();
  await userEvent.keyboard("a");
  await until(() => fake.posts("visits/zhao/approve").length === 1);
});

test("nothing can be decided on while the visit isn't on the screen", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/wang");
  await until(() => shownName() === "王秀兰");
  const letGo = fake.hold("visits/zhao");
  await userEvent.keyboard("j");
  await until(() => document.querySelector(".row.is-here b")?.textContent === "赵广才");
  expect(button("通过，看下一条").disabled).toBe(true);
  await userEvent.keyboard("a");
  letGo();
  await until(() => shownName() === "赵广才");
  expect(fake.asked.some((one) => one.method === "POST")).toBe(false);
});

test("returning needs a reason, 其他 needs words, and both reach the server", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/zhao");
  await until(() => shownName() === "赵广才");
  await userEvent.keyboard("r");
  const dialog = await until(() => document.querySelector<HTMLDialogElement>("dialog[open]"));
  const send = () => dialog.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
  send();
  await until(() => text("dialog[open]").includes("请选一个退回原因"));
  dialog.querySelector<HTMLInputElement>("input[value=other]")?.click();
  send();
  await until(() => text("dialog[open]").includes("请写一句要补什么"));
  expect(fake.asked.some((one) => one.method === "POST")).toBe(false);
  await userEvent.fill(field("给巡视员的话"), "烟囱接口拍清楚");
  send();
  await until(() => fake.posts("visits/zhao/return").length === 1);
  expect(fake.posts("visits/zhao/return")[0]?.body).toEqual({ revision: 1, reason: "other", note: "烟囱接口拍清楚" });
  await until(() => !rowNames().includes("赵广才"));
  await until(() => text(".tabs").includes("已退回 2"));
});

test("a newer revision: the old one isn't approved, it is said, and the new one is shown", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/zhou");
  await until(() => shownName() === "周玉珍");
  fake.visits = fake.visits.map((one) =>
    one.visit.id === "zhou" ? visitDetail({ id: "zhou", name: "周玉珍", plate: "7号楼 1-302", revision: 2 }) : one,
  );
  await afterLooking();
  button("通过，看下一条").click();
  await until(() => text(".review-scroll").includes("周玉珍 没有通过成功。这次巡视已有更新的版本"));
  expect(fake.visits.find((one) => one.visit.id === "zhou")?.visit.state).toBe("submitted");
  expect(rowNames()).toContain("周玉珍");
  button("回去看").click();
  await until(() => shownName() === "周玉珍");
  expect(text(".visit-header")).toContain("第 2 次交");
});

test("a visit corrected while it is being read is shown anew, and says so", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/zhou");
  await until(() => shownName() === "周玉珍");
  fake.visits = fake.visits.map((one) =>
    one.visit.id === "zhou" ? visitDetail({ id: "zhou", name: "周玉珍", plate: "7号楼 1-302", revision: 2 }) : one,
  );
  fake.poke();
  await until(() => text(".review-scroll").includes("巡视员刚改过"));
});

test("without the server the data stays and its age is said; it recovers by itself", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/zhou");
  await until(() => shownName() === "周玉珍");
  fake.offline = true;
  fake.poke();
  await until(() => text(".top-bar").includes("连不上服务器 · 11:08 以后的看不到"));
  await until(() => /连不上服务器，下面是 \d\d:\d\d 的数据/.test(text(".queue")));
  expect(rows()).toHaveLength(6);
  expect(shownName()).toBe("周玉珍");
  await afterLooking();
  button("通过，看下一条").click();
  await until(() => text(".review-scroll").includes("周玉珍 没有通过成功。连不上服务器"));
  fake.offline = false;
  fake.poke();
  await until(() => text(".top-bar").includes("数据截至 11:08"));
  expect(text(".queue")).not.toContain("连不上");
});

test("letters move and act, and not at all when they are switched off", async () => {
  const fake = new FakeConsole(morning());
  await openConsole(fake, "/review/wang");
  await until(() => shownName() === "王秀兰");
  await userEvent.keyboard("j");
  await until(() => shownName() === "赵广才");
  await userEvent.keyboard("k");
  await until(() => shownName() === "王秀兰");
  await userEvent.fill(document.querySelector<HTMLInputElement>("input[type=search]") as HTMLInputElement, "ajk");
  expect(shownName(), "typing in a field moves nothing").toBe("王秀兰");
  expect(fake.asked.some((one) => one.method === "POST")).toBe(false);

  await userEvent.click(button("显示"));
  const off = [...document.querySelectorAll<HTMLLabelElement>(".look-panel label")].find(
    (one) => one.innerText === "关",
  );
  off?.querySelector("input")?.click();
  await userEvent.keyboard("{Escape}");
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard("a");
  await userEvent.keyboard("r");
  expect(fake.asked.some((one) => one.method === "POST")).toBe(false);
  expect(document.querySelector("dialog[open]")).toBeNull();
  expect(document.querySelector(".action-bar .key")).toBeNull();
});

test("empty, not found, and a list that cannot be fetched each say what is so", async () => {
  const fake = new FakeConsole([]);
  await openConsole(fake);
  await until(() => text(".queue").includes("待审的都审完了"));
  fake.visits = morning();
  const { where } = await openConsole(fake);
  await userEvent.fill(field("姓名、门牌、巡视员"), "王大明");
  await until(() => text(".queue").includes("没找到“王大明”"));
  expect(decodeURIComponent(where()), "a name is not written into the address").not.toContain("王大明");
  fake.refuseNext = {
    path: "visits",
    status: 503,
    error: { code: "server.database-down", message: "数据库暂时连不上" },
  };
  await openConsole(fake);
  await until(() => text(".queue").includes("列表没有取到"));
  await userEvent.click(button("再试一次"));
  await until(() => rows().length === 6);
});

test("below 1200 px the list is a drawer that Escape closes, with the focus where it was", async () => {
  await openConsole(new FakeConsole(morning()), "/review", [1100, 800]);
  await until(() => rows().length === 6);
  expect(shownName(), "with nothing chosen the list is the page").toBeNull();
  rows()[1]?.click();
  await until(() => shownName() === "赵广才");
  const queue = await until(() => document.querySelector<HTMLElement>(".queue"));
  expect(getComputedStyle(queue).visibility).toBe("hidden");
  await userEvent.click(button("列表"));
  expect(getComputedStyle(queue).visibility).toBe("visible");
  expect(queue.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard("{Escape}");
  expect(getComputedStyle(queue).visibility).toBe("hidden");
  expect(document.activeElement?.id).toBe("content");
});

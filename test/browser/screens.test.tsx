/** The patroller's shell and screens: what they say and do, in a real browser, over a worker in memory. */
import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fakeCard, fakeCards, fakeMe, fakePatrolApi, fakeReturned, fakeSync } from "../support/fake-patrol-api.ts";
import { openPatrol, seen, until } from "../support/patrol-screen.tsx";

const button = (name: string | RegExp) => page.getByRole("button", { name });

describe("今日", () => {
  test("shows the day, the windows, the groups in order and each home with its words", async () => {
    const fake = fakePatrolApi({ cards: [fakeReturned, ...fakeCards] });
    await openPatrol(fake);
    await until(() => seen().includes("王秀兰"));
    expect(seen()).toContain("今日巡视 11月22日 周日");
    await expect.element(page.getByRole("img", { name: "已访 5 / 12 户" })).toBeInTheDocument();
    const heads = [...document.querySelectorAll("h2")].map((head) => head.textContent);
    expect(heads).toEqual(["督导退回 1 户", "已逾期 2 户", "今天要去 2 户", "已完成 1 户", "以后 2 户"]);
    const first = document.querySelector(".elder-card");
    expect(first?.textContent).toContain("钱永年");
    expect(first?.textContent).toContain("督导退回：缺照片。软管那张看不清，请再拍一张。");
    expect(seen()).toContain("王秀兰 82岁 逾期2天 3号楼 2-402 四星 耳背 · 高血压 有严重隐患");
    expect(seen()).toContain("填到 12/31");
    expect(seen()).toContain("等督导看");
    expect(seen()).not.toContain("孙桂英");
    await userEvent.click(button("看以后的"));
    expect(seen()).toContain("11月23日到期");
  });

  test("one link a home leads to its card, and the bar leads back", async () => {
    const { where } = await openPatrol(fakePatrolApi());
    await userEvent.click(page.getByRole("link", { name: /王秀兰/ }));
    await until(() => seen().includes("上门要知道"));
    expect(where()).toBe("/elder/e1");
    await userEvent.click(button("返回"));
    await until(() => seen("h1") === "今日巡视");
  });

  test("finds by what is typed and says how to go on when there is nobody", async () => {
    await openPatrol(fakePatrolApi());
    await userEvent.click(button("找老人"));
    const box = page.getByRole("searchbox", { name: "姓名、拼音、门牌或电话后四位" });
    await userEvent.fill(box, "欧阳");
    await until(() => seen().includes("找到 1 户"));
    await userEvent.fill(box, "王大明");
    await until(() => seen().includes("没找到“王大明”"));
    expect(seen()).toContain("少打一个字，或者用门牌找");
  });

  test("a day that is done says so, says whether all is sent, and what comes next", async () => {
    const cards = [
      fakeCard({ elderId: "a", name: "王秀兰", group: "done" }),
      fakeCard({ elderId: "b", name: "李德福", group: "later", dueOn: "2026-11-23" }),
    ];
    const fake = fakePatrolApi({ cards, visited: 1, planned: 1 });
    await openPatrol(fake);
    await until(() => seen().includes("今天 1 户都到了"));
    expect(seen()).toContain("数据已全部上传，可以放心下线。 明天有 1 户。");
    fake.change({ start: { ...fake.data.start, sync: { ...fakeSync, online: false, waiting: 2 } } });
    await until(() => seen().includes("还有 2 条在本机，收工前请连一次网。"));
    expect(seen()).not.toContain("放心下线");
  });

  test("nobody assigned yet is told apart from nothing to do", async () => {
    await openPatrol(fakePatrolApi({ cards: [], visited: 0, planned: 0 }));
    await until(() => seen().includes("还没有分给您的老人"));
  });

  test("the sunlight button goes into the sun and back to what it was", async () => {
    await openPatrol(fakePatrolApi(), "/", { theme: "dark" });
    await userEvent.click(button("强光模式"));
    expect(document.documentElement.dataset.theme).toBe("sunlight");
    await expect.element(button("强光模式")).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(button("强光模式"));
    expect(document.documentElement.dataset.theme).toBe("dark");
  });

  test("grey shapes only after 300 ms, and never over what is already known", async () => {
    const fake = fakePatrolApi();
    let answer: (() => void) | undefined;
    const today = fake.today;
    fake.today = (from) => new Promise((resolve) => (answer = () => void today(from).then(resolve)));
    await openPatrol(fake, "/outbox");
    await userEvent.click(page.getByRole("link", { name: "今日" }));
    await until(() => seen("h1") === "今日巡视");
    if (!seen().includes("王秀兰")) {
      expect(document.querySelector(".ui-skeleton")).toBeNull();
      await until(() => document.querySelector(".ui-skeleton"));
    }
    answer?.();
    await until(() => seen().includes("王秀兰"));
    expect(document.querySelector(".ui-skeleton")).toBeNull();
  });
});

describe("老人档案", () => {
  test("what to know, what was found, whom to call, how it was", async () => {
    await openPatrol(fakePatrolApi(), "/elder/e1");
    await until(() => seen().includes("上门要知道"));
    expect(seen()).toContain("3号楼 2单元 402");
    expect(seen()).toContain("四星 高度关爱 · 每周 1 次");
    await expect.element(page.getByRole("img", { name: /4 颗星，共 5 颗/ })).toBeInTheDocument();
    expect(seen()).toContain("严重 燃气连接软管");
    const daughter = page.getByRole("link", { name: "拨打 王敏 女儿" });
    await expect.element(daughter).toHaveAttribute("href", "tel:13800002043");
    expect(seen()).toContain("138 **** 2043");
    expect(seen()).not.toContain("13800002043");
    const row = [...document.querySelectorAll("tbody tr")].map((line) => line.textContent);
    expect(row[0]).toContain("11月14日四星待审95100");
    expect(row[2]).toContain("没查完");
  });

  test("a returned visit says why, that nothing is lost, and leads to the correction", async () => {
    const fake = fakePatrolApi();
    const { elder } = fake.data;
    if (elder) elder.returned = { visitId: "v8", revision: 1, reason: "missing-photo", note: "请再拍一张。" };
    await openPatrol(fake, "/elder/e1");
    await until(() => seen().includes("督导退回：缺照片"));
    expect(seen()).toContain("请再拍一张。 您填的还在，改好再交就行。");
    await expect.element(button("去改")).toBeVisible();
    expect(seen()).not.toContain("开始巡视");
  });

  test("a home that is no longer on the list is explained, not shown empty", async () => {
    await openPatrol(fakePatrolApi({ elder: null }), "/elder/gone");
    await until(() => seen().includes("这户不在您的名单里"));
  });
});

describe("待传", () => {
  test("each item says where it is and whether it is safe", async () => {
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, sync: { ...fakeSync, needsYou: 2, waiting: 2 } };
    await openPatrol(fake, "/outbox");
    await until(() => seen().includes("孙桂英"));
    const of = (name: string): string => seen(`article[aria-label^="${name}"]`);
    expect(of("孙桂英")).toContain("要您处理 这条记录的内容不合要求，请改一改再交。 您填的还在本机，没有丢 去改 更多");
    expect(of("钱永年")).toContain("督导退回：缺照片 软管那张看不清，请再拍一张。 您填的还在本机，没有丢 去改");
    expect(of("何守义")).toContain("服务器收好了，没有丢，不用再填。请告诉督导一声。");
    expect(of("何守义")).not.toContain("要您处理");
    expect(of("李德福")).toContain("正在上传 · 14 KB");
    expect(of("王秀兰")).toContain("等待上传 · 排第 2");
    expect(of("赵广才")).toContain("已上传 10:31 等督导看");
    expect(of("周玉珍")).toContain("督导已通过");
    expect(document.querySelector("main article")?.getAttribute("aria-label")).toContain("孙桂英");
  });

  test("[K3] throwing away is asked twice, and only offered for what the server has answered for", async () => {
    const fake = fakePatrolApi();
    await openPatrol(fake, "/outbox");
    await until(() => seen().includes("王秀兰"));
    await userEvent.click(button("王秀兰 · 巡视，更多"));
    await until(() => seen("dialog[open]").includes("导出成文件"));
    expect(seen("dialog[open]")).not.toContain("丢掉这条");
    await userEvent.click(button("关闭"));
    await userEvent.click(button("孙桂英 · 巡视，更多"));
    await userEvent.click(button("丢掉这条"));
    expect(fake.asked).not.toContain("discard m1");
    expect(seen("dialog[open]")).toContain("删了找不回来");
    await userEvent.click(button("不丢，留着"));
    expect(fake.asked).not.toContain("discard m1");
    await userEvent.click(button("丢掉这条"));
    await userEvent.click(button("丢掉"));
    await until(() => fake.asked.includes("discard m1"));
    await until(() => !seen("main").includes("孙桂英"));
  });

  test("立即上传 asks the worker, and without a network says that nothing is lost", async () => {
    const fake = fakePatrolApi();
    fake.data.start = {
      ...fake.data.start,
      sync: { ...fakeSync, online: false, waiting: 1, trouble: { word: "offline" } },
    };
    await openPatrol(fake, "/outbox");
    await userEvent.click(button("立即上传"));
    await until(() => fake.asked.includes("syncNow"));
    await until(() => seen().includes("还没连上网。填好的都在本机，没有丢。"));
  });

  test("[K3] signed out: the work is here, one button leads to the sign-in", async () => {
    const fake = fakePatrolApi();
    fake.data.start = {
      ...fake.data.start,
      signedOut: true,
      sync: { ...fakeSync, waiting: 3, trouble: { word: "signed-out" } },
    };
    const { where } = await openPatrol(fake, "/outbox");
    await until(() => seen().includes("登录过期了。填好的 3 条都在本机。"));
    await userEvent.click(button("重新登录"));
    await until(() => where() === "/sign-in");
    await until(() => seen().includes("填好的 3 条都在本机，没有丢"));
    await expect.element(page.getByRole("textbox", { name: "账号" })).toHaveValue("patroller1");
    await userEvent.click(button("先不登录"));
    await until(() => where() === "/");
  });
});

describe("登录", () => {
  const nobody = () => {
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, me: null, ready: false, sync: { ...fakeSync, phase: "pulling" } };
    return fake;
  };

  test("says at the field what is missing and goes there", async () => {
    const fake = nobody();
    await openPatrol(fake);
    await until(() => seen("h1") === "登录");
    await userEvent.click(button("登录"));
    expect(seen()).toContain("请填账号");
    expect(seen()).toContain("请填密码");
    expect(document.activeElement?.getAttribute("name")).toBe("username");
    expect(fake.asked).toEqual([]);
  });

  test("a wrong password and a missing network in words, never as a code", async () => {
    const fake = nobody();
    await openPatrol(fake);
    await userEvent.fill(page.getByRole("textbox", { name: "账号" }), "patroller1");
    await userEvent.fill(page.getByLabelText("密码", { exact: true }), "wrong");
    fake.answers.signIn = { ok: false, trouble: { word: "refused", code: "session.wrong-password" } };
    await userEvent.click(button("登录"));
    await until(() => seen("[role=alert]").includes("账号或密码不对。"));
    fake.answers.signIn = { ok: false, trouble: { word: "refused", code: "session.too-many", gaps: { seconds: 30 } } };
    await userEvent.click(button("登录"));
    await until(() => seen("[role=alert]").includes("请 30 秒后再试"));
    fake.answers.signIn = { ok: false, trouble: { word: "offline" } };
    await userEvent.click(button("登录"));
    await until(() => seen("[role=alert]").includes("现在连不上网"));
  });

  test("the handed-out password is replaced before anything else, typed only once", async () => {
    const fake = nobody();
    fake.answers.signIn = { ok: true, value: { ...fakeMe, mustChangePassword: true } };
    const { where } = await openPatrol(fake);
    await userEvent.fill(page.getByRole("textbox", { name: "账号" }), "patroller1");
    await userEvent.fill(page.getByLabelText("密码", { exact: true }), "one-time");
    await userEvent.click(button("登录"));
    await until(() => seen("h1") === "设新密码");
    expect(seen()).not.toContain("现在的密码");
    await userEvent.fill(page.getByLabelText("新密码", { exact: true }), "short");
    await userEvent.click(button("换成新密码"));
    expect(seen()).toContain("新密码至少 8 位");
    await userEvent.fill(page.getByLabelText("新密码", { exact: true }), "long enough");
    await userEvent.fill(page.getByLabelText("新密码再写一遍"), "long enougg");
    await userEvent.click(button("换成新密码"));
    expect(seen()).toContain("两遍写的不一样");
    expect(fake.asked).not.toContain("changePassword");
    await userEvent.fill(page.getByLabelText("新密码再写一遍"), "long enough");
    await userEvent.click(button("换成新密码"));
    await until(() => where() === "/first-sync");
  });
});

describe("第一次准备", () => {
  test("n of m, resumes, and 开始 only when the list is here", async () => {
    const fake = fakePatrolApi();
    const started = fake.data.start;
    fake.data.start = { ...started, ready: false, sync: { ...fakeSync, phase: "pulling", pulled: 186, toPull: 300 } };
    const { where } = await openPatrol(fake);
    await until(() => seen().includes("正在下载 62%"));
    expect(seen()).toContain("186 / 300 条 · 断了会接着下");
    await expect.element(button("下完就能开始")).toBeDisabled();
    const off = { ...fakeSync, online: false, pulled: 186, toPull: 300, trouble: { word: "offline" as const } };
    fake.change({ start: { ...started, ready: false, sync: off } });
    await until(() => seen().includes("下载停住了"));
    await userEvent.click(button("再试一次"));
    expect(fake.asked).toContain("syncNow");
    fake.change({ start: started });
    await until(() => seen().includes("都下好了"));
    await userEvent.click(button("开始"));
    await until(() => where() === "/");
  });
});

describe("我的", () => {
  test("[K3] signing out with work on the phone is blocked by a clear choice", async () => {
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, sync: { ...fakeSync, online: false, waiting: 3 } };
    const { where } = await openPatrol(fake, "/me");
    await userEvent.click(button("退出登录"));
    await until(() => seen("dialog[open]").includes("还有 3 条没上传"));
    await userEvent.click(button("不退出"));
    expect(fake.asked).toEqual([]);
    await userEvent.click(button("退出登录"));
    await userEvent.click(button("留在本机，退出"));
    await until(() => where() === "/sign-in");
    expect(fake.asked).toEqual(["signOut leaving work"]);
  });

  test("[K3] work that only the worker knows of blocks it too", async () => {
    const fake = fakePatrolApi();
    fake.answers.signOut = { ok: false, trouble: { word: "refused", code: "outbox.not-empty", gaps: { waiting: 1 } } };
    await openPatrol(fake, "/me");
    await userEvent.click(button("退出登录"));
    await userEvent.click(page.getByRole("alertdialog").getByRole("button", { name: "退出登录" }));
    await until(() => seen("dialog[open]").includes("还有 1 条没上传"));
  });

  test("text size, theme and language change at once and stay", async () => {
    await openPatrol(fakePatrolApi(), "/me");
    await userEvent.click(button("字大一点"));
    await userEvent.click(button("字大一点"));
    expect(document.documentElement.style.getPropertyValue("--scale")).toBe("1.3");
    expect(document.documentElement.dataset.text).toBe("large");
    await userEvent.click(page.getByRole("radio", { name: "深色" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
    await userEvent.click(page.getByRole("radio", { name: "English" }));
    await until(() => seen("h1") === "Me");
    expect(JSON.parse(localStorage.getItem("xunan-look") ?? "{}")).toMatchObject({
      language: "en",
      theme: "dark",
      scale: 1.3,
    });
  });

  test("says as it is whether the phone keeps the data", async () => {
    await openPatrol(fakePatrolApi(), "/me");
    await until(() => seen().includes("手机没答应保留数据"));
    await openPatrol(fakePatrolApi({ persisted: true }), "/me");
    await until(() => seen().includes("手机答应保留数据"));
  });
});

describe("everywhere", () => {
  test("SOS calls, and says that it only calls", async () => {
    for (const path of ["/", "/elder/e1", "/outbox", "/me"]) {
      await openPatrol(fakePatrolApi(), path);
      await userEvent.click(button(/SOS/));
      await until(() => seen("dialog[open]").includes("打电话求助"));
      expect(seen("dialog[open]")).toContain("不会替您发消息，也不会发您的位置");
      const numbers = [...document.querySelectorAll("dialog[open] a")].map((link) => link.getAttribute("href"));
      expect(numbers).toEqual(["tel:120", "tel:119", "tel:110", "tel:01066001234", "tel:96777"]);
    }
  });

  test("demo data says so on every screen", async () => {
    for (const path of ["/", "/elder/e1", "/outbox", "/me"]) {
      await openPatrol(fakePatrolApi(), path);
      expect(seen()).toContain("演示数据，人名都是编的");
    }
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, me: { ...fakeMe, demo: false } };
    await openPatrol(fake);
    await until(() => seen().includes("王秀兰"));
    expect(seen()).not.toContain("演示数据");
  });

  test("open in another window: says so, 在这里用 takes over", async () => {
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, sync: { ...fakeSync, trouble: { word: "elsewhere" } } };
    await openPatrol(fake);
    expect(seen()).toContain("巡安正在另一个窗口用着");
    await userEvent.click(button("在这里用"));
    await until(() => seen().includes("王秀兰"));
    expect(fake.asked).toContain("takeOver");
  });

  test("storage refused: closed when nothing could be kept, a notice when a list is there", async () => {
    const refused = { word: "storage-refused" as const, detail: "" };
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, ready: false, sync: { ...fakeSync, trouble: refused } };
    await openPatrol(fake);
    expect(seen()).toContain("手机没让我们存数据");
    const later = fakePatrolApi();
    later.data.start = { ...later.data.start, sync: { ...fakeSync, trouble: refused } };
    await openPatrol(later);
    await until(() => seen().includes("王秀兰"));
    expect(seen()).toContain("刚才有东西没存上");
  });

  test("an app too old for the server goes on working and offers the update", async () => {
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, sync: { ...fakeSync, trouble: { word: "outdated-app" } } };
    await openPatrol(fake);
    await until(() => seen().includes("王秀兰"));
    expect(seen()).toContain("这个版本太旧了");
    await expect.element(button("更新")).toBeVisible();
  });
});

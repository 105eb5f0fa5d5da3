/** The console's door: who comes in, who doesn't, and what each is told. */
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { button, field, openConsole, rowNames, shownName, text, until } from "../support/console-screen.tsx";
import { morning } from "../support/console-visits.ts";
import { FakeConsole } from "../support/fake-console.ts";

async function signIn(login: string, password: string): Promise<void> {
  await userEvent.fill(field("账号"), login);
  await userEvent.fill(page.elementLocator(field("密码")), password);
  await userEvent.click(button("登录"));
}

test("a wrong password is said in words, the right one opens the queue", async () => {
  const fake = new FakeConsole(morning());
  fake.signedIn = false;
  await openConsole(fake);
  await until(() => document.querySelector("[name=login]"));
  await userEvent.click(button("登录"));
  expect(text()).toContain("请填账号");
  expect(fake.posts("sign-in")).toHaveLength(0);
  await signIn("supervisor1", "wrong");
  await until(() => text().includes("账号或密码不对。"));
  await signIn("supervisor1", "xunan-demo");
  await until(() => rowNames().includes("王秀兰"));
});

test("after too many tries it says how many seconds to wait, and waits", async () => {
  const fake = new FakeConsole(morning());
  fake.signedIn = false;
  await openConsole(fake);
  await until(() => document.querySelector("[name=login]"));
  fake.refuseNext = {
    path: "sign-in",
    status: 429,
    error: { code: "session.too-many", message: "试的次数太多，请 30 秒后再试。", retryAfterS: 30 },
  };
  await signIn("supervisor1", "wrong");
  await until(() => /(30|29) 秒后再试/.test(text()));
  expect(button("登录").disabled).toBe(true);
});

test("a one-time password has to be changed before anything else", async () => {
  const fake = new FakeConsole(morning());
  fake.me = { ...fake.me, mustChangePassword: true };
  await openConsole(fake);
  await until(() => text().includes("设一个新密码"));
  expect(fake.asked.some((one) => one.path === "visits")).toBe(false);
  await userEvent.fill(field("现在的密码"), "once");
  await userEvent.fill(field("新密码"), "short");
  await userEvent.click(button("保存并继续"));
  expect(text()).toContain("新密码至少 8 位");
  expect(fake.posts("password")).toHaveLength(0);
  await userEvent.fill(field("新密码"), "够长的一个新密码");
  await userEvent.fill(field("再填一次"), "够长的一个新密码");
  await userEvent.click(button("保存并继续"));
  await until(() => rowNames().includes("王秀兰"));
  expect(fake.posts("password")[0]?.body).toEqual({ current: "once", next: "够长的一个新密码" });
});

test("a session that ends leads to sign-in and back to the same visit", async () => {
  const fake = new FakeConsole(morning());
  const { where } = await openConsole(fake, "/review/zheng");
  await until(() => shownName() === "郑慧芳");
  fake.signedIn = false;
  fake.poke();
  await until(() => text().includes("登录过期了"));
  expect(document.querySelector(".visit-name"), "nobody reads on without a session").toBeNull();
  expect(field("账号").value).toBe("supervisor1");
  await userEvent.fill(page.elementLocator(field("密码")), "xunan-demo");
  await userEvent.click(button("登录"));
  await until(() => shownName() === "郑慧芳");
  expect(where()).toBe("/review/zheng");
});

test("a patroller is sent to the phone, an administrator sees accounts and no elder", async () => {
  await openConsole(new FakeConsole(morning(), { role: "patroller", name: "陈桂芳" }), "/");
  await until(() => text().includes("请用手机上的巡安"));

  const fake = new FakeConsole(morning(), { role: "admin", name: "管理员", areas: [] });
  fake.users = {
    items: [
      {
        id: "1",
        login: "patroller1",
        name: "陈桂芳",
        role: "patroller",
        areas: ["三元里社区", "文庙社区"],
        disabled: false,
        lastSeenAt: null,
        elders: 52,
      },
    ],
  };
  await openConsole(fake, "/review/wang");
  const row = await until(() => document.querySelector<HTMLElement>("tbody tr"));
  expect(row.innerText.replace(/\s+/g, " ")).toBe("陈桂芳 patroller1 巡视员 三元里社区、文庙社区 还没连过 52 户");
  expect(fake.asked.map((one) => one.path)).not.toContain("visits");
});

test("when the server cannot be reached at the start it says so and tries again", async () => {
  const fake = new FakeConsole(morning());
  fake.offline = true;
  await openConsole(fake);
  await until(() => text().includes("连不上服务器"));
  fake.offline = false;
  await userEvent.click(button("再试一次"));
  await until(() => rowNames().includes("王秀兰"));
});

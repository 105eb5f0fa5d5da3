/**
 * The main job, end to end, with the real parts: built server, embedded PostgreSQL, Chromium with a profile on
 * disk and Background Sync denied. Offline, killed, reply lost, returned, corrected, approved.
 */
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { DEMO_PASSWORD } from "../../src/server/demo/staff.ts";
import { chromiumArgs, chromiumPath } from "../support/chromium.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { openPhone, type Phone } from "../support/phone.ts";
import { type Product, startProduct } from "../support/product.ts";
import { fillPlace, fillToSummary, firstToVisit, getReady, goOn, save, signIn, startVisit } from "./patroller.ts";

let product: Product;
let net: FaultProxy;
let phone: Phone;
let desk: Browser;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  product = await startProduct();
  net = await startFaultProxy(product.port);
});

test.afterEach(() => {
  const info = test.info();
  if (info.status !== info.expectedStatus) console.log(net.log.filter((one) => one.path.startsWith("/api")).slice(-15));
});

test.afterAll(async () => {
  await phone?.end();
  await desk?.close();
  await net?.close();
  await product?.end();
});

async function openConsole(): Promise<Page> {
  const executablePath = chromiumPath();
  desk = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
  const context = await desk.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(`${product.url}/console/`);
  await signIn(page, "supervisor1", DEMO_PASSWORD);
  await expect(page.getByRole("heading", { name: "巡视审核" })).toBeVisible();
  return page;
}

/** Visits of this elder by this patroller that the server holds, as the supervisor's list shows them. */
async function visitsAt(page: Page, name: string): Promise<{ id: string; revision: number; state: string }[]> {
  return page.evaluate(async (name) => {
    const found: { id: string; revision: number; state: string }[] = [];
    for (const state of ["submitted", "returned", "approved"]) {
      const answer = await fetch(`/api/console/visits?state=${state}&order=newest&q=${encodeURIComponent(name)}`);
      for (const item of (await answer.json()).items)
        found.push({ id: item.id, revision: item.revision, state: item.state });
    }
    return found;
  }, name);
}

test("[K1] [K2] a visit survives kills, arrives once though the reply is lost, is returned, corrected, approved", async () => {
  phone = await openPhone(net.url);
  let page = phone.page;
  await signIn(page, "patroller1", DEMO_PASSWORD);
  await getReady(page);
  await expect(page.getByText("演示").first()).toBeVisible();

  const supervisor = await openConsole();
  await phone.signInSettled();
  const { name, open } = await firstToVisit(page);
  const before = await visitsAt(supervisor, name);

  // No signal from here on.
  net.disconnect();
  await phone.context.setOffline(true);
  await open();
  await startVisit(page);
  const visitUrl = page.url();
  await fillPlace(page);
  await goOn(page, "厨房");
  await expect(page.getByText(/已存$/).first()).toBeVisible();

  // Killed in the middle: the same question again, and what was answered is there.
  await phone.kill();
  page = await phone.open();
  await phone.context.setOffline(true);
  await expect(page.getByText(name).first()).toBeVisible();
  await page
    .getByRole("link", { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole("button", { name: /继续填/ }).click();
  await expect(page.getByRole("heading", { name: "厨房" }).first()).toBeVisible();
  expect(page.url()).toBe(visitUrl);
  await fillToSummary(page);
  await save(page);

  // Killed after 已保存在本机.
  await phone.kill();
  page = await phone.open();
  await page.getByRole("link", { name: /待传/ }).click();
  await expect(page.getByRole("article", { name: new RegExp(name) })).toContainText("等待上传");
  expect(await visitsAt(supervisor, name)).toHaveLength(before.length);

  // The network is back; the server does the work and the first answer is lost.
  net.plant(/\/sync\/push/, { kind: "lose-reply" });
  net.connect();
  await page.getByRole("button", { name: "立即上传" }).click();
  await expect(page.getByRole("article", { name: new RegExp(name) })).toContainText("已上传", { timeout: 30_000 });
  expect(net.log.filter((one) => one.path.includes("/sync/push") && one.fault === "lose-reply")).toHaveLength(1);
  const delivered = (await visitsAt(supervisor, name)).filter((one) => !before.some((old) => old.id === one.id));
  expect(delivered).toHaveLength(1);
  const visitId = delivered[0]?.id ?? "";

  // It appears on the supervisor's screen by itself and is returned.
  await supervisor
    .getByPlaceholder("姓名、门牌、巡视员")
    .or(supervisor.getByLabel("姓名、门牌、巡视员"))
    .first()
    .fill(name);
  await supervisor.locator(`[data-visit="${visitId}"]`).click();
  await supervisor
    .getByRole("button", { name: /退回补填/ })
    .first()
    .click();
  const dialog = supervisor.getByRole("dialog");
  await dialog.getByRole("radio").last().check({ force: true });
  await dialog.getByRole("textbox").fill("请补一句厨房的情况");
  await dialog.getByRole("button", { name: "退回补填" }).click();
  await expect
    .poll(async () => (await visitsAt(supervisor, name)).find((one) => one.id === visitId)?.state)
    .toBe("returned");

  // The phone hears of it on its next round, corrects it and sends revision 2.
  await page.getByRole("button", { name: "立即上传" }).click();
  await expect(page.getByRole("article", { name: new RegExp(name) }).first()).toContainText("请补一句厨房的情况");
  await page.getByRole("button", { name: "去改" }).first().click();
  await expect(page.getByText("请补一句厨房的情况").first()).toBeVisible();
  await fillToSummary(page);
  await page.getByLabel("备注").fill("厨房干净，软管是新的");
  await save(page);
  await expect
    .poll(async () => (await visitsAt(supervisor, name)).find((one) => one.id === visitId), { timeout: 60_000 })
    .toEqual({ id: visitId, revision: 2, state: "submitted" });

  // Approved.
  await supervisor
    .getByRole("tab", { name: /待审/ })
    .or(supervisor.getByRole("link", { name: /待审/ }))
    .first()
    .click();
  await supervisor.locator(`[data-visit="${visitId}"]`).click();
  await expect(supervisor.getByText("厨房干净，软管是新的")).toBeVisible();
  // The console takes no decision on a visit that has just come on the screen: a double click must not approve unread.
  await supervisor.waitForTimeout(1_000);
  await supervisor.getByRole("button", { name: /^通过/ }).first().click();
  await expect
    .poll(async () => (await visitsAt(supervisor, name)).find((one) => one.id === visitId)?.state)
    .toBe("approved");
});

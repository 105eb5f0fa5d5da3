/** Accessibility rules (WCAG 2.2 A and AA, by axe) on the built screens, in the three themes and at 200 % text. */
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, expect, type Page, test } from "@playwright/test";
import { DEMO_PASSWORD } from "../../src/server/demo/staff.ts";
import { chromiumArgs, chromiumPath } from "../support/chromium.ts";
import { openPhone, type Phone } from "../support/phone.ts";
import { type Product, startProduct } from "../support/product.ts";
import { firstToVisit, getReady, signIn, startVisit } from "./patroller.ts";

let product: Product;
let phone: Phone;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  product = await startProduct();
});

test.afterAll(async () => {
  await phone?.end();
  await product?.end();
});

async function check(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    // Sizes are measured by test/browser/screens-layout: axe counts what the docked bar happens to cover as too small.
    .disableRules(["target-size"])
    .analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.target.join(" "))
        .slice(0, 3)
        .join(" | ")}`,
  );
  expect(found, where).toEqual([]);
}

/** Colours move for a moment when the theme changes. */
async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
  }, theme);
  await page.waitForTimeout(500);
}

async function checkThemes(page: Page, where: string): Promise<void> {
  for (const theme of ["light", "dark", "sunlight"]) {
    await setTheme(page, theme);
    await check(page, `${where}, ${theme}`);
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "light";
    document.documentElement.style.setProperty("--scale", "2");
  });
  await check(page, `${where}, 200 %`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${where} scrolls sideways at 200 %`).toBeLessThanOrEqual(0);
  await page.evaluate(() => document.documentElement.style.setProperty("--scale", "1"));
}

test("[axe] every patroller screen", async () => {
  phone = await openPhone(product.url);
  const page = phone.page;
  await expect(page.getByLabel("账号")).toBeVisible();
  await checkThemes(page, "sign-in");
  await signIn(page, "patroller2", DEMO_PASSWORD);
  await getReady(page);
  await checkThemes(page, "today");
  await page.getByRole("link", { name: /待传/ }).click();
  await checkThemes(page, "outbox");
  await page.getByRole("link", { name: /我的/ }).click();
  await checkThemes(page, "me");
  await page.getByRole("link", { name: /今日/ }).click();
  await (await firstToVisit(page)).open();
  await expect(page.getByRole("heading", { name: "老人档案" })).toBeVisible();
  await checkThemes(page, "elder");
  await startVisit(page);
  await checkThemes(page, "visit");
  await page.getByRole("button", { name: /SOS/ }).first().click();
  await check(page, "sos");
  await page.keyboard.press("Escape");
  for (let n = 0; n < 8; n++) {
    const summary = page.getByRole("button", { name: "看小结" });
    if (await summary.isVisible()) {
      await summary.click();
      break;
    }
    await page.getByRole("button", { name: "下一处" }).click();
  }
  await expect(page.getByRole("heading", { name: "确认小结" })).toBeVisible();
  await checkThemes(page, "summary");
});

test("[axe] the console", async () => {
  const executablePath = chromiumPath();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(`${product.url}/console/`);
  await expect(page.getByLabel("账号")).toBeVisible();
  await check(page, "console sign-in");
  await signIn(page, "supervisor1", DEMO_PASSWORD);
  await expect(page.getByText("五维答案")).toBeVisible();
  for (const theme of ["light", "dark"]) {
    await setTheme(page, theme);
    await check(page, `review, ${theme}`);
  }
  await browser.close();
});

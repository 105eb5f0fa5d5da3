/** What a patroller does on the phone, in the words on the screen. */
import { expect, type Page } from "@playwright/test";

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("账号").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** Waits for the first download and the service worker, so that the phone may leave the network. */
export async function getReady(page: Page): Promise<void> {
  await page.getByRole("button", { name: "开始", exact: true }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "今日巡视" })).toBeVisible();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Name on the first card that wants a visit. */
export async function firstToVisit(page: Page): Promise<{ name: string; open: () => Promise<void> }> {
  const card = page.locator("section[aria-labelledby=group-overdue] a, section[aria-labelledby=group-today] a").first();
  await expect(card).toBeVisible();
  const name = (await card.locator(".elder-card-who b").innerText()).trim();
  return { name, open: () => card.click() };
}

export async function startVisit(page: Page): Promise<void> {
  await page.getByRole("button", { name: /开始巡视|继续填/ }).click();
  await expect(page.getByRole("heading", { name: "到场签到" })).toBeVisible();
  await page
    .getByRole("button", { name: /开始巡视|先进门，稍后补/ })
    .first()
    .click();
  await expect(page.getByText("坐下聊").first()).toBeVisible();
}

/** Mildest answer to every single-choice question in sight that has none, then the shortcut for the rest. */
export async function fillPlace(page: Page): Promise<void> {
  for (let n = 0; n < 40; n++) {
    const groups = page.locator("article.visit-item [role=radiogroup]:not(:has(input:checked))");
    const red = page.locator("article.visit-item:has(.visit-redline) [role=radiogroup]:not(:has(input:checked))");
    if ((await red.count()) > 0) {
      await red.first().locator("label").first().click();
      continue;
    }
    const rest = page.getByRole("button", { name: "这里其余无异常" });
    if (await rest.isVisible()) {
      await rest.click();
      return;
    }
    if ((await groups.count()) === 0) return;
    await groups.first().locator("label").first().click();
  }
}

/** To the place named, if the page has not moved on by itself. */
export async function goOn(page: Page, place: string): Promise<void> {
  const there = page.getByRole("heading", { name: place, level: 1 });
  if (!(await there.isVisible())) await page.getByRole("button", { name: "下一处" }).click();
  await expect(there).toBeVisible();
}

/** Goes through the places as one walks, to the summary. */
export async function fillToSummary(page: Page): Promise<void> {
  for (let n = 0; n < 20; n++) {
    await fillPlace(page);
    const summary = page.getByRole("button", { name: "看小结" });
    if (await summary.isVisible()) {
      await summary.click();
      break;
    }
    const next = page.getByRole("button", { name: "下一处" });
    if (await next.isVisible()) await next.click();
  }
  await expect(page.getByRole("heading", { name: "确认小结" })).toBeVisible();
}

export async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: /完成，存到本机|改好，存到本机/ }).click();
  await expect(page.getByRole("heading", { name: "已保存在本机" })).toBeVisible();
}

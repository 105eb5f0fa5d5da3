/** An office begins with an empty database: three commands beside the running server, then a patroller and a visit. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { openPhone, type Phone } from "../support/phone.ts";
import { type Product, startProduct } from "../support/product.ts";
import { fillToSummary, save, signIn } from "./patroller.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let product: Product;
let phone: Phone;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  product = await startProduct({ DEMO: "0" });
});

test.afterAll(async () => {
  await phone?.end();
  await product?.end();
});

async function command(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["dist/server/cli.js", ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: product.dataDir, DEMO: "0" },
  });
  return stdout;
}

test("[office] areas, people and a roster make an empty database usable; work waits while signed out, and nothing is lost", async () => {
  await command("areas", "src/server/areas/areas.csv");
  const people = await command("people", "docs/examples/people.csv");
  const once = people
    .split("\n")
    .find((line) => line.includes("xun1"))
    ?.match(/\bxun1\b\s+.*?(\S{10,})\s*$/)?.[1];
  expect(once, people).toBeTruthy();
  await command("roster", "docs/examples/roster.csv");

  phone = await openPhone(product.url, { position: "denied" });
  const page = phone.page;
  await signIn(page, "xun1", once ?? "");
  // A one-time password is changed before anything else.
  await expect(page.getByRole("heading", { name: "设新密码" })).toBeVisible();
  await page.getByLabel("新密码", { exact: true }).fill("tianqi-hao-2026");
  await page.getByLabel("新密码再写一遍").fill("tianqi-hao-2026");
  await page.getByRole("button", { name: "换成新密码" }).click();
  await page.getByRole("button", { name: "开始", exact: true }).click();

  // Nobody is overdue after an import; the home is found by its door.
  await page.getByRole("button", { name: "找老人" }).click();
  await page.getByRole("searchbox").or(page.getByRole("textbox")).first().fill("3-2-402");
  await page.getByRole("link", { name: /虚构秀兰/ }).click();

  // Position denied: told how to allow it, and the visit goes on.
  await page.getByRole("button", { name: /开始巡视/ }).click();
  await expect(page.getByText("手机没让巡安用定位")).toBeVisible();
  await page.getByRole("button", { name: "先进门，稍后补" }).click();
  await fillToSummary(page);

  // Signed out behind the patroller's back: saved all the same, waiting, and delivered after signing in again.
  await phone.context.clearCookies();
  await save(page);
  await page.getByRole("button", { name: "回今日" }).click();
  await page.getByRole("link", { name: /待传/ }).click();
  await expect(page.getByText(/登录过期了/).first()).toBeVisible();
  await expect(page.getByRole("article", { name: /虚构秀兰/ })).toContainText("等待上传");
  await page.getByRole("button", { name: "重新登录" }).first().click();
  await signIn(page, "xun1", "tianqi-hao-2026");
  await page.getByRole("link", { name: /待传/ }).click();
  await expect(page.getByRole("article", { name: /虚构秀兰/ })).toContainText("已上传", { timeout: 40_000 });
});

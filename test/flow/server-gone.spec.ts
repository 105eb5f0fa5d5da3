/** The server goes in the middle of a download and of an upload: everything goes on from where it was, once. */
import { expect, test } from "@playwright/test";
import { DEMO_PASSWORD } from "../../src/server/demo/staff.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { openPhone, type Phone } from "../support/phone.ts";
import { type Product, startProduct } from "../support/product.ts";
import { firstToVisit, getReady, save, signIn, startVisit } from "./patroller.ts";

let product: Product;
let net: FaultProxy;
let phone: Phone;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  product = await startProduct();
  net = await startFaultProxy(product.port);
});

test.afterAll(async () => {
  await phone?.end();
  await net?.close();
  await product?.end();
});

test("[K2] [K5] cut in the first download, killed in the middle of a push: resumed, and delivered once", async () => {
  phone = await openPhone(net.url);
  const { page } = phone;
  await expect(page.getByLabel("账号")).toBeVisible();
  net.plant(/sync\/pull/, { kind: "cut-reply", afterBytes: 4_000 });
  await signIn(page, "patroller4", DEMO_PASSWORD);
  await getReady(page);
  expect(net.log.filter((one) => one.fault === "cut-reply")).toHaveLength(1);

  net.disconnect();
  const { name, open } = await firstToVisit(page);
  await open();
  await startVisit(page);
  while (!(await page.getByRole("button", { name: "看小结" }).isVisible())) {
    await page.getByRole("button", { name: "下一处" }).click();
  }
  await page.getByRole("button", { name: "看小结" }).click();
  await save(page);
  await page.getByRole("button", { name: "回今日" }).click();
  await page.getByRole("link", { name: /待传/ }).click();

  // The server is killed with the push in its hands, and comes back.
  let killed: Promise<void> | undefined;
  net.plant(/sync\/push/, {
    kind: "meanwhile",
    run: () => {
      killed = product.kill();
    },
  });
  net.connect();
  await page.getByRole("button", { name: "立即上传" }).click();
  await expect.poll(() => killed !== undefined).toBe(true);
  await killed;
  await expect(page.getByRole("article", { name: new RegExp(name) })).toBeVisible();
  await product.start();
  await page.getByRole("button", { name: "立即上传" }).click();
  await expect(page.getByRole("article", { name: new RegExp(name) })).toContainText("已上传", { timeout: 60_000 });

  const signedIn = await fetch(`${product.url}/api/console/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login: "supervisor1", password: DEMO_PASSWORD }),
  });
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const list = await fetch(`${product.url}/api/console/visits?order=newest&q=${encodeURIComponent(name)}`, {
    headers: { cookie },
  });
  const { items } = (await list.json()) as { items: { occurredAt: string }[] };
  const justNow = items.filter((item) => Date.now() - Date.parse(item.occurredAt) < 600_000);
  expect(justNow).toHaveLength(1);
});

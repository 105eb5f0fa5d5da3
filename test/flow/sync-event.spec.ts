/** Where a browser has Background Sync, the service worker delivers with no page open, by the same code. */
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

test("[K2] the sync event delivers what waits while no page is open, and the page finds it settled", async () => {
  phone = await openPhone(net.url);
  const { page, context } = phone;
  await signIn(page, "patroller5", DEMO_PASSWORD);
  await getReady(page);
  net.disconnect();
  const { name, open } = await firstToVisit(page);
  await open();
  await startVisit(page);
  while (!(await page.getByRole("button", { name: "看小结" }).isVisible())) {
    await page.getByRole("button", { name: "下一处" }).click();
  }
  await page.getByRole("button", { name: "看小结" }).click();
  await save(page);

  const devtools = await context.newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registration;

  // Nothing of the app is open any more: only the service worker can do it.
  await page.goto("about:blank");
  net.connect();
  const pushes = () => net.log.filter((one) => one.path.includes("/sync/push") && one.status === 200).length;
  const pulls = () => net.log.filter((one) => one.path.includes("/sync/pull")).length;
  const before = pushes();
  const pulledBefore = pulls();
  await devtools.send("ServiceWorker.dispatchSyncEvent", {
    origin: net.url,
    registrationId,
    tag: "outbox",
    lastChance: false,
  });
  await expect.poll(pushes, { timeout: 30_000 }).toBe(before + 1);
  expect(pulls(), "the service worker never pulls").toBe(pulledBefore);

  net.disconnect();
  await page.goto(`${net.url}/outbox`);
  await expect(page.getByRole("article", { name: new RegExp(name) })).toContainText("已上传");
});

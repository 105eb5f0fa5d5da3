/** A patroller's phone: Chromium with a profile on disk at 360×640, that can be killed and opened again. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { chromiumArgs, chromiumPath } from "./chromium.ts";

export type Phone = {
  context: BrowserContext;
  page: Page;
  /** Waits until the sign-in has reached the disk: Chromium writes cookies up to 30 s late, and a kill before that signs out. */
  signInSettled(): Promise<void>;
  /** SIGKILL every process of this browser. */
  kill(): Promise<void>;
  /** Opens it again with the same profile; Background Sync is denied, as on phones without Play services. */
  open(): Promise<Page>;
  end(): Promise<void>;
};

const home = { latitude: 39.9123, longitude: 116.3661, accuracy: 18 };

function processesOf(profile: string): string[] {
  try {
    return execFileSync("pgrep", ["-f", `user-data-dir=${profile}`], { encoding: "utf8" })
      .split("\n")
      .filter(Boolean);
  } catch {
    return [];
  }
}

export async function openPhone(url: string, options: { position?: "home" | "denied" } = {}): Promise<Phone> {
  const profile = mkdtempSync(join(tmpdir(), "xunan-phone-"));
  const executablePath = chromiumPath();

  const phone = {
    async open() {
      rmSync(join(profile, "SingletonLock"), { force: true });
      phone.context = await chromium.launchPersistentContext(profile, {
        ...(executablePath ? { executablePath } : {}),
        args: chromiumArgs,
        viewport: { width: 360, height: 640 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        geolocation: home,
        permissions: options.position === "denied" ? [] : ["geolocation"],
      });
      phone.context.setDefaultTimeout(20_000);
      phone.page = phone.context.pages()[0] ?? (await phone.context.newPage());
      await phone.page.goto(url);
      return phone.page;
    },
    async signInSettled() {
      const onDisk = () =>
        ["Cookies", "Cookies-wal", "Cookies-journal"].some((name) => {
          const file = join(profile, "Default", name);
          return existsSync(file) && readFileSync(file).includes("__Host-xunan-phone");
        });
      while (!onDisk()) await new Promise((resolve) => setTimeout(resolve, 250));
    },
    async kill() {
      const closed = new Promise((resolve) => phone.context.once("close", resolve));
      for (const pid of processesOf(profile)) {
        try {
          process.kill(Number(pid), "SIGKILL");
        } catch {
          // Gone already: its parent was killed first.
        }
      }
      await closed;
      while (processesOf(profile).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    async end() {
      await phone.context.close().catch(() => undefined);
      rmSync(profile, { recursive: true, force: true });
    },
  } as Phone;
  await phone.open();
  return phone;
}

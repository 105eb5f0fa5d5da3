/** Where the browser for tests is: what boot.mjs found, or $CHROMIUM; absent means Playwright's own. */
import { existsSync, readFileSync } from "node:fs";

const NOTE = new URL("../../node_modules/.cache/xunan/chromium", import.meta.url);

export function chromiumPath(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const noted = existsSync(NOTE) ? readFileSync(NOTE, "utf8").trim() : "";
  return noted === "" ? undefined : noted;
}

/** Works as root and without a network of its own. */
export const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

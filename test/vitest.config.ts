import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const define = { __APP_VERSION__: JSON.stringify("0.0.0-test") };

/** Pure rules · server over real HTTP and PostgreSQL · replica, sync and screens in real Chromium. */
export default defineConfig({
  root,
  test: {
    projects: [
      { root, define, test: { name: "domain", include: ["test/domain/**/*.test.ts"] } },
      {
        root,
        define,
        test: {
          name: "server",
          include: ["test/server/**/*.test.ts"],
          globalSetup: ["test/support/postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        define,
        plugins: [solid()],
        optimizeDeps: { include: ["dexie", "idb-keyval", "comlink", "zod/mini", "solid-js", "solid-js/web"] },
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
                args: [
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-quic",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                ],
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});

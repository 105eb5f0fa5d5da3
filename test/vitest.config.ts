import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { chromiumArgs, chromiumPath } from "./support/chromium.ts";
import { POSTGRES_15 } from "./support/postgres-places.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const executablePath = chromiumPath();
const define = { __APP_VERSION__: JSON.stringify("0.0.0-test") };

/**
 * The server's tests, on one PostgreSQL; test/support/postgres.ts reads which one from the name. start.test.ts is about
 * the embedded database alone.
 */
const server = (name: string, exclude: string[] = []) => ({
  root,
  define,
  test: {
    name,
    include: ["test/server/**/*.test.ts"],
    exclude,
    globalSetup: ["test/support/postgres.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
const serverProjects = [server("server")];
if (existsSync(`${POSTGRES_15}/postgres`)) serverProjects.push(server("server-pg15", ["test/server/start.test.ts"]));
else console.warn(`No PostgreSQL 15 in ${POSTGRES_15}: the server tests run on the embedded one only.`);

/** Pure rules · server over real HTTP and PostgreSQL · replica, sync and screens in real Chromium. */
export default defineConfig({
  root,
  test: {
    projects: [
      { root, define, test: { name: "domain", include: ["test/domain/**/*.test.ts"] } },
      { root, define, test: { name: "sim", include: ["test/sim/**/*.test.ts"] } },
      ...serverProjects,
      {
        root,
        define,
        plugins: [solid()],
        optimizeDeps: {
          include: [
            "dexie",
            "idb-keyval",
            "comlink",
            "zod/mini",
            "solid-js",
            "solid-js/web",
            "solid-js/store",
            "@solidjs/router",
            "@solid-primitives/i18n",
            "leaflet",
          ],
        },
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});

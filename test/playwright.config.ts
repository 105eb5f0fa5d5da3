import { defineConfig } from "@playwright/test";

/** The whole product as people use it: the built server, a real browser with a profile on disk, one thing at a time. */
export default defineConfig({
  testDir: "flow",
  outputDir: "../test-results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
});

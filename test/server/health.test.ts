import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "../../src/server/app.ts";
import { openDatabase } from "../../src/server/db/connection.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
const webDir = mkdtempSync(join(tmpdir(), "xunan-web-"));
beforeAll(async () => {
  mkdirSync(join(webDir, "assets"));
  mkdirSync(join(webDir, "console"));
  writeFileSync(join(webDir, "index.html"), "phone");
  writeFileSync(join(webDir, "console/index.html"), "console");
  writeFileSync(join(webDir, "sw.js"), "//");
  writeFileSync(join(webDir, "manifest.webmanifest"), "{}");
  writeFileSync(join(webDir, "assets/app-abc123.js"), `"${"x".repeat(5_000)}"`);
  server = await startTestServer({ webDir });
});
afterAll(async () => {
  await server.close();
  rmSync(webDir, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => server.browser().request(path, { headers });

describe("the apps as files", () => {
  it.each([
    ["/", "phone"],
    ["/elder/1", "phone"],
    ["/visit/1/summary", "phone"],
    ["/console/", "console"],
    ["/console", "console"],
    ["/console/visits/1", "console"],
  ])("%s opens the %s app, fresh", async (path, text) => {
    const answer = await get(path);
    expect([answer.status, await answer.text()]).toEqual([200, text]);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  });

  it("keeps hashed files for ever and asks for the others each time", async () => {
    expect((await get("/assets/app-abc123.js")).headers.get("cache-control")).toContain("immutable");
    for (const path of ["/sw.js", "/manifest.webmanifest"]) {
      expect((await get(path)).headers.get("cache-control")).toBe("no-cache");
    }
    // Not through fetch, which adds a `cache-control: no-cache` of its own.
    const tag = String((await server.app.inject("/sw.js")).headers["etag"]);
    expect((await server.app.inject({ url: "/sw.js", headers: { "if-none-match": tag } })).statusCode).toBe(304);
  });

  it("answers a file that is not there with 404, not with the app", async () => {
    for (const path of ["/assets/gone-1.js", "/favicon.ico", "/api/none", "/../package.json", "/%2e%2e/package.json"]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });

  it("is sent compressed", async () => {
    for (const encoding of ["gzip", "br"]) {
      const answer = await get("/assets/app-abc123.js", { "accept-encoding": encoding });
      expect(answer.headers.get("content-encoding")).toBe(encoding);
      expect((await answer.text()).length).toBe(5_002);
    }
  });

  it("may load from here only, and may not be framed", async () => {
    const policy = (await get("/")).headers.get("content-security-policy") ?? "";
    for (const part of [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self';",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toContain("unsafe-eval'; script");
    expect(policy).not.toMatch(/https?:|\*/);
  });
});

describe("health", () => {
  it("says alive and ready", async () => {
    expect((await get("/healthz")).status).toBe(200);
    const ready = await get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, database: true, migrated: true }]);
  });

  it("is not ready while a migration is missing", async () => {
    await server.test.query("delete from migrations");
    const behind = await get("/readyz");
    expect([behind.status, await behind.json()]).toEqual([503, { ready: false, database: true, migrated: false }]);
  });

  it("is alive but not ready without a database; requests are told when to try again", async () => {
    const gone = openDatabase({ connectionString: "postgres://me:geheim@127.0.0.1:9/none", stepDown: true });
    const { keys, settings, epoch } = server.app;
    const app = await buildApp({ database: gone, keys, settings, epoch, webDir: null, log: false });
    expect((await app.inject("/healthz")).statusCode).toBe(200);
    const ready = await app.inject("/readyz");
    expect([ready.statusCode, ready.json()]).toEqual([503, { ready: false, database: false, migrated: false }]);
    const answer = await app.inject({
      method: "POST",
      url: "/api/phone/sign-in",
      payload: { login: "a", password: "b" },
    });
    expect([answer.statusCode, answer.json().code, answer.headers["retry-after"]]).toEqual([
      503,
      "server.database-down",
      "5",
    ]);
    await app.close();
    await gone.close();
  });
});

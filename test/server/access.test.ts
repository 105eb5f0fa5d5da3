import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Access, ApiRoute } from "../../src/server/auth/access.ts";
import { registerAccess } from "../../src/server/auth/access.ts";
import type { Browser } from "../support/browser.ts";
import { areas, sideOf, startTestServer, type TestServer } from "../support/server.ts";

const roles = ["patroller", "supervisor", "admin"] as const;
let server: TestServer;
const browsers = new Map<string, Browser>();

beforeAll(async () => {
  server = await startTestServer();
  for (const role of roles) {
    await server.addUser({ login: role, role, areas: [areas.street] });
    browsers.set(role, await server.signIn(sideOf(role), role));
  }
  browsers.set("nobody", server.browser());
});
afterAll(() => server.close());

/** What the declaration promises a caller. */
function expected(access: Access, who: string): "in" | 401 | 403 {
  if (access === "public") return "in";
  const role = roles.find((name) => name === who);
  if (!role || sideOf(role) !== access.side) return 401;
  return access.roles.includes(role) ? "in" : 403;
}

async function call(
  browser: Browser,
  { method, url }: ApiRoute,
): Promise<{ status: number; code: string | undefined }> {
  const stop = new AbortController();
  const filled = url.replace(/:\w+/g, "00000000-0000-7000-8000-000000000000");
  const bare = method === "GET" || method === "HEAD";
  const answer = await browser.request(filled, {
    method,
    signal: stop.signal,
    ...(bare ? {} : { body: "{}", headers: { "content-type": "application/json" } }),
  });
  const json = answer.headers.get("content-type")?.includes("application/json") ?? false;
  const code = json && method !== "HEAD" ? ((await answer.json()) as { code?: string } | null)?.code : undefined;
  stop.abort();
  return { status: answer.status, code };
}

describe("who may call what [K8]", () => {
  it("every route × nobody, patroller, supervisor, admin, and the other side, as declared", async () => {
    // Signing out would end the sessions that the other rows need.
    const routes = server.app.apiRoutes.filter(({ url }) => !url.endsWith("/sign-out"));
    expect(routes.length).toBeGreaterThan(8);
    const wrong: string[] = [];
    for (const route of routes) {
      for (const [who, browser] of browsers) {
        const { status, code } = await call(browser, route);
        const want = expected(route.access, who);
        const refused =
          code === "session.none" || code === "session.wrong-role" || (status === 403 && code === undefined);
        // A handler that was reached may say anything but that the caller may not call it.
        const fits = want === "in" ? !refused && status < 500 : status === want;
        if (!fits) wrong.push(`${route.method} ${route.url} as ${who}: ${status} ${code}, expected ${want}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("nothing before a one-time password is changed, but to change it, to see who one is and to leave", async () => {
    const open: string[] = [];
    for (const role of roles) {
      await server.addUser({ login: `new-${role}`, role, areas: [areas.street], mustChangePassword: true });
      const browser = await server.signIn(sideOf(role), `new-${role}`);
      for (const route of server.app.apiRoutes) {
        if (route.method === "HEAD" || expected(route.access, role) !== "in" || route.access === "public") continue;
        const { code } = await call(browser, route);
        if (code !== "session.must-change-password") open.push(route.url);
      }
    }
    expect([...new Set(open)].sort()).toEqual([
      "/api/console/me",
      "/api/console/password",
      "/api/phone/me",
      "/api/phone/password",
    ]);
  });

  it("every route sends no answer of the API to a cache, and the security headers also with a refusal", async () => {
    for (const url of ["/api/phone/me", "/api/console/visits"]) {
      const answer = await server.browser().get(url);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("strict-transport-security")).toBeNull();
    }
  });

  it("a route that does not say so keeps the server from starting", () => {
    const app = fastify();
    registerAccess(app);
    expect(() => app.get("/api/open-door", () => "")).toThrow(/\/api\/open-door does not declare who may call it/);
    expect(() => app.get("/healthz", () => "")).not.toThrow();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { areas, PASSWORD, startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.addUser({ login: "li", role: "patroller", areas: [areas.community], name: "李巡" });
  await server.addUser({ login: "wang", role: "supervisor", areas: [areas.street], name: "王督" });
  await server.addUser({ login: "root", role: "admin" });
});
afterAll(() => server.close());

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe("signing in", () => {
  it("says who one is and where one works, and so does `me`", async () => {
    const browser = server.browser();
    const answer = await browser.post("/api/phone/sign-in", { login: " LI ", password: PASSWORD });
    expect(answer.status).toBe(200);
    const me = await answer.json();
    expect(me).toMatchObject({
      user: { login: "li", name: "李巡", role: "patroller", areas: [{ code: areas.community, name: "一社区" }] },
      mustChangePassword: false,
      demo: false,
      epoch: server.app.epoch,
    });
    const again = await (await browser.get("/api/phone/me")).json();
    expect({ ...again, serverTime: "" }).toEqual({ ...me, serverTime: "" });
  });

  it("gives a cookie that scripts cannot read, that stays on this site, and of which only a hash is stored", async () => {
    const browser = server.browser();
    const answer = await browser.post("/api/phone/sign-in", { login: "li", password: PASSWORD });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-xunan-phone=[\w-]{43};/);
    for (const part of ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"]) expect(cookie).toContain(part);
    expect(cookie).not.toContain("Domain");
    expect(Number(/Max-Age=(\d+)/.exec(cookie ?? "")?.[1])).toBe(30 * 86_400);
    const token = browser.cookies.get("__Host-xunan-phone") ?? "";
    const rows = await server.test.query("select token_hash from sessions");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows.map((row) => (row["token_hash"] as Buffer).toString("utf8")))).not.toContain(token);
  });

  it("keeps phone and console apart, by cookie and by role", async () => {
    const desk = await server.signIn("console", "wang");
    expect([...desk.cookies.keys()]).toEqual(["__Host-xunan-console"]);
    expect((await desk.get("/api/console/me")).status).toBe(200);
    expect((await desk.get("/api/phone/me")).status).toBe(401);
    // A stolen value does not work under the other name either.
    desk.cookies.set("__Host-xunan-phone", desk.cookies.get("__Host-xunan-console") ?? "");
    expect((await desk.get("/api/phone/me")).status).toBe(401);
    for (const [side, login] of [
      ["console", "li"],
      ["phone", "wang"],
      ["phone", "root"],
    ] as const) {
      const answer = await server.browser().post(`/api/${side}/sign-in`, { login, password: PASSWORD });
      expect(answer.status).toBe(403);
      expect(await codeOf(answer)).toBe("session.wrong-role");
    }
  });

  it("answers an unknown account and a wrong password alike, in words and in time", async () => {
    const time = async (login: string) => {
      const start = performance.now();
      const answer = await server.browser().post("/api/console/sign-in", { login, password: "not it" });
      return { ms: performance.now() - start, status: answer.status, body: await answer.text() };
    };
    const known = [await time("root"), await time("root"), await time("root")];
    const unknown = [await time("nobody"), await time("nobody"), await time("nobody")];
    expect(known[0]?.status).toBe(401);
    expect(known[0]?.body).toBe(unknown[0]?.body);
    // Both ran argon2, which takes tens of milliseconds; without it an answer takes about five.
    const fastest = (all: { ms: number }[]) => Math.min(...all.map(({ ms }) => ms));
    expect(fastest(unknown)).toBeGreaterThan(fastest(known) / 2);
    await server.test.query("delete from sign_in_failures");
  });

  it("starts a new session each time and ends the old one of this browser", async () => {
    const browser = await server.signIn("phone", "li");
    const before = browser.cookies.get("__Host-xunan-phone") ?? "";
    await browser.post("/api/phone/sign-in", { login: "li", password: PASSWORD });
    expect(browser.cookies.get("__Host-xunan-phone")).not.toBe(before);
    const old = server.browser();
    old.cookies.set("__Host-xunan-phone", before);
    expect((await old.get("/api/phone/me")).status).toBe(401);
  });

  it("notes the phone it came from", async () => {
    const device = crypto.randomUUID();
    await server.signIn("phone", "li", device);
    const [row] = await server.test.query(
      "select u.login from devices d join users u using (user_id) where device_id = $1",
      [device],
    );
    expect(row).toEqual({ login: "li" });
    await server.signIn("phone", "li", device);
    const sessions = await server.test.query("select 1 from sessions where device_id = $1", [device]);
    expect(sessions).toHaveLength(1);
  });
});

describe("wrong passwords", () => {
  const guess = (login: string) => server.browser().post("/api/console/sign-in", { login, password: "not it" });

  it("make an account wait after five, the right password too, and say how long", async () => {
    await server.addUser({ login: "chen", role: "supervisor" });
    const statuses = [];
    for (let n = 0; n < 5; n++) statuses.push((await guess("chen")).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const sixth = await server.browser().post("/api/console/sign-in", { login: "CHEN", password: PASSWORD });
    expect(sixth.status).toBe(429);
    const seconds = Number(sixth.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(25);
    expect(await sixth.json()).toEqual({
      code: "session.too-many",
      message: `试的次数太多，请 ${seconds} 秒后再试。`,
      retryAfterS: seconds,
    });
    // The wait is over: the right password opens, and the count is back at nothing.
    await server.test.query("update sign_in_failures set last_at = last_at - interval '31 seconds'");
    expect((await server.browser().post("/api/console/sign-in", { login: "chen", password: PASSWORD })).status).toBe(
      200,
    );
    expect((await guess("chen")).status).toBe(401);
  });

  it("wait longer each time, fifteen minutes at most", async () => {
    await server.addUser({ login: "zhao", role: "supervisor" });
    for (let n = 0; n < 5; n++) await guess("zhao");
    const waits = [];
    for (let n = 0; n < 8; n++) {
      waits.push(Number((await guess("zhao")).headers.get("retry-after")));
      await server.test.query("update sign_in_failures set last_at = now() - interval '901 seconds'");
      await guess("zhao");
    }
    expect(waits.map((s) => Math.round(s / 30) * 30)).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it("count one by one though they come at once", async () => {
    await server.addUser({ login: "sun", role: "supervisor" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess("sun")));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it("make an address wait that tries many accounts", async () => {
    await server.test.query("delete from sign_in_failures");
    await server.test.query("insert into sign_in_failures values ($1, 50, now())", [
      server.keys.idHash("address 127.0.0.1"),
    ]);
    expect((await guess("somebody-else")).status).toBe(429);
    await server.test.query("delete from sign_in_failures");
  });

  it("leave neither names nor addresses in the table", async () => {
    await guess("geheimer-name");
    const rows = await server.test.query("select encode(subject_hash, 'escape') as text from sign_in_failures");
    expect(rows.length).toBe(2);
    expect(JSON.stringify(rows)).not.toMatch(/geheimer-name|127\.0\.0\.1/);
    await server.test.query("delete from sign_in_failures");
  });
});

describe("a session", () => {
  it("ends at sign-out, at once and for good", async () => {
    const browser = await server.signIn("phone", "li");
    const token = browser.cookies.get("__Host-xunan-phone") ?? "";
    expect((await browser.post("/api/phone/sign-out", {})).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    browser.cookies.set("__Host-xunan-phone", token);
    expect(await codeOf(await browser.get("/api/phone/me"))).toBe("session.none");
    expect((await server.browser().post("/api/phone/sign-out", {})).status).toBe(204);
  });

  it("ends when the account is disabled, and cannot begin again", async () => {
    await server.addUser({ login: "gone", role: "patroller" });
    const browser = await server.signIn("phone", "gone");
    await server.test.query("update users set disabled_at = now() where login = 'gone'");
    expect((await browser.get("/api/phone/me")).status).toBe(401);
    const again = await server.browser().post("/api/phone/sign-in", { login: "gone", password: PASSWORD });
    expect(await codeOf(again)).toBe("session.wrong-password");
  });

  it("loses a right the moment the role is taken away", async () => {
    await server.addUser({ login: "was-admin", role: "admin" });
    const browser = await server.signIn("console", "was-admin");
    await server.test.query("update users set role = 'patroller' where login = 'was-admin'");
    expect(await codeOf(await browser.get("/api/console/me"))).toBe("session.wrong-role");
  });

  it("of a phone slides for 30 days; of the console ends after 12 idle hours, or 7 days in all", async () => {
    const phone = await server.signIn("phone", "li");
    const age = (login: string, hours: number, created = hours) =>
      server.test.query(
        `update sessions set last_seen_at = now() - make_interval(hours => $2), created_at = now() - make_interval(hours => $3),
           expires_at = expires_at - make_interval(hours => $2)
         where user_id = (select user_id from users where login = $1)`,
        [login, hours, created],
      );
    await age("li", 29 * 24);
    const slid = await phone.get("/api/phone/me");
    expect(slid.status).toBe(200);
    expect(slid.headers.getSetCookie()[0]).toContain(`Max-Age=${30 * 86_400}`);
    await age("li", 31 * 24);
    expect((await phone.get("/api/phone/me")).status).toBe(401);

    const desk = await server.signIn("console", "wang");
    await age("wang", 11);
    expect((await desk.get("/api/console/me")).status).toBe(200);
    await age("wang", 6, 7 * 24 - 1);
    const late = await desk.get("/api/console/me");
    // One hour of its seven days is left, and no request makes it more.
    expect(Number(/Max-Age=(\d+)/.exec(late.headers.getSetCookie()[0] ?? "")?.[1])).toBeLessThanOrEqual(3_600);
    await age("wang", 2, 7 * 24 + 1);
    expect((await desk.get("/api/console/me")).status).toBe(401);
  });
});

describe("a one-time password", () => {
  it("opens nothing but the change of itself", async () => {
    await server.addUser({ login: "fresh", role: "patroller", mustChangePassword: true });
    const other = await server.signIn("phone", "fresh");
    const browser = await server.signIn("phone", "fresh");
    expect((await (await browser.get("/api/phone/me")).json()).mustChangePassword).toBe(true);

    const weak = [
      "short1",
      "12345678",
      "password",
      "P@ssw0rd2026",
      "fresh2026",
      "aaaaaaaa",
      "qwertyuiop",
      "19520314",
      "woaini1314",
      "qwer4321",
      PASSWORD,
    ];
    for (const next of weak) {
      const answer = await browser.post("/api/phone/password", { current: PASSWORD, next });
      expect([next, answer.status, await codeOf(answer)]).toEqual([next, 400, "password.too-weak"]);
    }
    const wrong = await browser.post("/api/phone/password", { current: "not it", next: "三里屯的柿子树" });
    expect(wrong.status).toBe(401);

    const next = "柿子红了的时候x9";
    expect((await browser.post("/api/phone/password", { current: PASSWORD, next })).status).toBe(204);
    expect((await (await browser.get("/api/phone/me")).json()).mustChangePassword).toBe(false);
    // The other browser, signed in with the old password, is out.
    expect((await other.get("/api/phone/me")).status).toBe(401);
    expect((await server.browser().post("/api/phone/sign-in", { login: "fresh", password: next })).status).toBe(200);
    expect((await server.browser().post("/api/phone/sign-in", { login: "fresh", password: PASSWORD })).status).toBe(
      401,
    );
  });
});

describe("requests of other sites and broken ones", () => {
  const signIn = (headers: Record<string, string>, body = JSON.stringify({ login: "li", password: PASSWORD })) =>
    server.browser().request("/api/phone/sign-in", { method: "POST", body, headers });

  it("are refused by where they come from and by what a form can send", async () => {
    for (const site of ["cross-site", "same-site"]) {
      const answer = await signIn({ "content-type": "application/json", "sec-fetch-site": site });
      expect(await codeOf(answer)).toBe("request.cross-site");
    }
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      " text/plain;charset=utf-8",
    ]) {
      expect(await codeOf(await signIn({ "content-type": type }))).toBe("request.cross-site");
    }
    for (const site of ["same-origin", "none"]) {
      expect((await signIn({ "content-type": "application/json", "sec-fetch-site": site })).status).toBe(200);
    }
  });

  it("name the field that is wrong and never its content", async () => {
    const json = { "content-type": "application/json" };
    const cases: [string, string][] = [
      ["{", "JSON"],
      ["[]", "JSON"],
      [JSON.stringify({ login: "li" }), "password"],
      [JSON.stringify({ login: 7, password: "geheim" }), "login"],
      [JSON.stringify({ login: "li", password: "geheim", role: "admin" }), "role"],
      [JSON.stringify({ login: "li", password: "geheim", device: "../etc" }), "device"],
    ];
    for (const [body, field] of cases) {
      const answer = await signIn(json, body);
      expect(await answer.json()).toEqual({ code: "request.invalid", message: `内容不合要求：${field}` });
      expect(answer.status).toBe(400);
    }
    const huge = await signIn(json, JSON.stringify({ login: "li", password: "x".repeat(2_000_000) }));
    expect(await codeOf(huge)).toBe("request.too-large");
    expect(await codeOf(await server.browser().get("/api/phone/nothing-here"))).toBe("request.not-found");
  });
});

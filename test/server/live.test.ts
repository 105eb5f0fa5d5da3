import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "../../src/server/app.ts";
import { system } from "../../src/server/db/connection.ts";
import { createChangeFeed } from "../../src/server/live/change-feed.ts";
import { nextVersion } from "../../src/server/sync/changes.sql.ts";
import { Browser } from "../support/browser.ts";
import { addElder, aRecord } from "../support/elders.ts";
import { areas, startTestServer, type TestServer } from "../support/server.ts";
import { TestPhone } from "../support/test-phone.ts";

let server: TestServer;
let phone: TestPhone;
let supervisor: Browser;
beforeAll(async () => {
  server = await startTestServer();
  phone = await TestPhone.signedIn(server, "li", [areas.district]);
  await server.addUser({ login: "zhao", role: "supervisor", areas: [areas.street] });
  supervisor = await server.signIn("console", "zhao");
});
afterAll(() => server.close());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A console's stream of events, read in the background. */
class Stream {
  text = "";
  ended = false;
  readonly response: Response;
  readonly #stop: AbortController;
  constructor(response: Response, stop: AbortController) {
    this.response = response;
    this.#stop = stop;
    void this.#read();
  }
  static async open(browser: Browser): Promise<Stream> {
    const stop = new AbortController();
    return new Stream(await browser.request("/api/console/live", { signal: stop.signal }), stop);
  }
  async #read(): Promise<void> {
    try {
      for await (const chunk of this.response.body ?? []) this.text += new TextDecoder().decode(chunk);
    } catch {
      // Closed by the test.
    }
    this.ended = true;
  }
  get pokes(): number {
    return this.text.split("event: poke").length - 1;
  }
  async poked(times = 1, withinMs = 5_000): Promise<void> {
    for (let waited = 0; this.pokes < times; waited += 20) {
      if (waited > withinMs) throw new Error(`poked ${this.pokes} times, not ${times}`);
      await wait(20);
    }
  }
  close(): void {
    this.#stop.abort();
  }
}

async function submit(community = areas.community): Promise<void> {
  const elder = await addElder(server.test, community, phone.userId);
  const [verdict] = await phone.push(phone.submit(aRecord(elder)));
  expect(verdict?.verdict).toBe("applied");
}

describe("live hints", () => {
  it("a poke without content after a push, and only where the supervisor may look [K8]", async () => {
    await server.addUser({ login: "foreign", role: "supervisor", areas: ["320302"] });
    const here = await Stream.open(supervisor);
    const elsewhere = await Stream.open(await server.signIn("console", "foreign"));
    expect(here.response.headers.get("content-type")).toContain("text/event-stream");
    expect(here.response.headers.get("x-accel-buffering")).toBe("no");
    expect(here.response.headers.get("cache-control")).toBe("no-store");
    expect(here.response.headers.get("content-encoding")).toBeNull();
    await submit();
    await here.poked();
    await wait(500);
    expect(here.text).toBe("retry: 3000\n\nevent: poke\ndata:\n\n");
    expect(elsewhere.pokes).toBe(0);
    await submit(areas.elsewhere);
    await elsewhere.poked();
    expect(here.pokes).toBe(1);
    here.close();
    elsewhere.close();
  });

  it("a decision pokes too, and a burst of changes is few pokes", async () => {
    const elder = await addElder(server.test, areas.community, phone.userId);
    const record = aRecord(elder);
    await phone.push(phone.submit(record));
    await wait(700);
    const stream = await Stream.open(supervisor);
    expect((await supervisor.post(`/api/console/visits/${record.visitId}/approve`, { revision: 1 })).status).toBe(200);
    await stream.poked();
    await wait(500);
    const before = stream.pokes;
    server.app.live.changed([areas.community]);
    for (let nth = 0; nth < 50; nth += 1) server.app.live.changed([areas.community, areas.other]);
    await stream.poked(before + 1);
    await wait(600);
    expect(stream.pokes).toBe(before + 1);
    stream.close();
  });

  it("no poke before the commit: nothing is said of a push that failed", async () => {
    const stream = await Stream.open(supervisor);
    await phone.push(phone.envelope("visit.dance", {}, areas.community));
    await wait(700);
    expect(stream.pokes).toBe(0);
    stream.close();
  });

  it("reaches consoles of every server process", async () => {
    const second = await buildApp({
      database: server.test.database,
      keys: server.keys,
      settings: server.app.settings,
      epoch: server.app.epoch,
      webDir: null,
      log: false,
    });
    const there = new Browser(await second.listen({ port: 0, host: "127.0.0.1" }));
    for (const [name, value] of supervisor.cookies) there.cookies.set(name, value);
    const stream = await Stream.open(there);
    await submit();
    await stream.poked();
    // A stop ends the streams instead of waiting for them.
    const began = Date.now();
    await second.close();
    expect(Date.now() - began).toBeLessThan(3_000);
    for (let waited = 0; !stream.ended && waited < 3_000; waited += 20) await wait(20);
    expect(stream.ended).toBe(true);
  });

  it("a change nobody gave a hint of is found by the slow poll; a lost connection listens again", async () => {
    const heard: string[] = [];
    const timing = { gatherMs: 10, pollMs: 200, retryMs: 100 };
    const feed = createChangeFeed(server.test.database, (communities) => heard.push(...communities), timing);
    await feed.start();
    await server.test.database.as(system, (db) => nextVersion(db, areas.other));
    for (let waited = 0; !heard.includes(areas.other) && waited < 5_000; waited += 20) await wait(20);
    expect(heard).toContain(areas.other);
    await feed.stop();

    const deaf = { gatherMs: 10, pollMs: 3_600_000, retryMs: 50 };
    const again: string[] = [];
    const listening = createChangeFeed(server.test.database, (communities) => again.push(...communities), deaf);
    await listening.start();
    await server.test.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()",
    );
    for (let tries = 0; !again.includes("123") && tries < 100; tries += 1) {
      listening.changed(["123"]);
      await wait(50);
    }
    expect(again).toContain("123");
    await listening.stop();
  });
});

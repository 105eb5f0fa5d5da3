/** A patroller's phone as the server sees it: numbers its envelopes, chains their hashes, keeps a cursor and rows. */
import { createHash } from "node:crypto";
import type { VisitRecord } from "../../src/domain/visit.ts";
import type { Body, Envelope } from "../../src/protocol/envelope.ts";
import type { Cursor, PullLine } from "../../src/protocol/pull.ts";
import type { PushAnswer, Verdict } from "../../src/protocol/push.ts";
import type { Browser } from "./browser.ts";
import { newId } from "./elders.ts";
import type { TestServer } from "./server.ts";

export type Row = { kind: string; id: string; community: string; elder?: string; version: number; row: unknown };

export class TestPhone {
  readonly browser: Browser;
  readonly userId: string;
  readonly device: string;
  /** Members of the next requests' heads that should differ. */
  head: Record<string, unknown> = {};
  #dseq = 0;
  #hash = "0".repeat(64);
  /** What the last whole pull left: the replica. */
  cursor: Cursor | null = null;
  rows = new Map<string, Row>();

  constructor(browser: Browser, userId: string, device: string) {
    this.browser = browser;
    this.userId = userId;
    this.device = device;
  }

  static async signedIn(server: TestServer, login: string, areas: string[], name?: string): Promise<TestPhone> {
    const userId = await server.addUser({ login, role: "patroller", areas, ...(name ? { name } : {}) });
    const device = newId();
    return new TestPhone(await server.signIn("phone", login, device), userId, device);
  }

  envelope(
    kind: string,
    args: unknown,
    lane: string,
    options: { body?: Record<string, unknown>; outer?: Record<string, unknown>; text?: string } = {},
  ): Envelope {
    const now = new Date().toISOString();
    const body: Body & Record<string, unknown> = {
      salt: newId(),
      kind,
      args,
      by: this.userId,
      device: this.device,
      app: "0.1.0",
      occurredAt: now,
      clock: { wall: now, mono: 1, boot: "boot", offsetMs: 0 },
      ...options.body,
    };
    const text = options.text ?? JSON.stringify(body);
    this.#dseq += 1;
    const envelope = {
      v: 1,
      id: newId(),
      dseq: this.#dseq,
      prevHash: this.#hash,
      lane,
      prio: 2,
      alg: "none" as const,
      body: text,
      ...options.outer,
    };
    this.#hash = createHash("sha256").update(text).digest("hex");
    return envelope;
  }

  submit(record: VisitRecord, options: Parameters<TestPhone["envelope"]>[3] = {}): Envelope {
    const { body, ...rest } = options;
    return this.envelope("visit.submit", record, record.elderId, {
      ...rest,
      body: { occurredAt: record.finishedAt, ...body },
    });
  }

  #request(more: object): object {
    return {
      protocol: 1,
      app: "0.1.0",
      device: this.device,
      epoch: null,
      pending: 0,
      wall: new Date().toISOString(),
      ...this.head,
      ...more,
    };
  }

  post(envelopes: unknown[]): Promise<Response> {
    return this.browser.post("/api/sync/push", this.#request({ envelopes }));
  }

  /** Verdicts in the order of the envelopes. */
  async push(...envelopes: unknown[]): Promise<Verdict[]> {
    const answer = await this.post(envelopes);
    if (answer.status !== 200) throw new Error(`push: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as PushAnswer).verdicts;
  }

  async pullResponse(cursor: Cursor | null = this.cursor): Promise<Response> {
    return this.browser.post("/api/sync/pull", this.#request({ cursor }));
  }

  async pullLines(cursor: Cursor | null = this.cursor): Promise<PullLine[]> {
    const answer = await this.pullResponse(cursor);
    if (answer.status !== 200) throw new Error(`pull: ${answer.status} ${await answer.text()}`);
    return parseLines(await answer.text());
  }

  /** A whole pull into the replica. */
  async pull(): Promise<PullLine[]> {
    const lines = await this.pullLines();
    this.take(lines);
    return lines;
  }

  /** Takes lines in as a phone does: nothing after the last mark counts. */
  take(lines: readonly PullLine[]): void {
    let waiting: PullLine[] = [];
    for (const line of lines) {
      if (line.t === "reset") {
        this.rows.clear();
        this.cursor = null;
        waiting = [];
      } else if (line.t === "mark" || line.t === "end") {
        for (const one of waiting) this.#apply(one);
        waiting = [];
        this.cursor = line.cursor;
      } else waiting.push(line);
    }
  }

  #apply(line: PullLine): void {
    if (line.t === "put") {
      const { t: _t, ...row } = line;
      this.rows.set(`${line.kind} ${line.id}`, row as Row);
    } else if (line.t === "drop") {
      this.rows.delete(`${line.kind} ${line.id}`);
      if (line.kind !== "elder") return;
      for (const [key, row] of this.rows) if (row.elder === line.id) this.rows.delete(key);
    }
  }

  /** Rows of a kind by id. */
  of<T>(kind: string): Map<string, T> {
    return new Map([...this.rows.values()].filter((row) => row.kind === kind).map((row) => [row.id, row.row as T]));
  }

  /** Forgets everything it pulled, as after a first sign-in. */
  forget(): void {
    this.cursor = null;
    this.rows.clear();
  }
}

export function parseLines(text: string): PullLine[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as PullLine);
}

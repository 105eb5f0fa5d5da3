/** A phone without a disk: the same push, pull and engine as the real one, over lists in memory and a clock of its own. */
import type { Envelope } from "../../src/protocol/envelope.ts";
import type { Cursor, DropLine, PutLine } from "../../src/protocol/pull.ts";
import type { OutboxState } from "../../src/replica/database.ts";
import type { Outbox } from "../../src/replica/outbox.ts";
import type { Mark } from "../../src/replica/replica.ts";
import { createRows, type Rows } from "../../src/replica/rows.ts";
import { createEngine, type Engine } from "../../src/sync/engine.ts";
import { epochNews } from "../../src/sync/epoch.ts";
import { type PullTarget, pull } from "../../src/sync/pull.ts";
import { freshBudget, push } from "../../src/sync/push.ts";
import { createTransport } from "../../src/sync/transport.ts";
import type { FakeServer } from "./fake-server.ts";
import type { Random } from "./random.ts";

export type Item = { envelope: Envelope; state: OutboxState; code: string | null; until: string | null };

export class MemoryPhone implements PullTarget {
  items: Item[] = [];
  cursor: Cursor | null = null;
  rows: Rows = createRows();
  filling: Rows | null = null;
  epoch: string | null = null;
  mono = 0;
  rounds = 0;
  broken: unknown[] = [];
  engine: Engine;
  #alarm: { at: number; ring: () => void } | null = null;
  #locked = false;

  constructor(server: FakeServer, random: Random) {
    const transport = createTransport({ fetch: server.fetch, connectMs: 50, idleMs: 50 });
    const head = async () => ({
      protocol: 1,
      app: "0.0.0-test",
      device: "00000000-0000-7000-8000-000000000000",
      epoch: this.epoch,
      pending: this.waiting(),
    });
    const heard = async ({ epoch }: { epoch: string }, sentTo: string | null) => {
      const news = epochNews(epoch, this.epoch, sentTo);
      if (news === "first") this.epoch = epoch;
      if (news === "new") {
        this.epoch = epoch;
        await this.outbox.resend("");
        await this.startRefill();
      }
      return news === "same" || news === "first";
    };
    const now = () => new Date(server.time).toISOString();
    this.engine = createEngine(
      {
        push: (budget) => {
          this.rounds += 1;
          return push({ outbox: this.outbox, transport, head, heard, now }, budget);
        },
        pull: () => pull({ target: this, transport, head, heard }),
        lock: (work) => this.lock(work),
        waiting: () => this.waiting(),
        context: () => ({ now: now(), mono: this.mono, random: random.next() }),
        alarm: (inMs, ring) => {
          const alarm = { at: this.mono + inMs, ring };
          this.#alarm = alarm;
          return () => {
            if (this.#alarm === alarm) this.#alarm = null;
          };
        },
        changed: () => {},
        broke: (error) => this.broken.push(error),
      },
      freshBudget(),
    );
    /** As the service worker does it: push only, under the same lock, with nothing shared but the outbox. */
    this.pushFromServiceWorker = () =>
      this.lock(async () => {
        await push({ outbox: this.outbox, transport, head, heard, now }, freshBudget());
      });
  }

  pushFromServiceWorker: () => Promise<unknown>;

  async lock(work: () => Promise<void>): Promise<unknown> {
    if (this.#locked) return null;
    this.#locked = true;
    try {
      return await work();
    } finally {
      this.#locked = false;
    }
  }

  waiting(): number {
    return this.items.filter((item) => item.state === "waiting").length;
  }

  save(id: string, lane: string, prio: number): void {
    const envelope: Envelope = {
      v: 1,
      id,
      dseq: this.items.length + 1,
      prevHash: "0".repeat(64),
      lane,
      prio,
      alg: "none",
      body: JSON.stringify({
        kind: "visit.submit",
        args: { id },
        padding: "x".repeat(1_000 * (1 + (this.items.length % 5))),
      }),
    };
    this.items.push({ envelope, state: "waiting", code: null, until: null });
  }

  /** Lets time pass; rings what is due. */
  advance(ms: number): void {
    this.mono += ms;
    const due = this.#alarm;
    if (due && due.at <= this.mono) {
      this.#alarm = null;
      due.ring();
    }
  }

  outbox: Outbox = {
    waiting: async () =>
      this.items
        .filter((item) => item.state === "waiting")
        .map(({ envelope: { id, dseq, lane, prio, body } }) => ({ id, dseq, lane, prio, size: body.length })),
    envelopes: async (ids) => ids.flatMap((id) => this.#find(id)?.envelope ?? []),
    settle: async (settlements) => {
      let settled = 0;
      for (const { id, state, code, until } of settlements) {
        const item = this.#find(id);
        if (item?.state !== "waiting") continue;
        Object.assign(item, { state, code, until });
        settled += 1;
      }
      return settled;
    },
    note: async (id, code) => {
      Object.assign(this.#find(id) ?? {}, { code });
    },
    resend: async () => {
      const kept = this.items.filter((item) => ["applied", "rejected", "held"].includes(item.state));
      for (const item of kept) Object.assign(item, { state: "waiting", code: null, until: null });
      return kept.length;
    },
  };

  #find(id: string): Item | undefined {
    return this.items.find((item) => item.envelope.id === id);
  }

  pullCursor(): Cursor | null {
    return this.cursor;
  }

  async applyMark(mark: Mark): Promise<void> {
    const target = this.filling ?? this.rows;
    for (const line of mark.lines as (PutLine | DropLine)[]) target.apply(line);
    this.cursor = mark.cursor;
    if (mark.end && this.filling) {
      this.rows = this.filling;
      this.filling = null;
    }
  }

  async startRefill(): Promise<void> {
    this.cursor = null;
    this.filling = createRows();
  }
}

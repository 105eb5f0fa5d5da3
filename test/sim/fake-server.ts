/**
 * A server small enough to be certain of: verdicts by id, one numbered log per community, pull in marks. What it holds
 * is the truth a walk is compared with. The network before it (`misbehave`) is where things go wrong.
 */
import type { Envelope } from "../../src/protocol/envelope.ts";
import type { Cursor, PullLine } from "../../src/protocol/pull.ts";
import type { Verdict } from "../../src/protocol/push.ts";

export type FakeElder = { id: string; community: string; name: string; seen: string[]; [unknown: string]: unknown };

export type Misbehaviour =
  | "none"
  | "offline"
  | "reply-lost"
  | "sent-twice"
  | "signed-out"
  | "bare-401"
  | "500"
  | "html-200"
  | "413"
  | "429"
  | "cut-body"
  | "silence";

type Line = { version: number; kind: "elder" | "community" | "assignment" | "visit"; id: string };

export class FakeServer {
  epoch = "epoch-1";
  time = Date.parse("2026-11-22T02:00:00.000Z");
  markEvery = 3;
  /** What its communities are like, besides their code. */
  community: Record<string, unknown> = { name: "社区" };
  elders = new Map<string, FakeElder>();
  visits = new Map<string, { id: string; elderId: string; [field: string]: unknown }>();
  assigned = new Set<string>();
  everAssigned = new Set<string>();
  log = new Map<string, { version: number; lines: Map<string, Line> }>();
  verdicts = new Map<string, Verdict>();
  /** Ids in the order they took effect: an id twice here is an effect twice. */
  effects: { id: string; lane: string; dseq: number }[] = [];
  /** Requests that reached it, for counting. */
  pushes: Envelope[][] = [];
  pulls: (Cursor | null)[] = [];
  poison = new Set<string>();
  deferrals = new Map<string, number>();
  resetNext = false;
  /** Requests larger than this are refused with 413, characters. */
  limit = Number.POSITIVE_INFINITY;
  /** How fast a request goes up, bytes a millisecond; none of it counts before all of it is there. */
  uplink = Number.POSITIVE_INFINITY;
  /** Asked before every request. */
  misbehave: (path: string) => Misbehaviour = () => "none";

  #bump(community: string, kind: Line["kind"], id: string): number {
    const log = this.log.get(community) ?? { version: 0, lines: new Map() };
    this.log.set(community, log);
    log.version += 1;
    log.lines.set(`${kind}/${id}`, { version: log.version, kind, id });
    return log.version;
  }

  /** A backup of what it knows now. Putting it back gives a new epoch, and everything since is lost. */
  backup(): () => void {
    const { elders, assigned, log, verdicts, effects } = structuredClone({
      elders: this.elders,
      assigned: this.assigned,
      log: this.log,
      verdicts: this.verdicts,
      effects: this.effects,
    });
    return () => {
      Object.assign(this, structuredClone({ elders, assigned, log, verdicts, effects }));
      this.#restores += 1;
      this.epoch = `epoch-${1 + this.#restores}`;
    };
  }
  #restores = 0;

  /** A visit as the server knows it now: reviewed, returned … */
  putVisit(visit: { id: string; elderId: string; [field: string]: unknown }): void {
    this.visits.set(visit.id, visit);
    this.#bump(this.#elder(visit.elderId).community, "visit", visit.id);
  }

  addElder(elder: FakeElder): void {
    if (!this.log.has(elder.community)) this.#bump(elder.community, "community", elder.community);
    this.elders.set(elder.id, elder);
    this.#bump(elder.community, "elder", elder.id);
    this.assign(elder.id);
  }

  assign(id: string): void {
    this.assigned.add(id);
    this.everAssigned.add(id);
    this.#bump(this.#elder(id).community, "assignment", id);
  }

  unassign(id: string): void {
    this.assigned.delete(id);
    this.#bump(this.#elder(id).community, "assignment", id);
  }

  rename(id: string, name: string): void {
    this.#elder(id).name = name;
    this.#bump(this.#elder(id).community, "elder", id);
  }

  #elder(id: string): FakeElder {
    const elder = this.elders.get(id);
    if (!elder) throw new Error(`no elder ${id}`);
    return elder;
  }

  /** What a phone may hold: assigned elders by id. */
  view(): Record<string, FakeElder> {
    return Object.fromEntries([...this.assigned].sort().map((id) => [id, this.#elder(id)]));
  }

  #judge(envelope: Envelope, waiting: Set<string>): Verdict {
    const known = this.verdicts.get(envelope.id);
    if (known) return { ...known, replayed: true };
    // Order holds within a lane: what comes behind a deferred one is deferred with it.
    if (waiting.has(envelope.lane)) return { id: envelope.id, verdict: "deferred", code: "mutation.lane-waits" };
    const left = this.deferrals.get(envelope.id) ?? 0;
    if (left > 0) {
      this.deferrals.set(envelope.id, left - 1);
      waiting.add(envelope.lane);
      return { id: envelope.id, verdict: "deferred", retryAfterS: 5 };
    }
    const verdict: Verdict = this.poison.has(envelope.id)
      ? { id: envelope.id, verdict: "rejected", code: "mutation.invalid" }
      : this.#apply(envelope);
    this.verdicts.set(envelope.id, verdict);
    return verdict;
  }

  #apply({ id, lane, dseq }: Envelope): Verdict {
    this.effects.push({ id, lane, dseq });
    const elder = this.elders.get(lane);
    if (!elder) return { id, verdict: "held", code: "elder.unknown" };
    elder.seen = [...elder.seen, id];
    return { id, verdict: "applied", community: elder.community, version: this.#bump(elder.community, "elder", lane) };
  }

  #pull(cursor: Cursor | null): PullLine[] {
    this.pulls.push(cursor);
    const out: PullLine[] = [];
    let from = cursor;
    if (this.resetNext) {
      this.resetNext = false;
      out.push({ t: "reset" });
      from = null;
    }
    const reached: Cursor = structuredClone(from ?? {});
    const pending = [...this.log].flatMap(([community, log]) => {
      if (![...this.everAssigned].some((id) => this.#elder(id).community === community)) return [];
      const [version, lastId] = from?.[community] ?? [0, ""];
      return [...log.lines.values()]
        .filter((line) => line.version > version || (line.version === version && line.id > lastId))
        .sort((a, b) => a.version - b.version)
        .map((line) => ({ community, ...line }));
    });
    pending.forEach((line, at) => {
      out.push(...this.#rowsOf(line));
      reached[line.community] = [line.version, line.id];
      const remaining = pending.length - at - 1;
      if ((at + 1) % this.markEvery === 0 || remaining === 0)
        out.push({ t: "mark", cursor: structuredClone(reached), remaining });
    });
    const total = out.filter((line) => line.t === "put" || line.t === "drop").length;
    const head: PullLine = { t: "head", protocol: 1, epoch: this.epoch, serverTime: this.now(), total };
    return [head, ...out, { t: "end", cursor: reached }];
  }

  #rowsOf({ community, kind, id, version }: Line & { community: string }): PullLine[] {
    if (kind === "community")
      return [{ t: "put", kind, id, community, version, row: { code: community, ...this.community } }];
    const visit = this.visits.get(id);
    if (kind === "visit" && visit)
      return this.assigned.has(visit.elderId)
        ? [{ t: "put", kind, id, elder: visit.elderId, community, version, row: structuredClone(visit) }]
        : [];
    if (!this.assigned.has(id))
      return this.everAssigned.has(id) ? [{ t: "drop", kind: "elder", id, community, version }] : [];
    return [{ t: "put", kind: "elder", id, elder: id, community, version, row: structuredClone(this.#elder(id)) }];
  }

  /** What it says the time is. */
  now: () => string = () => new Date(this.time).toISOString();

  /** Answers of the other routes, by whoever tests them. */
  rest: (path: string, request: unknown) => unknown = () => null;

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const how = this.misbehave(path);
    const text = String(init.body ?? "");
    if (how === "offline") throw new TypeError("Failed to fetch");
    if (how === "silence")
      return new Promise((_, reject) => {
        init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      });
    if (this.uplink < Number.POSITIVE_INFINITY) await uploaded(text, this.uplink, init.signal);
    if (how === "signed-out") return json(401, { code: "session.none", message: "请先登录。" });
    if (how === "bare-401") return html(401, "<h1>proxy says no</h1>");
    if (how === "500") return html(500, "<h1>Internal error</h1>");
    if (how === "html-200") return html(200, "<h1>欢迎使用免费 Wi-Fi</h1>");
    if (how === "413" || text.length > this.limit) return html(413, "too large");
    if (how === "429") return json(429, { code: "server.trouble", message: "稍后" }, { "retry-after": "30" });

    if (how === "sent-twice") this.#answer(path, text);
    const answer = this.#answer(path, text);
    if (how === "reply-lost") throw new TypeError("connection reset");
    const cut = how === "cut-body" ? Math.floor(answer.text.length / 2) : null;
    return new Response(bodyOf(answer.text, cut), { status: 200, headers: { "content-type": answer.type } });
  };

  #answer(path: string, text: string): { text: string; type: string } {
    const request = JSON.parse(text) as { envelopes?: Envelope[]; cursor?: Cursor | null };
    const other = this.rest(path, request);
    if (other !== null) return { text: JSON.stringify(other), type: "application/json" };
    if (path.endsWith("/pull")) {
      const lines = this.#pull(request.cursor ?? null);
      return { text: lines.map((line) => `${JSON.stringify(line)}\n`).join(""), type: "application/x-ndjson" };
    }
    const envelopes = request.envelopes ?? [];
    this.pushes.push(envelopes);
    const waiting = new Set<string>();
    const verdicts = envelopes.map((envelope) => this.#judge(envelope, waiting));
    const head = { protocol: 1, epoch: this.epoch, serverTime: this.now() };
    return { text: JSON.stringify({ ...head, verdicts }), type: "application/json; charset=utf-8" };
  }
}

/** Until the last byte has gone up, or the phone gave up on it. */
function uploaded(text: string, uplink: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, new TextEncoder().encode(text).length / uplink);
    signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
  });
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
const html = (status: number, body: string) => new Response(body, { status, headers: { "content-type": "text/html" } });

/** In two pieces, so that a reader has to put lines together; broken after `cut` characters when asked. */
function bodyOf(text: string, cut: number | null): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(cut === null ? text : text.slice(0, cut));
  const middle = Math.floor(bytes.length / 2);
  const parts = [bytes.slice(0, middle), bytes.slice(middle)];
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else if (cut === null) controller.close();
      else controller.error(new TypeError("connection reset"));
    },
  });
}

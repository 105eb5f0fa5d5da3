/**
 * A console server in memory, for the console's tests: answers the REST routes of `protocol/console.ts`
 * from a list of visits, remembers what it was asked, and can be told to fail.
 */
import { type Severity, severityRank } from "../../src/domain/scales.ts";
import type { UserList, VisitDetail, VisitList, VisitListItem } from "../../src/protocol/console.ts";
import type { ErrorAnswer, Me } from "../../src/protocol/session.ts";

export type Asked = { method: string; path: string; body: unknown };
type Answer = { status: number; body: unknown };

const PAGE = 50;

export class FakeConsole {
  visits: VisitDetail[];
  users: UserList = { items: [] };
  me: Me;
  signedIn = true;
  password = "xunan-demo";
  /** Every request so far, oldest first. */
  asked: Asked[] = [];
  /** Cut the network: every request fails as an unreachable server does. */
  offline = false;
  /** The next request whose path starts so gets this error instead. */
  refuseNext: { path: string; status: number; error: ErrorAnswer } | null = null;
  /** Holds requests whose path starts so until `letGo` is called. */
  #held: { path: string; gate: Promise<void> } | null = null;
  #pokes = new Set<() => void>();

  constructor(visits: VisitDetail[], me: Partial<Me["user"]> = {}) {
    this.visits = visits;
    this.me = {
      user: {
        id: "supervisor-1",
        login: "supervisor1",
        name: "李志强",
        role: "supervisor",
        areas: [{ code: "110102010", name: "广安门内街道" }],
        ...me,
      },
      mustChangePassword: false,
      demo: true,
      epoch: "e1",
      serverTime: "2026-11-22T03:08:00.000Z",
    };
  }

  /** In place of the page's `fetch`. */
  fetcher = async (url: string, init: { method?: string; body?: unknown }): Promise<Response> => {
    const [path = "", search = ""] = url.replace(/^.*\/api\/console\//, "").split("?");
    const method = init.method ?? "GET";
    const body = typeof init.body === "string" ? JSON.parse(init.body) : null;
    this.asked.push({ method, path, body });
    if (this.#held && path.startsWith(this.#held.path)) await this.#held.gate;
    if (this.offline) throw new TypeError("Failed to fetch");
    const { status, body: answer } = this.#answer(method, path, new URLSearchParams(search), body);
    return new Response(answer === undefined ? "" : JSON.stringify(answer), { status });
  };

  /** In place of the event stream: `listen` for the page, `poke` for the test. */
  listen = (onPoke: () => void): (() => void) => {
    this.#pokes.add(onPoke);
    return () => this.#pokes.delete(onPoke);
  };
  poke(): void {
    for (const onPoke of this.#pokes) onPoke();
  }

  /** Requests of this path wait until the returned function is called. */
  hold(path: string): () => void {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    this.#held = { path, gate };
    return () => {
      this.#held = null;
      letGo();
    };
  }

  posts(path: string): Asked[] {
    return this.asked.filter((one) => one.method === "POST" && one.path === path);
  }

  #answer(method: string, path: string, search: URLSearchParams, body: unknown): Answer {
    const refusal = this.refuseNext;
    if (refusal && path.startsWith(refusal.path)) {
      this.refuseNext = null;
      return { status: refusal.status, body: refusal.error };
    }
    if (path === "sign-in") return this.#signIn(body as { login: string; password: string });
    if (!this.signedIn) return refused(401, "session.none", "请先登录。");
    if (path === "me") return ok(this.me);
    if (path === "sign-out") {
      this.signedIn = false;
      return ok({});
    }
    if (path === "password") {
      this.me = { ...this.me, mustChangePassword: false };
      return ok({});
    }
    if (path === "users") return ok(this.users);
    if (path === "freshness") {
      return ok({
        asOf: "2026-11-22T03:08:00.000Z",
        phonesOnline: 9,
        phonesUnsynced: 3,
        waiting: this.#counts().submitted,
      });
    }
    if (path === "visits") return ok(this.#list(search));
    const hazard = /^hazards\/(.+)\/close$/.exec(path)?.[1];
    if (hazard) return this.#close(hazard);
    const [, id = "", act] = /^visits\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
    const detail = this.visits.find((one) => one.visit.id === id);
    if (!detail) return refused(404, "visit.unknown", "没有这次巡视。");
    return method === "GET" ? ok(detail) : this.#decide(detail, act, body as { revision: number });
  }

  #signIn({ login, password }: { login: string; password: string }): Answer {
    if (login !== this.me.user.login || password !== this.password) {
      return refused(401, "session.wrong-password", "账号或密码不对。");
    }
    this.signedIn = true;
    return ok(this.me);
  }

  #decide(
    detail: VisitDetail,
    act: string | undefined,
    body: { revision: number; reason?: never; note?: string },
  ): Answer {
    if (detail.visit.revision !== body.revision) {
      return refused(409, "visit.stale-revision", "这次巡视已有更新的版本，请刷新后再看。");
    }
    if (detail.visit.state !== "submitted") return refused(409, "visit.not-submitted", "这次巡视现在不在待审状态。");
    const state = act === "approve" ? "approved" : "returned";
    const { id, name } = this.me.user;
    const reviewed = { by: id, byName: name, at: "2026-11-22T03:09:00.000Z", reason: body.reason, note: body.note };
    this.visits = this.visits.map((one) =>
      one === detail ? { ...one, visit: { ...one.visit, state, reviewed } } : one,
    );
    return ok({});
  }

  #close(id: string): Answer {
    this.visits = this.visits.map((one) => ({ ...one, hazards: one.hazards.filter((hazard) => hazard.id !== id) }));
    return ok({});
  }

  #counts(): VisitList["counts"] {
    const count = (state: string) => this.visits.filter((one) => one.visit.state === state).length;
    return { submitted: count("submitted"), returned: count("returned"), approved: count("approved") };
  }

  #list(search: URLSearchParams): VisitList {
    const q = search.get("q") ?? "";
    const order = search.get("order") ?? "urgent";
    const rows = this.visits
      .filter((one) => one.visit.state === (search.get("state") ?? "submitted"))
      .map(rowOf)
      .filter((row) => q === "" || `${row.elderName}${row.plate}${row.patrollerName}`.includes(q));
    rows.sort((a, b) =>
      order === "urgent"
        ? severityRank(b.worst) - severityRank(a.worst) || (a.occurredAt < b.occurredAt ? 1 : -1)
        : (a.occurredAt < b.occurredAt ? 1 : -1) * (order === "newest" ? 1 : -1),
    );
    const from = Number(search.get("after") ?? 0);
    return {
      items: rows.slice(from, from + PAGE),
      next: rows.length > from + PAGE ? String(from + PAGE) : null,
      counts: this.#counts(),
    };
  }
}

function rowOf({ visit, elder, flags }: VisitDetail): VisitListItem {
  const worst = Object.values(visit.result.worst).reduce<Severity>(
    (a, b) => (severityRank(b) > severityRank(a) ? b : a),
    "none",
  );
  const worstItem = Object.entries(visit.result.severities).find(([, severity]) => severity === worst)?.[0] ?? null;
  const answer = worstItem === null ? undefined : visit.record.answers[worstItem];
  return {
    id: visit.id,
    elderName: elder.name,
    plate: elder.plate,
    communityName: elder.communityName,
    patrollerName: visit.patrollerName,
    revision: visit.revision,
    state: visit.state,
    outcome: visit.record.outcome,
    occurredAt: visit.occurredAt,
    receivedAt: visit.receivedAt ?? visit.occurredAt,
    level: visit.result.level,
    previousLevel: visit.result.previousLevel,
    worst,
    worstItem: worst === "none" ? null : worstItem,
    worstOption: worst !== "none" && answer?.state === "answered" ? answer.option : null,
    flags,
  };
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const refused = (status: number, code: string, message: string): Answer => ({ status, body: { code, message } });

import type { ReturnReason } from "../../domain/visit.ts";
import type { Freshness, UserList, VisitDetail, VisitList, VisitQuery } from "../../protocol/console.ts";
import type { ErrorAnswer, Me } from "../../protocol/session.ts";
import type { Reply, Trouble } from "./reply.ts";

/** Longest a supervisor should look at a button that is “working”, milliseconds. */
const PATIENCE_MS = 20_000;

/** Everything the console may ask of the server, over `/api/console/…`. Nothing here throws. */
export type ConsoleApi = {
  me(): Promise<Reply<Me>>;
  signIn(login: string, password: string): Promise<Reply<Me>>;
  signOut(): Promise<Reply<unknown>>;
  changePassword(current: string, next: string): Promise<Reply<unknown>>;
  visits(query: Partial<VisitQuery>): Promise<Reply<VisitList>>;
  visit(id: string): Promise<Reply<VisitDetail>>;
  approve(id: string, revision: number): Promise<Reply<unknown>>;
  giveBack(id: string, what: { revision: number; reason: ReturnReason; note: string }): Promise<Reply<unknown>>;
  closeHazard(id: string, note: string): Promise<Reply<unknown>>;
  freshness(): Promise<Reply<Freshness>>;
  users(): Promise<Reply<UserList>>;
};

export type Fetcher = (url: string, init: RequestInit) => Promise<Response>;

/** `onSignedOut` hears of every answer that says the session is over, whoever asked. */
export function createApi(options: { fetcher?: Fetcher; onSignedOut?: () => void } = {}): ConsoleApi {
  const fetcher: Fetcher = options.fetcher ?? ((url, init) => fetch(url, init));

  async function ask<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<Reply<T>> {
    let response: Response;
    let text: string;
    try {
      response = await fetcher(`/api/console/${path}`, {
        method,
        credentials: "same-origin",
        cache: "no-store",
        headers: body === undefined ? {} : { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...deadline(PATIENCE_MS),
      });
      text = await response.text();
    } catch {
      return { ok: false, trouble: { word: "offline" } };
    }
    const content = parse(text);
    if (response.ok) return { ok: true, value: content as T };
    const trouble = troubleOf(response, content);
    if (trouble.word === "signed-out") options.onSignedOut?.();
    return { ok: false, trouble };
  }

  return {
    me: () => ask("GET", "me"),
    signIn: (login, password) => ask("POST", "sign-in", { login, password }),
    signOut: () => ask("POST", "sign-out", {}),
    changePassword: (current, next) => ask("POST", "password", { current, next }),
    visits: (query) => ask("GET", `visits?${queryText(query)}`),
    visit: (id) => ask("GET", `visits/${encodeURIComponent(id)}`),
    approve: (id, revision) => ask("POST", `visits/${encodeURIComponent(id)}/approve`, { revision }),
    giveBack: (id, what) => ask("POST", `visits/${encodeURIComponent(id)}/return`, what),
    closeHazard: (id, note) => ask("POST", `hazards/${encodeURIComponent(id)}/close`, { note }),
    freshness: () => ask("GET", "freshness"),
    users: () => ask("GET", "users"),
  };
}

function troubleOf(response: Response, content: unknown): Trouble {
  const answer = (content ?? {}) as Partial<ErrorAnswer>;
  const retryAfterS = answer.retryAfterS ?? secondsOf(response.headers.get("retry-after"));
  if (answer.code === "session.none") return { word: "signed-out" };
  if (response.status === 426) return { word: "outdated-app" };
  if (answer.code && response.status < 500) {
    return { word: "refused", code: answer.code, message: answer.message ?? answer.code, retryAfterS };
  }
  if (response.status === 401) return { word: "signed-out" };
  return { word: "server-trouble", retryAfterS };
}

/** The browser's own timeout where it has one (Chrome 103); older ones wait as long as the network does. */
function deadline(ms: number): { signal?: AbortSignal } {
  return typeof AbortSignal.timeout === "function" ? { signal: AbortSignal.timeout(ms) } : {};
}

function secondsOf(header: string | null): number | undefined {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) ? seconds : undefined;
}

function parse(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function queryText(query: Partial<VisitQuery>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}

/** The only place that calls `fetch` and the only place that reads a status code. */
import { bytesOf } from "../replica/bytes.ts";
import { failed, type Outcome, type SyncTrouble, serverTrouble } from "./trouble.ts";

export type TransportOptions = {
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Until the first byte of the answer, ms, besides the upload: lie-fi accepts everything and answers nothing. */
  connectMs?: number;
  /** The slowest upload still waited for, bytes a millisecond. */
  uplink?: number;
  /** Between two pieces of the answer, ms. */
  idleMs?: number;
};

export type Transport = {
  /** JSON in, JSON out. `value` is anything our server said with a 2xx; the caller still checks its shape. */
  json(method: "GET" | "POST", path: string, body?: unknown): Promise<Outcome<unknown>>;
  /** JSON in, lines out. Ends without a word when the connection breaks: the caller knows what the last line must be. */
  lines(path: string, body: unknown): Promise<Outcome<AsyncIterable<string>>>;
};

export function createTransport({
  fetch,
  connectMs = 8_000,
  uplink = 4,
  idleMs = 20_000,
}: TransportOptions): Transport {
  const ask = async (method: string, path: string, body: unknown, controller: AbortController) => {
    const text = body === undefined ? null : JSON.stringify(body);
    // The answer begins only after the whole upload: a large request has to be given longer.
    const deadline = connectMs + bytesOf(text ?? "") / uplink;
    const timer = setTimeout(() => controller.abort(), deadline);
    try {
      return await fetch(path, {
        method,
        credentials: "same-origin",
        cache: "no-store",
        // A redirect to a login page of some hotel is no answer of ours.
        redirect: "error",
        signal: controller.signal,
        headers: text === null ? {} : { "content-type": "application/json" },
        ...(text === null ? {} : { body: text }),
      });
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    async json(method, path, body) {
      const controller = new AbortController();
      let response: Response;
      let text = "";
      try {
        response = await ask(method, path, body, controller);
        for await (const piece of pieces(response, idleMs, controller)) text += piece;
      } catch {
        return failed({ word: "offline" });
      }
      const value = isType(response, "application/json") ? parse(text) : undefined;
      if (!response.ok) return failed(troubleOf(response, value));
      if (response.status === 204) return { ok: true, value: null };
      // 200 with a page of HTML is a captive portal, not an answer.
      return value === undefined ? failed(serverTrouble) : { ok: true, value };
    },

    async lines(path, body) {
      const controller = new AbortController();
      try {
        const response = await ask("POST", path, body, controller);
        if (response.ok && isType(response, "application/x-ndjson"))
          return { ok: true, value: splitLines(pieces(response, idleMs, controller)) };
        let text = "";
        for await (const piece of pieces(response, idleMs, controller)) text += piece;
        if (response.ok) return failed(serverTrouble);
        return failed(troubleOf(response, isType(response, "application/json") ? parse(text) : undefined));
      } catch {
        return failed({ word: "offline" });
      }
    },
  };
}

/** Status → word. Only an answer shaped like our server's can sign the phone out or call it outdated. */
function troubleOf(response: Response, value: unknown): SyncTrouble {
  const code = codeOf(value);
  const retryAfterS = retryAfter(response.headers.get("retry-after"));
  const more = { ...(code ? { code } : {}), ...(retryAfterS === null ? {} : { retryAfterS }) };
  if (response.status === 401 && code) return { word: "signed-out", ...more };
  if (response.status === 426 && code) return { word: "outdated-app", ...more };
  if (response.status === 413) return { word: "server-trouble", tooLarge: true, ...more };
  return { word: "server-trouble", ...more };
}

function codeOf(value: unknown): string | null {
  const code = typeof value === "object" && value !== null ? (value as { code?: unknown }).code : null;
  return typeof code === "string" ? code : null;
}

/** `Retry-After` in seconds; the date form is not ours and needs a right clock. */
function retryAfter(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3_600) : null;
}

function isType(response: Response, type: string): boolean {
  return (response.headers.get("content-type") ?? "").toLowerCase().startsWith(type);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short on the way.
    return undefined;
  }
}

/** The body piece by piece, given up when nothing comes for too long. Throws when it breaks. */
async function* pieces(response: Response, idleMs: number, controller: AbortController): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          controller.abort();
          reject(new Error("silence"));
        }, idleMs);
      });
      const { done, value } = await Promise.race([reader.read(), silence]).finally(() => clearTimeout(timer));
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // The reader of a broken or abandoned answer must not hold the connection.
    void reader.cancel().catch(() => {});
  }
}

async function* splitLines(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const part of parts) {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line !== "") yield line;
    }
    if (rest !== "") yield rest;
  } catch {
    // Broken in the middle: a half line is worth nothing, and the missing `end` tells the rest.
  }
}

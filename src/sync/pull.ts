/** Takes in the server's rows: one stored page and cursor a mark, so that a cut costs only what came after the last. */
import type { PhoneHead, ServerHead } from "../protocol/message.ts";
import type { Cursor, DropLine, PullLine, PullRequest, PutLine } from "../protocol/pull.ts";
import type { Mark } from "../replica/replica.ts";
import { StaleWrite } from "../replica/storage-refused.ts";
import type { Transport } from "./transport.ts";
import { failed, type Outcome, serverTrouble } from "./trouble.ts";

/** What pull needs of the replica. */
export type PullTarget = {
  pullCursor(): Cursor | null;
  applyMark(mark: Mark, from: Cursor | null): Promise<void>;
  startRefill(): Promise<void>;
};

export type PullDeps = {
  target: PullTarget;
  transport: Transport;
  head(): Promise<PhoneHead>;
  heard(head: ServerHead, sentTo: string | null): Promise<boolean>;
  /** Rows so far and in all, when the server said so. */
  progress?(pulled: number, total: number | null): void;
};

const PATH = "/api/sync/pull";

export async function pull(deps: PullDeps): Promise<Outcome<null>> {
  const count = { pulled: 0, total: null as number | null };
  for (;;) {
    const head = await deps.head();
    const request: PullRequest = { ...head, cursor: deps.target.pullCursor() };
    const answer = await deps.transport.lines(PATH, request);
    if (!answer.ok) return answer;
    const read = await readStream(deps, answer.value, head.epoch, request.cursor, count);
    if (read === "ended") return { ok: true, value: null };
    // Cut after at least one mark: go on from there. Cut before any: the network is not worth more tries now.
    if (read === "nothing") return failed({ word: "offline" });
    if (read === "nonsense") return failed(serverTrouble);
  }
}

type Read = "ended" | "some" | "nothing" | "nonsense";

async function readStream(
  deps: PullDeps,
  lines: AsyncIterable<string>,
  epoch: string | null,
  asked: Cursor | null,
  count: { pulled: number; total: number | null },
): Promise<Read> {
  let from = asked;
  let read: Read = "nothing";
  let headed = false;
  let rows: (PutLine | DropLine)[] = [];

  for await (const text of lines) {
    const line = parseLine(text);
    // Half a line at a cut, or a proxy's words in between: what was marked is safe, the rest comes again.
    if (!line) return headed ? read : "nonsense";
    if (!headed) {
      if (line.t !== "head" || !(await deps.heard(line, epoch))) return "nonsense";
      headed = true;
      count.total = count.pulled + line.total;
      continue;
    }
    switch (line.t) {
      case "put":
      case "drop":
        rows.push(line);
        break;
      case "reset":
        await deps.target.startRefill();
        from = null;
        rows = [];
        break;
      case "mark":
      case "end":
        if (!(await applied(deps.target, { lines: rows, cursor: line.cursor, end: line.t === "end" }, from)))
          return "nonsense";
        count.pulled += rows.length;
        if (line.t === "mark") count.total = count.pulled + line.remaining;
        from = line.cursor;
        rows = [];
        deps.progress?.(count.pulled, count.total);
        if (line.t === "end") return "ended";
        read = "some";
        break;
      default:
        // A kind of line from a newer server: nothing we could store, nothing we may fail on [K9].
        break;
    }
  }
  return read;
}

async function applied(target: PullTarget, mark: Mark, from: Cursor | null): Promise<boolean> {
  try {
    await target.applyMark(mark, from);
    return true;
  } catch (error) {
    if (error instanceof StaleWrite) return false;
    throw error;
  }
}

/** Loose: only what is needed to file a line is looked at, the row stays as it came. */
function parseLine(text: string): PullLine | null {
  let line: Record<string, unknown>;
  try {
    line = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof line !== "object" || line === null || typeof line.t !== "string") return null;
  const named = typeof line.kind === "string" && typeof line.id === "string" && typeof line.community === "string";
  const isObject = (value: unknown) => typeof value === "object" && value !== null;
  if (line.t === "put" && !(named && typeof line.version === "number" && isObject(line.row))) return null;
  if (line.t === "drop" && !(named && typeof line.version === "number")) return null;
  if ((line.t === "mark" || line.t === "end") && !isObject(line.cursor)) return null;
  if (line.t === "head" && !(typeof line.epoch === "string" && typeof line.serverTime === "string")) return null;
  return line as unknown as PullLine;
}

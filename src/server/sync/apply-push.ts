/**
 * Puts a push into effect: by community, one transaction for each, set-based. What makes a transaction fail is
 * found by halving and set aside, so that one bad item never blocks the rest [K4].
 */
import { type Database, type Db, system } from "../db/connection.ts";
import { isDatabaseBusy, isDatabaseDown } from "../db/database-errors.ts";
import type { Act, ActOutcome } from "../visits/act.ts";
import { applyMutations } from "../visits/apply-visit.ts";
import { eldersInScope, homesOf } from "./elder-scope.sql.ts";
import { claim, limitWaits, readSettled, type Settled, settle } from "./mutations.sql.ts";
import type { Item } from "./read-envelope.ts";

export type Author = { userId: string; name: string; deviceId: string; areas: readonly string[] };

export type PushContext = {
  database: Database;
  author: Author;
  receivedAt: Date;
  /** Server minus phone clock at this push, milliseconds. */
  clockOffsetMs: number | null;
  /** A failure that is the program's fault; never gets to see what was recorded. */
  report(error: unknown, key: string): void;
  /** For tests: inside the transaction, when all is written. */
  beforeCommit?(): void | Promise<void>;
};

/** A push waits this long for a lock, and so many times altogether; what is left then is deferred. */
const LIMITS = { lock: "1s", statement: "10s" };
const LOCK_WAITS = 6;
const RETRY_AFTER_S = 5;

export type Judgement = {
  verdict: "applied" | "rejected" | "held" | "deferred";
  replayed?: boolean;
  code?: string;
  community?: string;
  version?: number;
  retryAfterS?: number;
};

/** By item key. */
type Verdicts = Map<string, Judgement>;

type Run = PushContext & {
  verdicts: Verdicts;
  /** Lanes with a deferred item: what comes later on them waits too. */
  waiting: Set<string>;
  /** Elders assigned to the author now. */
  inScope: ReadonlySet<string>;
  /** Community by elder id, whoever it is assigned to. */
  homes: ReadonlyMap<string, string>;
  /** Waits for locks that are left. */
  patience: number;
};

/** @param items distinct keys, in the order sent. @returns a verdict for each, and the communities that changed. */
export async function applyPush(
  context: PushContext,
  items: readonly Item[],
): Promise<{ verdicts: Verdicts; changed: string[] }> {
  const { database, author } = context;
  const elderIds = [...new Set(items.flatMap(({ elderId }) => (elderId === null ? [] : [elderId])))];
  const inScope = await database.as({ role: "patroller", ...author }, (db) =>
    eldersInScope(db, author.userId, elderIds),
  );
  const { settled, homes } = await database.as(system, async (db) => ({
    settled: await readSettled(
      db,
      items.map(({ key }) => key),
    ),
    homes: await homesOf(db, elderIds),
  }));
  const run: Run = {
    ...context,
    verdicts: new Map(),
    waiting: new Set(),
    inScope,
    homes,
    patience: LOCK_WAITS,
  };
  for (const [key, found] of settled) run.verdicts.set(key, { ...verdictOf(found), replayed: true });
  const fresh = items.filter(({ key }) => !settled.has(key));
  for (const group of byCommunity(fresh, homes)) await applyGroup(run, group);
  const changed = new Set<string>();
  for (const verdict of run.verdicts.values()) {
    if (verdict.community && verdict.version !== undefined && !verdict.replayed) changed.add(verdict.community);
  }
  return { verdicts: run.verdicts, changed: [...changed] };
}

/** Groups in sorted order of community, what has none first; each in the order of the phone's own numbers. */
function byCommunity(items: readonly Item[], homes: ReadonlyMap<string, string>): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const community = homes.get(item.elderId ?? "") ?? "";
    groups.set(community, [...(groups.get(community) ?? []), item]);
  }
  return [...groups.keys()]
    .sort()
    .map((community) => (groups.get(community) as Item[]).sort((a, b) => a.dseq - b.dseq));
}

async function applyGroup(run: Run, group: readonly Item[]): Promise<void> {
  const items = group.filter((item) => {
    if (!run.waiting.has(item.lane)) return true;
    defer(run, [item], "mutation.lane-waits");
    return false;
  });
  if (items.length === 0) return;
  if (run.patience === 0) return defer(run, items);
  try {
    const verdicts = await run.database.as(system, (db) => applyAll(db, run, items));
    for (const [key, verdict] of verdicts) run.verdicts.set(key, verdict);
  } catch (error) {
    if (tookTooLong(error)) run.patience -= 1;
    const temporary = isDatabaseDown(error) || isDatabaseBusy(error);
    if ((!temporary || tookTooLong(error)) && items.length > 1) {
      const half = Math.ceil(items.length / 2);
      await applyGroup(run, items.slice(0, half));
      await applyGroup(run, items.slice(half));
    } else if (temporary) {
      defer(run, items);
    } else {
      run.report(error, items[0]?.key ?? "");
      await holdFailed(run, items);
    }
  }
}

/** Waited too long for a row that somebody else holds, or for so many at once: fewer items may get through. */
function tookTooLong(error: unknown): boolean {
  return ["55P03", "57014"].includes(String((error as { code?: unknown } | null)?.code));
}

function defer(run: Run, items: readonly Item[], code?: string): void {
  for (const { key, lane } of items) {
    run.waiting.add(lane);
    run.verdicts.set(key, { verdict: "deferred", retryAfterS: RETRY_AFTER_S, ...(code === undefined ? {} : { code }) });
  }
}

/** The one item that PostgreSQL will not take with its effect is kept without it, for a person. */
async function holdFailed(run: Run, items: readonly Item[]): Promise<void> {
  try {
    const verdicts = await run.database.as(system, (db) =>
      applyAll(
        db,
        run,
        items.map((item) => ({
          ...item,
          work: { ready: false, verdict: "held", code: "mutation.failed" } as const,
        })),
      ),
    );
    for (const [key, verdict] of verdicts) run.verdicts.set(key, verdict);
  } catch (error) {
    run.report(error, items[0]?.key ?? "");
    defer(run, items);
  }
}

/** One transaction: claim, effect, verdicts. Order of locks is mutations, elders, counter; each sorted. */
async function applyAll(db: Db, run: Run, items: readonly Item[]): Promise<Verdicts> {
  await limitWaits(db, LIMITS);
  const claimed = await claim(db, items, run.author, run.receivedAt);
  const verdicts: Verdicts = new Map();
  const others = items.filter(({ key }) => !claimed.has(key));
  if (others.length > 0) {
    // Another transaction had them a moment ago; it has committed, because claiming waited for it.
    const settled = await readSettled(
      db,
      others.map(({ key }) => key),
    );
    for (const [key, found] of settled) verdicts.set(key, { ...verdictOf(found), replayed: true });
  }
  const mine = items.filter(({ key }) => claimed.has(key));
  const judged = await judge(db, run, mine);
  await settle(db, judged);
  for (const { key, settled } of judged) verdicts.set(key, verdictOf(settled));
  await run.beforeCommit?.();
  return verdicts;
}

type Judged = { key: string; settled: Settled; raw: unknown };

async function judge(db: Db, run: Run, items: readonly Item[]): Promise<Judged[]> {
  const acts: { item: Item; act: Act }[] = [];
  const early = new Map<string, Settled>();
  for (const item of items) {
    const act = actOf(run, item);
    if ("kind" in act) acts.push({ item, act });
    else early.set(item.key, act);
  }
  const outcomes = await applyMutations(
    db,
    acts.map(({ act }) => act),
  );
  const byKey = new Map(acts.map(({ item }, at) => [item.key, outcomes[at] as ActOutcome]));
  return items.map((item) => {
    const outcome = byKey.get(item.key);
    const settled = early.get(item.key) ?? settledOf(outcome as ActOutcome);
    if (outcome && !outcome.done && "error" in outcome) run.report(outcome.error, item.key);
    const keep = settled.verdict !== "applied" || item.loose;
    return { key: item.key, settled, raw: keep ? item.raw : undefined };
  });
}

/** What goes to a rule, or why it does not. */
function actOf(run: Run, item: Item): Act | Settled {
  const { work } = item;
  const community = run.homes.get(item.elderId ?? "") ?? null;
  if (!work.ready) return { verdict: work.verdict, code: work.code, community, version: null };
  // An elder that is not this author's and one that does not exist look the same.
  if (work.kind === "visit.submit" && !run.inScope.has(item.elderId ?? "")) {
    return { verdict: "held", code: "elder.not-assigned", community, version: null };
  }
  return {
    kind: work.kind,
    args: work.args,
    by: { id: run.author.userId, name: run.author.name, role: "patroller" },
    at: work.body.occurredAt,
    receivedAt: run.receivedAt.toISOString(),
    mutationId: item.key,
    clockOffsetMs: worseOffset(work.body.clock.offsetMs, run.clockOffsetMs, work.body.occurredAt, run.receivedAt),
  };
}

/** The largest error known: as the phone had it when recording, as seen at this push, or a record from the future. */
function worseOffset(known: number | null, atPush: number | null, occurredAt: string, receivedAt: Date): number | null {
  const early = Math.min(0, receivedAt.getTime() - Date.parse(occurredAt));
  const offsets = [known, atPush, early < 0 ? early : null].filter((offset): offset is number => offset !== null);
  return offsets.sort((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null;
}

function settledOf(outcome: ActOutcome): Settled {
  if (outcome.done) return { verdict: "applied", code: null, community: outcome.community, version: outcome.version };
  const verdict = "error" in outcome ? "held" : "rejected";
  return { verdict, code: outcome.code, community: outcome.community, version: null };
}

function verdictOf({ verdict, code, community, version }: Settled): Judgement {
  return {
    verdict,
    ...(code === null ? {} : { code }),
    ...(community === null || version === null ? {} : { community, version }),
  };
}

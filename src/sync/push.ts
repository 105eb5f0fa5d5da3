/** Delivers the outbox. An item is settled by the server's verdict for its id and by nothing else [K2] [K3]. */
import type { Instant } from "../domain/time.ts";
import type { PhoneHead, ServerHead } from "../protocol/message.ts";
import type { PushAnswer, PushRequest, Verdict } from "../protocol/push.ts";
import type { Outbox, Settlement, WaitingItem } from "../replica/outbox.ts";
import { FIRST_BYTES, LEAST_BYTES, MOST_BYTES, nextBatch } from "./batch.ts";
import { isPushAnswer } from "./push-answer.ts";
import type { Transport } from "./transport.ts";
import { failed, type Outcome, serverTrouble } from "./trouble.ts";

export type PushDeps = {
  outbox: Outbox;
  transport: Transport;
  head(): Promise<PhoneHead>;
  /** Every answer's epoch and time. False: it is of a server that is no longer ours, do not use it. */
  heard(head: ServerHead, sentTo: string | null): Promise<boolean>;
  /** Corrected instant. */
  now(): Instant;
  /** Before every request: settled so far, how many there are in all, and the ids now on their way. */
  progress?(done: number, total: number, offered: string[]): void;
};

/** Bytes to offer at once; grows while it goes well, and is kept between rounds. */
export type PushBudget = { bytes: number };
export const freshBudget = (): PushBudget => ({ bytes: FIRST_BYTES });

export type Pushed = { settled: number; deferredS: number | null };

const PATH = "/api/sync/push";
/** When the server defers without saying for how long. */
const DEFERRED_S = 60;

export async function push(deps: PushDeps, budget: PushBudget): Promise<Outcome<Pushed>> {
  // A lane waits for this round behind an item without a verdict; the others go on [K4].
  const blocked = new Set<string>();
  const sum: Pushed = { settled: 0, deferredS: null };
  for (;;) {
    const waiting = await deps.outbox.waiting();
    const batch = nextBatch(waiting, blocked, budget.bytes);
    const offered = batch.map((item) => item.id);
    deps.progress?.(sum.settled, sum.settled + waiting.length, offered);
    if (batch.length === 0) return { ok: true, value: sum };

    const sent = await send(deps, batch);
    if (!sent.ok) {
      if (batch.length > 1) offerLess(budget, batch);
      if (!sent.trouble.tooLarge) return sent;
      if (batch.length === 1) await waitAsTooLarge(deps, batch, blocked);
      continue;
    }
    budget.bytes = Math.min(MOST_BYTES, budget.bytes * 2);
    const { settlements, deferredS, unanswered } = readVerdicts(batch, sent.value.verdicts);
    for (const item of unanswered) blocked.add(item.lane);
    if (deferredS !== null) sum.deferredS = Math.max(sum.deferredS ?? 0, deferredS);
    sum.settled += await deps.outbox.settle(settlements, deps.now());
    // A well-formed answer about nothing we asked: stop here instead of asking for ever.
    if (settlements.length === 0 && deferredS === null) return failed(serverTrouble);
  }
}

async function send(deps: PushDeps, batch: WaitingItem[]): Promise<Outcome<PushAnswer>> {
  const head = await deps.head();
  const request: PushRequest = { ...head, envelopes: await deps.outbox.envelopes(batch.map((item) => item.id)) };
  const answer = await deps.transport.json("POST", PATH, request);
  if (!answer.ok) return answer;
  if (!isPushAnswer(answer.value)) return failed(serverTrouble);
  if (!(await deps.heard(answer.value, head.epoch))) return failed(serverTrouble);
  return { ok: true, value: answer.value };
}

/** One item too large all by itself waits with a word, and only its own lane behind it. */
async function waitAsTooLarge(deps: PushDeps, batch: WaitingItem[], blocked: Set<string>): Promise<void> {
  for (const { id, lane } of batch) {
    blocked.add(lane);
    await deps.outbox.note(id, "request.too-large");
  }
}

/** Whatever it failed of: a slow uplink never gets through with the size it timed out with. */
function offerLess(budget: PushBudget, batch: WaitingItem[]): void {
  const size = batch.reduce((sum, item) => sum + item.size, 0);
  budget.bytes = Math.max(LEAST_BYTES, Math.floor(Math.min(budget.bytes, size) / 2));
}

function readVerdicts(batch: WaitingItem[], verdicts: Verdict[]) {
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  const settlements: Settlement[] = [];
  const unanswered: WaitingItem[] = [];
  let deferredS: number | null = null;
  for (const item of batch) {
    const verdict = byId.get(item.id);
    if (!verdict) unanswered.push(item);
    else if (verdict.verdict === "deferred") {
      unanswered.push(item);
      deferredS = Math.max(deferredS ?? 0, verdict.retryAfterS ?? DEFERRED_S);
    } else settlements.push(settlementOf(item.id, verdict.verdict, verdict));
  }
  return { settlements, deferredS, unanswered };
}

function settlementOf(id: string, state: Settlement["state"], { code, community, version }: Verdict): Settlement {
  const until = community !== undefined && version !== undefined ? `${community}/${version}` : null;
  return { id, state, code: code ?? null, until };
}

import { createStore } from "solid-js/store";
import type { ReturnReason } from "../../domain/visit.ts";
import type { ConsoleApi } from "../api/client.ts";
import type { Reply, Trouble } from "../api/reply.ts";

/** Which visit, as it was looked at: a decision names the revision it is about. */
export type Looked = { id: string; revision: number; name: string };

export type Decision = {
  looked: Looked;
  act: "approve" | "return";
  phase: "sending" | "failed";
  trouble?: Trouble;
};

/**
 * Decisions on their way. The reader has moved on to the next visit by then, so one that fails stays,
 * by visit, until it is tried again or put away.
 */
export type Decisions = {
  of(id: string): Decision | undefined;
  failed(): Decision[];
  approve(looked: Looked): Promise<void>;
  giveBack(looked: Looked, reason: ReturnReason, note: string): Promise<void>;
  putAway(id: string): void;
};

export function createDecisions(
  api: Pick<ConsoleApi, "approve" | "giveBack">,
  on: { done(decision: Decision): void; failed(decision: Decision): void },
): Decisions {
  const [all, setAll] = createStore<Record<string, Decision | undefined>>({});

  async function send(looked: Looked, act: Decision["act"], ask: () => Promise<Reply<unknown>>): Promise<void> {
    if (all[looked.id]?.phase === "sending") return;
    setAll(looked.id, { looked, act, phase: "sending" });
    const reply = await ask();
    if (reply.ok) {
      // First off the list, then settled: between the two nobody may take the visit for one still to be decided.
      on.done({ looked, act, phase: "sending" });
      setAll(looked.id, undefined);
    } else {
      const decision: Decision = { looked, act, phase: "failed", trouble: reply.trouble };
      setAll(looked.id, decision);
      on.failed(decision);
    }
  }

  return {
    of: (id) => all[id],
    failed: () => Object.values(all).filter((one): one is Decision => one?.phase === "failed"),
    approve: (looked) => send(looked, "approve", () => api.approve(looked.id, looked.revision)),
    giveBack: (looked, reason, note) =>
      send(looked, "return", () => api.giveBack(looked.id, { revision: looked.revision, reason, note })),
    putAway: (id) => setAll(id, undefined),
  };
}

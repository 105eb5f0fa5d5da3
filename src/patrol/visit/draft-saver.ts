/** Keeps one draft stored: one save at a time, the newest waiting one wins, and never a false “saved”. */
import { createSignal } from "solid-js";
import type { Instant } from "../../domain/time.ts";
import type { VisitDraft } from "../../domain/visit.ts";
import type { Result, Trouble } from "../../worker/api.ts";

export type SaveState =
  | { kind: "saved"; at: Instant }
  | { kind: "saving" }
  /** What is on the screen is not stored; the person must know until it is. */
  | { kind: "refused"; trouble: Trouble };

export type DraftSaver = {
  state: () => SaveState;
  /** Takes the newest draft; an older one still waiting is dropped. */
  put(draft: VisitDraft): void;
  /** Waits for what was put; true when the newest is stored. */
  flush(): Promise<boolean>;
  /** Tries again what was refused. */
  retry(): void;
};

export function createDraftSaver(
  save: (draft: VisitDraft) => Promise<Result<{ rev: number; savedAt: Instant }>>,
  first: VisitDraft,
): DraftSaver {
  const [state, setState] = createSignal<SaveState>({ kind: "saved", at: first.savedAt });
  let rev = first.rev;
  let waiting: VisitDraft | null = null;
  let running: Promise<void> | null = null;

  async function saveOne(draft: VisitDraft): Promise<boolean> {
    try {
      const stored = await save({ ...draft, rev });
      if (stored.ok) {
        rev = stored.value.rev;
        if (!waiting) setState({ kind: "saved", at: stored.value.savedAt });
        return true;
      }
      setState({ kind: "refused", trouble: stored.trouble });
    } catch (error) {
      setState({ kind: "refused", trouble: { word: "storage-refused", detail: String(error) } });
    }
    waiting ??= draft;
    return false;
  }

  async function run(): Promise<void> {
    while (waiting) {
      const draft = waiting;
      waiting = null;
      // Stop at a refusal, unless something newer came in meanwhile.
      if (!(await saveOne(draft)) && waiting === draft) break;
    }
    running = null;
  }

  function start(): void {
    if (state().kind !== "refused") setState({ kind: "saving" });
    running ??= run();
  }

  return {
    state,
    put(draft) {
      waiting = draft;
      start();
    },
    async flush() {
      while (running) await running;
      return waiting === null;
    },
    retry() {
      if (waiting) start();
    },
  };
}

/** Which waiting items go into the next request, and in what order. Pure. */
import { MAX_ENVELOPES } from "../protocol/wire.ts";
import type { WaitingItem } from "../replica/outbox.ts";

export const FIRST_BYTES = 64 * 1024;
export const MOST_BYTES = 1024 * 1024;
export const LEAST_BYTES = 4 * 1024;

/**
 * Order holds within a lane only: each lane by `dseq`, lanes by their most pressing item, then by age. Lanes in
 * `blocked` wait for an item of theirs. At least one item, then as many as fit into `bytes`.
 */
export function nextBatch(waiting: WaitingItem[], blocked: ReadonlySet<string>, bytes: number): WaitingItem[] {
  const lanes = new Map<string, WaitingItem[]>();
  for (const item of [...waiting].sort((a, b) => a.dseq - b.dseq)) {
    if (blocked.has(item.lane)) continue;
    lanes.set(item.lane, [...(lanes.get(item.lane) ?? []), item]);
  }
  const pressing = (lane: WaitingItem[]) => Math.min(...lane.map((item) => item.prio));
  const first = (lane: WaitingItem[]) => lane[0]?.dseq ?? 0;
  const inOrder = [...lanes.values()].sort((a, b) => pressing(a) - pressing(b) || first(a) - first(b)).flat();

  const batch: WaitingItem[] = [];
  let size = 0;
  for (const item of inOrder) {
    if (batch.length === MAX_ENVELOPES || (batch.length > 0 && size + item.size > bytes)) break;
    batch.push(item);
    size += item.size;
  }
  return batch;
}

/** For replica and sync tests in a browser: a fresh store each time, toy rules, and the real ones on the wire. */
import type { Elder } from "../../src/domain/elder.ts";
import type { MutationFacts } from "../../src/domain/mutations.ts";
import type { Body } from "../../src/protocol/envelope.ts";
import type { Cursor, DropLine, PutLine } from "../../src/protocol/pull.ts";
import { plainCipher } from "../../src/replica/cipher.ts";
import { XunanDatabase } from "../../src/replica/database.ts";
import type { RuleOf } from "../../src/replica/overlay.ts";
import { Replica } from "../../src/replica/replica.ts";
import type { NewMutation } from "../../src/replica/save-mutation.ts";

export const COMMUNITY = "110102001001";
export const DEVICE = "01930000-0000-7000-8000-00000000d001";

let count = 0;
export const freshUser = (): string => `test-${Date.now()}-${++count}`;
let made = 0;
export const freshId = (): string => `01930000-0000-7000-8000-${String(++made).padStart(12, "0")}`;

/** Elders here carry in `seen` the mutations that took effect; the toy rule adds its own. */
export type ToyElder = Elder & { seen: string[] };
export const toyRule: RuleOf = (kind) =>
  kind === "toy.see"
    ? ({ elder }: MutationFacts, args) => {
        const toy = elder as ToyElder;
        return { elder: { ...toy, seen: [...toy.seen, (args as { id: string }).id] } as Elder };
      }
    : null;

export const openReplica = (userId: string): Promise<Replica> =>
  Replica.open({ author: { id: userId, name: "张敏", role: "patroller" }, cipher: plainCipher, ruleOf: toyRule });

/** A second connection, to look at (or damage) what is stored. */
export async function rawStore<T>(userId: string, work: (db: XunanDatabase) => Promise<T>): Promise<T> {
  const db = new XunanDatabase(userId);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

export function toyBody(id: string, at = "2026-11-22T02:00:00.000Z"): Body {
  return {
    salt: id,
    kind: "toy.see",
    args: { id },
    by: "u1",
    device: DEVICE,
    app: "0.0.0-test",
    occurredAt: at,
    clock: { wall: at, mono: 1, boot: "b", offsetMs: null },
  };
}

export function toyMutation(elderId: string, more: Partial<NewMutation> = {}): NewMutation {
  const id = more.id ?? freshId();
  const about = { elderId, visitId: null, name: "王秀兰", plate: "3号楼 2-402" };
  return { id, lane: elderId, prio: 2, body: toyBody(id), about, ...more };
}

export const communityLine = (version = 1): PutLine => ({
  t: "put",
  kind: "community",
  id: COMMUNITY,
  community: COMMUNITY,
  version,
  row: { code: COMMUNITY, name: "校场社区", settings: {} },
});
export const elderLine = (id: string, version: number, more: Record<string, unknown> = {}): PutLine => ({
  t: "put",
  kind: "elder",
  id,
  elder: id,
  community: COMMUNITY,
  version,
  row: { id, community: COMMUNITY, name: "王秀兰", seen: [], ...more },
});
export const dropLine = (id: string, version: number): DropLine => ({
  t: "drop",
  kind: "elder",
  id,
  community: COMMUNITY,
  version,
});
export const cursorAt = (version: number, lastId = "~"): Cursor => ({ [COMMUNITY]: [version, lastId] });

/** A whole pull in one mark. */
export async function pulled(replica: Replica, lines: (PutLine | DropLine)[], version: number): Promise<void> {
  await replica.applyMark({ lines, cursor: cursorAt(version), end: true }, replica.pullCursor());
}

export const seen = (replica: Replica, id: string): string[] => (replica.view(id).elder as ToyElder | null)?.seen ?? [];

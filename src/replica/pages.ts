/**
 * The server's rows as sealed pages, appended one a mark. The cursor record names every page with its hash and is
 * written with the page in one transaction, so rows and cursor can never disagree [K6] and a torn store is seen.
 *
 * A refill (first download, `reset`, torn store) fills a second list of pages beside the old one and takes its place
 * at `end`: until then the old rows stay on the screen, and a cut refill resumes.
 */
import type { Cursor } from "../protocol/pull.ts";
import type { Cipher } from "./cipher.ts";
import type { CursorRow, PageRow, XunanDatabase } from "./database.ts";
import { sha256 } from "./hash.ts";
import { StaleWrite, stored } from "./storage-refused.ts";

export type PageRef = { no: number; hash: string };

export type CursorRecord = {
  cursor: Cursor | null;
  /** An `end` was seen at this cursor: it is not in the middle of a version. */
  whole: boolean;
  /** The `rev` at which the last `end` was stored. */
  endedRev?: number | undefined;
  pages: PageRef[];
  fill: { cursor: Cursor | null; pages: PageRef[] } | null;
  nextNo: number;
  /** Pages still hold rows that were dropped since: rewrite them soon, an un-assigned elder has to be gone [K5]. */
  drops: boolean;
};

/** The record as last read or written; `rev` tells whether somebody else wrote since. */
export type HeldPages = { rev: number; record: CursorRecord };

export type LoadedPages = { held: HeldPages; shown: string[]; filling: string[]; torn: boolean };

const EMPTY: CursorRecord = { cursor: null, whole: false, pages: [], fill: null, nextNo: 1, drops: false };

/** Reads everything once. What the record does not vouch for is left out, and then only a refill will do. */
export async function loadPages(db: XunanDatabase, cipher: Cipher): Promise<LoadedPages> {
  const [row, pages] = await stored(db, () =>
    db.transaction(
      "r",
      db.meta,
      db.pages,
      async () =>
        [
          (await db.meta.get("cursor")) as CursorRow | undefined,
          new Map((await db.pages.toArray()).map((page) => [page.no, page])),
        ] as const,
    ),
  );
  const record = row ? await openRecord(cipher, row) : pages.size === 0 ? EMPTY : null;
  const rev = row?.rev ?? 0;
  if (!record)
    return {
      held: { rev, record: { ...EMPTY, nextNo: 1 + Math.max(0, ...pages.keys()) } },
      shown: [],
      filling: [],
      torn: true,
    };

  const shown = await openPages(cipher, record.pages, pages);
  const filling = await openPages(cipher, record.fill?.pages ?? [], pages);
  if (shown.torn) {
    // Show what is sound; no cursor, so the next pull fills everything anew.
    const sound = record.pages.filter((ref) => shown.sound.has(ref.no));
    const left: CursorRecord = { ...record, cursor: null, whole: false, pages: sound, fill: null };
    return { held: { rev, record: left }, shown: shown.texts, filling: [], torn: true };
  }
  if (filling.torn)
    return {
      held: { rev, record: { ...record, fill: { cursor: null, pages: [] } } },
      shown: shown.texts,
      filling: [],
      torn: false,
    };
  return { held: { rev, record }, shown: shown.texts, filling: filling.texts, torn: false };
}

async function openRecord(cipher: Cipher, row: CursorRow): Promise<CursorRecord | null> {
  try {
    return JSON.parse(await cipher.open("cursor", row.box)) as CursorRecord;
  } catch {
    // Unreadable or from another key: the pages are worth nothing without it.
    return null;
  }
}

async function openPages(cipher: Cipher, refs: PageRef[], pages: Map<number, PageRow>) {
  const texts: string[] = [];
  const sound = new Set<number>();
  for (const { no, hash } of refs) {
    const page = pages.get(no);
    const text = page ? await cipher.open(`page/${no}`, page.box).catch(() => null) : null;
    if (text === null || (await sha256(text)) !== hash) continue;
    texts.push(text);
    sound.add(no);
  }
  return { texts, sound, torn: sound.size < refs.length };
}

/** Where the next pull begins. */
export function pullCursor({ record }: HeldPages): Cursor | null {
  return record.fill ? record.fill.cursor : record.cursor;
}

export function isFilling({ record }: HeldPages): boolean {
  return record.fill !== null || record.cursor === null;
}

/** One mark: its lines become a page, and the cursor moves, together. Throws StaleWrite when another pull was here. */
export async function appendPage(
  db: XunanDatabase,
  cipher: Cipher,
  held: HeldPages,
  mark: { lines: string; cursor: Cursor; end: boolean; drops: boolean },
): Promise<HeldPages> {
  const record = { ...held.record };
  if (mark.end) record.endedRev = held.rev + 1;
  const added: PageRow[] = [];
  const ref = mark.lines === "" ? [] : [await sealPage(cipher, record, mark.lines, added)];
  if (isFilling(held)) {
    const fill = record.fill ?? { cursor: null, pages: [] };
    record.fill = { cursor: mark.cursor, pages: [...fill.pages, ...ref] };
    if (mark.end) {
      Object.assign(record, {
        cursor: mark.cursor,
        whole: true,
        pages: record.fill.pages,
        fill: null,
        drops: mark.drops,
      });
    }
  } else {
    Object.assign(record, {
      cursor: mark.cursor,
      whole: mark.end,
      pages: [...record.pages, ...ref],
      drops: record.drops || mark.drops,
    });
  }
  return write(db, cipher, held, record, added);
}

/** The server said `reset`: fill anew. Rows stay on the screen until that is done; the outbox is not touched. */
export function startRefill(db: XunanDatabase, cipher: Cipher, held: HeldPages): Promise<HeldPages> {
  const record = { ...held.record, fill: { cursor: null, pages: [] } };
  return write(db, cipher, held, record, []);
}

export function forgetPages(db: XunanDatabase, cipher: Cipher, held: HeldPages): Promise<HeldPages> {
  return write(db, cipher, held, { ...EMPTY, nextNo: held.record.nextNo }, []);
}

/** Rewrites all pages from the rows as they are now, and with that forgets dropped and superseded ones. */
export async function compactPages(
  db: XunanDatabase,
  cipher: Cipher,
  held: HeldPages,
  pageTexts: string[],
): Promise<HeldPages> {
  const record = { ...held.record, drops: false };
  const added: PageRow[] = [];
  record.pages = [];
  for (const text of pageTexts) record.pages.push(await sealPage(cipher, record, text, added));
  return write(db, cipher, held, record, added);
}

async function sealPage(cipher: Cipher, record: CursorRecord, text: string, added: PageRow[]): Promise<PageRef> {
  const no = record.nextNo;
  record.nextNo += 1;
  added.push({ no, box: await cipher.seal(`page/${no}`, text) });
  return { no, hash: await sha256(text) };
}

async function write(
  db: XunanDatabase,
  cipher: Cipher,
  held: HeldPages,
  record: CursorRecord,
  added: PageRow[],
): Promise<HeldPages> {
  const rev = held.rev + 1;
  const named = [...record.pages, ...(record.fill?.pages ?? [])].map((page) => page.no);
  const box = await cipher.seal("cursor", JSON.stringify(record));
  await stored(db, () =>
    db.transaction("rw", db.meta, db.pages, async () => {
      const now = (await db.meta.get("cursor")) as CursorRow | undefined;
      if ((now?.rev ?? 0) !== held.rev) throw new StaleWrite("another pull was here");
      await db.pages.bulkPut(added);
      // What the record no longer names goes in the same breath.
      await db.pages.where("no").noneOf(named).delete();
      await db.meta.put({ key: "cursor", rev, box });
    }),
  );
  return { rev, record };
}

/** What the worker holds of one person's store: rows, outbox and drafts in memory, and the only ways to change them. */
import { addDays, dayOf } from "../domain/calendar.ts";
import type { Community } from "../domain/community.ts";
import type { Elder } from "../domain/elder.ts";
import type { Instant } from "../domain/time.ts";
import type { Visit } from "../domain/visit.ts";
import type { Body } from "../protocol/envelope.ts";
import type { Cursor, DropLine, PutLine } from "../protocol/pull.ts";
import { OWN_VISIT_DAYS } from "../protocol/wire.ts";
import type { Cipher } from "./cipher.ts";
import { type OutboxRow, XunanDatabase } from "./database.ts";
import { deleteDraft, type KeptDraft, loadDrafts, saveDraft } from "./drafts.ts";
import { forgetSent, KEEP_SENT_DAYS, type Outbox, openOutbox } from "./outbox.ts";
import { type Author, isUnsettled, type LaneView, type OutboxEntry, type RuleOf, replay } from "./overlay.ts";
import {
  appendPage,
  compactPages,
  forgetPages,
  type HeldPages,
  isFilling,
  loadPages,
  pullCursor,
  startRefill,
} from "./pages.ts";
import { applyPageText, createRows, type Rows } from "./rows.ts";
import { type MutationBox, type NewMutation, saveMutation } from "./save-mutation.ts";
import { StaleWrite, stored } from "./storage-refused.ts";

const PAGE_LINES = 300;
/** Delta pages that are let pile up before idle time rewrites them. */
const PAGES_BEFORE_COMPACTION = 16;

export type Mark = { lines: (PutLine | DropLine)[]; cursor: Cursor; end: boolean };

export class Replica {
  readonly outbox: Outbox;
  /** The pages did not fit their cursor when the store was opened; the next pull fills them anew. */
  readonly torn: boolean;
  #db: XunanDatabase;
  #cipher: Cipher;
  #ruleOf: RuleOf;
  readonly author: Author;
  #held: HeldPages;
  #rows: Rows;
  /** Rows of a refill that has not ended yet. */
  #filling: Rows;
  #entries = new Map<string, OutboxEntry>();
  #drafts = new Map<string, KeptDraft>();
  #views = new Map<string, LaneView>();
  #saving: Promise<unknown> = Promise.resolve();
  #byElder: Map<string, OutboxEntry[]> | null = null;

  private constructor(db: XunanDatabase, how: OpenReplica, loaded: Awaited<ReturnType<typeof loadPages>>) {
    this.#db = db;
    this.#cipher = how.cipher;
    this.#ruleOf = how.ruleOf;
    this.author = how.author;
    this.#held = loaded.held;
    this.torn = loaded.torn;
    this.#rows = rowsOf(loaded.shown);
    this.#filling = rowsOf(loaded.filling);
    this.outbox = openOutbox(db);
  }

  /** Throws StorageRefused when the browser will not open the store. */
  static async open(how: OpenReplica): Promise<Replica> {
    const db = new XunanDatabase(how.author.id);
    await stored(db, async () => {
      await db.open();
    });
    const replica = new Replica(db, how, await loadPages(db, how.cipher));
    for (const kept of await loadDrafts(db, how.cipher)) replica.#drafts.set(kept.draft.visitId, kept);
    await replica.refreshOutbox();
    return replica;
  }

  close(): void {
    this.#db.retire();
  }

  // ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The first download has been finished once. */
  get ready(): boolean {
    return this.#held.record.cursor !== null || this.#held.record.pages.length > 0;
  }

  elders(): Elder[] {
    return this.#rows.all("elder").map((row) => this.view(row.id).elder ?? row);
  }

  communities(): Community[] {
    return this.#rows.all("community");
  }

  community(code: string): Community | null {
    return this.#rows.get("community", code);
  }

  /** An elder and the visits of it this phone knows, with this phone's own unsettled work replayed on top. */
  view(elderId: string): LaneView {
    const known = this.#views.get(elderId);
    if (known) return known;
    const mine = this.#lanes().get(elderId) ?? [];
    const unsettled = mine.filter(({ row }) => isUnsettled(row, this.#held.record));
    const view = replay(elderId, unsettled, this.#rows, this.#ruleOf, this.author);
    this.#views.set(elderId, view);
    return view;
  }

  visit(elderId: string, visitId: string): Visit | null {
    return this.view(elderId).visits.get(visitId) ?? null;
  }

  /** Any row as the server sent it, also of a kind this version does not know [K9]. */
  rawLine(kind: string, id: string): PutLine | null {
    return this.#rows.line(kind, id);
  }

  /** The outbox in the order things were done. */
  entries(): OutboxEntry[] {
    return [...this.#entries.values()].sort((a, b) => a.row.dseq - b.row.dseq);
  }

  entry(id: string): OutboxEntry | null {
    return this.#entries.get(id) ?? null;
  }

  waitingCount(): number {
    return this.entries().filter(({ row }) => row.state === "waiting").length;
  }

  drafts(): KeptDraft[] {
    return [...this.#drafts.values()];
  }

  draft(visitId: string): KeptDraft | null {
    return this.#drafts.get(visitId) ?? null;
  }

  // ── a person's work ────────────────────────────────────────────────────────────────────────────────────────────

  /** Resolves when the act is on the disk [K1]. One after the other: each builds on the chain's tail. */
  save(mutation: NewMutation): Promise<OutboxRow> {
    const saved = this.#saving.then(() => this.#saveNow(mutation));
    this.#saving = saved.catch(() => {});
    return saved;
  }

  async #saveNow(mutation: NewMutation): Promise<OutboxRow> {
    const row = await saveMutation(this.#db, this.#cipher, mutation);
    // Memory follows without reading back: nothing after the commit may turn “saved” into a failure.
    if (mutation.draftId) this.#drafts.delete(mutation.draftId);
    const { about, body, settles } = mutation;
    this.#entries.set(row.id, { row, about, body, replaces: settles?.as === "replaced" ? settles.id : null });
    const settled = settles && this.#entries.get(settles.id);
    if (settled) this.#entries.set(settles.id, { ...settled, row: { ...settled.row, state: settles.as, at: row.at } });
    this.#outboxChanged();
    return row;
  }

  async saveDraft(kept: KeptDraft): Promise<void> {
    await saveDraft(this.#db, this.#cipher, kept);
    this.#drafts.set(kept.draft.visitId, kept);
  }

  async deleteDraft(visitId: string): Promise<void> {
    await deleteDraft(this.#db, visitId);
    this.#drafts.delete(visitId);
  }

  /** The service worker may have delivered meanwhile: read what the outbox says now. */
  async refreshOutbox(): Promise<void> {
    const rows = await stored(this.#db, () => this.#db.outbox.toArray());
    const entries = await Promise.all(rows.map((row) => this.#openEntry(row)));
    this.#entries = new Map(entries.map((entry) => [entry.row.id, entry]));
    this.#outboxChanged();
  }

  #outboxChanged(): void {
    this.#byElder = null;
    this.#views.clear();
  }

  #lanes(): Map<string, OutboxEntry[]> {
    if (this.#byElder) return this.#byElder;
    const lanes = new Map<string, OutboxEntry[]>();
    for (const entry of this.entries())
      if (entry.about.elderId) lanes.set(entry.about.elderId, [...(lanes.get(entry.about.elderId) ?? []), entry]);
    this.#byElder = lanes;
    return lanes;
  }

  async #openEntry(row: OutboxRow): Promise<OutboxEntry> {
    const known = this.#entries.get(row.id);
    if (known) return { ...known, row };
    const box = JSON.parse(await this.#cipher.open(`outbox/${row.id}`, row.mutation)) as MutationBox;
    return { row, about: box.about, body: JSON.parse(box.body) as Body, replaces: box.replaces ?? null };
  }

  // ── the server's rows ──────────────────────────────────────────────────────────────────────────────────────────

  pullCursor(): Cursor | null {
    return pullCursor(this.#held);
  }

  /** Throws StaleWrite, and changes nothing, when another pull wrote since `from` was asked for. */
  async applyMark(mark: Mark, from: Cursor | null): Promise<void> {
    if (JSON.stringify(from) !== JSON.stringify(this.pullCursor())) throw new StaleWrite("this pull began elsewhere");
    const lines = mark.lines.map((line) => JSON.stringify(line)).join("\n");
    const drops = mark.lines.some((line) => line.t === "drop");
    const filling = isFilling(this.#held);
    const page = { lines, cursor: mark.cursor, end: mark.end, drops };
    this.#held = await appendPage(this.#db, this.#cipher, this.#held, page).catch((error) => this.#lostRace(error));
    const target = filling ? this.#filling : this.#rows;
    for (const line of mark.lines) target.apply(line);
    if (filling && mark.end) {
      this.#rows = this.#filling;
      this.#filling = createRows();
    }
    this.#views.clear();
  }

  /** Somebody else wrote the pages (no Web Locks here): take over what is stored, and let this pull fail. */
  async #lostRace(error: unknown): Promise<never> {
    if (error instanceof StaleWrite) {
      const loaded = await loadPages(this.#db, this.#cipher);
      this.#held = loaded.held;
      this.#rows = rowsOf(loaded.shown);
      this.#filling = rowsOf(loaded.filling);
      this.#views.clear();
    }
    throw error;
  }

  /** The server said `reset`. Rows are filled anew beside the old ones; outbox and drafts are not touched. */
  async startRefill(): Promise<void> {
    this.#held = await startRefill(this.#db, this.#cipher, this.#held);
    this.#filling = createRows();
  }

  /** Signed out: what the server can give again goes from this phone; outbox and drafts stay [K3]. */
  async forgetRows(): Promise<void> {
    this.#held = await forgetPages(this.#db, this.#cipher, this.#held);
    this.#rows = createRows();
    this.#filling = createRows();
    this.#views.clear();
  }

  /** A new epoch: forget how far we had read and offer again everything that was kept [K12]. */
  async newEpoch(at: Instant): Promise<void> {
    await this.outbox.resend(at);
    await this.startRefill();
    await this.refreshOutbox();
  }

  /** The server's own rule; it only says so when a row changes, and these no longer do. */
  #forgetOldVisits(now: Instant): boolean {
    const first = addDays(dayOf(now), -OWN_VISIT_DAYS);
    const old = this.#rows.all("visit").filter(({ id, state, record }) => {
      const owed = state === "submitted" || state === "returned" || this.#drafts.has(id);
      return !owed && record !== undefined && record.on < first;
    });
    for (const { id } of old) this.#rows.forget("visit", id);
    if (old.length > 0) this.#views.clear();
    return old.length > 0;
  }

  /**
   * After a whole round: rewrites pages that hold dropped rows or old visits at once [K5], grown ones when there is time, and
   * forgets what was delivered long ago (`now` must be the server's time).
   */
  async tidy(now: Instant): Promise<void> {
    const { record } = this.#held;
    const whole = !record.fill && record.cursor !== null;
    const aged = whole && this.#forgetOldVisits(now);
    if (whole && (aged || record.drops || record.pages.length > PAGES_BEFORE_COMPACTION))
      this.#held = await compactPages(this.#db, this.#cipher, this.#held, this.#rows.pageTexts(PAGE_LINES));
    const before = new Date(Date.parse(now) - KEEP_SENT_DAYS * 86_400_000).toISOString();
    const replayed = this.entries().filter(({ row }) => isUnsettled(row, record));
    const forgotten = await forgetSent(this.#db, before, new Set(replayed.map(({ row }) => row.id)));
    if (forgotten.length > 0) await this.refreshOutbox();
  }
}

export type OpenReplica = { author: Author; cipher: Cipher; ruleOf: RuleOf };

function rowsOf(texts: string[]): Rows {
  const rows = createRows();
  for (const text of texts) applyPageText(rows, text);
  return rows;
}

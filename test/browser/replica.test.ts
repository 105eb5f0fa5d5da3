/** The phone's store over real IndexedDB: what is atomic, what stays, what is seen. */
import { expect, test, vi } from "vitest";
import type { Community } from "../../src/domain/community.ts";
import type { VisitDraft } from "../../src/domain/visit.ts";
import type { Envelope } from "../../src/protocol/envelope.ts";
import type { PutLine } from "../../src/protocol/pull.ts";
import type { XunanDatabase } from "../../src/replica/database.ts";
import { sha256 } from "../../src/replica/hash.ts";
import type { Replica } from "../../src/replica/replica.ts";
import { StaleWrite, StorageRefused } from "../../src/replica/storage-refused.ts";
import {
  COMMUNITY,
  communityLine,
  cursorAt,
  dropLine,
  elderLine,
  freshUser,
  openReplica,
  pulled,
  rawStore,
  seen,
  toyMutation,
} from "../support/replica-kit.ts";

async function withElder(elderId = "e1"): Promise<{ userId: string; replica: Replica }> {
  const userId = freshUser();
  const replica = await openReplica(userId);
  await pulled(replica, [communityLine(), elderLine(elderId, 1)], 1);
  return { userId, replica };
}
const reopened = async (userId: string, old: Replica) => {
  old.close();
  return openReplica(userId);
};
const draftOf = (visitId: string, elderId: string) =>
  ({ visitId, elderId, rev: 1, savedAt: "2026-11-22T02:00:00.000Z", answers: {} }) as unknown as VisitDraft;
const keep = (replica: Replica, visitId: string, elderId: string) => {
  const elder = replica.elders()[0];
  if (!elder) throw new Error("no elder");
  return replica.saveDraft({ draft: draftOf(visitId, elderId), replaces: null, elder, community: {} as Community });
};
/** Makes the next writes of one table fail inside the transaction, as a full disk does. */
const failWrites = (table: string) =>
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
    if (this.name === table) throw new DOMException("disk full", "QuotaExceededError");
    return Reflect.apply(realPut, this, args) as IDBRequest<IDBValidKey>;
  });
const realPut = IDBObjectStore.prototype.put;

test("[K1] strict: every writing transaction asks for it", async () => {
  const asked: string[] = [];
  const real = IDBDatabase.prototype.transaction;
  const spy = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
    this: IDBDatabase,
    ...[names, mode, options]: Parameters<IDBDatabase["transaction"]>
  ) {
    if (mode === "readwrite" && this.name.startsWith("xunan-test")) asked.push(options?.durability ?? "default");
    return real.call(this, names, mode, options);
  });
  const { replica } = await withElder();
  await replica.save(toyMutation("e1"));
  await keep(replica, "v1", "e1");
  spy.mockRestore();
  expect(asked.length).toBeGreaterThanOrEqual(3);
  expect(new Set(asked)).toEqual(new Set(["strict"]));
});

test("[K1] a saved mutation is there after the app was killed, and shown on top of the server's row", async () => {
  const { userId, replica } = await withElder();
  const { id } = await replica.save(toyMutation("e1"));
  expect(seen(replica, "e1")).toEqual([id]);
  const again = await reopened(userId, replica);
  expect(again.entry(id)?.row).toMatchObject({ state: "waiting", dseq: 1 });
  expect(seen(again, "e1")).toEqual([id]);
});

test("[K1] submit is all or nothing: draft, outbox and chain stay as they were when the transaction aborts", async () => {
  for (const table of ["outbox", "meta"]) {
    const { userId, replica } = await withElder();
    await keep(replica, "v1", "e1");
    const first = await replica.save(toyMutation("e1"));
    const spy = table === "meta" ? failWrites("meta") : failAdds();
    await expect(replica.save(toyMutation("e1", { draftId: "v1" })), table).rejects.toBeInstanceOf(StorageRefused);
    spy.mockRestore();
    expect(replica.draft("v1"), table).not.toBeNull();
    expect(replica.entries().length, table).toBe(1);
    const again = await reopened(userId, replica);
    expect(again.draft("v1"), table).not.toBeNull();
    expect(
      again.entries().map(({ row }) => row.id),
      table,
    ).toEqual([first.id]);
    // And the next one joins the chain without a hole.
    expect((await again.save(toyMutation("e1", { draftId: "v1" }))).dseq, table).toBe(2);
    expect(again.draft("v1"), table).toBeNull();
  }
});
const failAdds = () => {
  const real = IDBObjectStore.prototype.add;
  return vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (
    this: IDBObjectStore,
    ...args: unknown[]
  ) {
    if (this.name === "outbox") throw new DOMException("disk full", "QuotaExceededError");
    return Reflect.apply(real, this, args) as IDBRequest<IDBValidKey>;
  });
};

test("[K1] a draft that cannot be stored is told, and the older one is kept", async () => {
  const { userId, replica } = await withElder();
  await keep(replica, "v1", "e1");
  const spy = failWrites("drafts");
  await expect(keep(replica, "v1", "e1")).rejects.toBeInstanceOf(StorageRefused);
  spy.mockRestore();
  expect((await reopened(userId, replica)).draft("v1")?.draft.visitId).toBe("v1");
});

test("a store the browser will not open is told as refused", async () => {
  const spy = vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
    throw new DOMException("no", "SecurityError");
  });
  await expect(openReplica(freshUser())).rejects.toBeInstanceOf(StorageRefused);
  spy.mockRestore();
});

test("[K11] numbers are dense and each names the hash of the body before, also when many save at once", async () => {
  const { userId, replica } = await withElder();
  await Promise.all(Array.from({ length: 12 }, () => replica.save(toyMutation("e1"))));
  const again = await reopened(userId, replica);
  await again.save(toyMutation("e1"));
  const rows = again.entries();
  expect(rows.map(({ row }) => row.dseq)).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
  let before = "0".repeat(64);
  for (const { row } of rows) {
    const envelope = JSON.parse(row.envelope.data as string) as Envelope;
    expect(envelope.prevHash).toBe(before);
    before = await sha256(envelope.body);
  }
});

test("[K7] beside the boxes an outbox row has only the plain columns a locked phone needs", async () => {
  const { userId, replica } = await withElder();
  await replica.save(toyMutation("e1"));
  const [row] = await rawStore(userId, (db) => db.outbox.toArray());
  expect(Object.keys(row ?? {}).sort()).toEqual(
    ["at", "code", "dseq", "envelope", "id", "lane", "mutation", "prio", "size", "state", "until"].sort(),
  );
  expect(row?.envelope.alg).toBe("none");
  expect(row?.mutation.alg).toBe("none");
});

test("the size of an item is what it weighs on the wire: three bytes a Chinese character", async () => {
  const { replica } = await withElder();
  const mutation = toyMutation("e1");
  const row = await replica.save({ ...mutation, body: { ...mutation.body, args: { note: "血压高".repeat(100) } } });
  expect(row.size).toBe(new Blob([row.envelope.data as string]).size);
});

test("[K3] a correction replaces the refused item in the same transaction, and names it", async () => {
  const { replica } = await withElder();
  const first = await replica.save(toyMutation("e1"));
  await replica.outbox.settle([{ id: first.id, state: "rejected", code: "mutation.invalid", until: null }], first.at);
  await replica.refreshOutbox();
  const second = await replica.save(toyMutation("e1", { settles: { id: first.id, as: "replaced" } }));
  expect(replica.entry(first.id)?.row.state).toBe("replaced");
  expect((JSON.parse(second.envelope.data as string) as Envelope).replaces).toBe(first.id);
});

test("[K6] a page and its cursor are stored together or not at all, whichever of them fails", async () => {
  for (const table of ["pages", "meta"]) {
    const { userId, replica } = await withElder();
    const spy = failWrites(table);
    const bad = pulled(replica, [elderLine("e1", 2, { name: "李桂英" }), elderLine("e2", 2)], 2);
    await expect(bad, table).rejects.toBeInstanceOf(StorageRefused);
    spy.mockRestore();
    expect(replica.pullCursor(), table).toEqual(cursorAt(1));
    const again = await reopened(userId, replica);
    expect(again.pullCursor(), table).toEqual(cursorAt(1));
    expect(
      again.elders().map(({ name }) => name),
      table,
    ).toEqual(["王秀兰"]);
    expect(again.torn, table).toBe(false);
    expect(await rawStore(userId, (db) => db.pages.count()), table).toBe(1);
  }
});

test("[K6] a pull that lost a race changes nothing", async () => {
  const { userId, replica } = await withElder();
  const other = await openReplica(userId);
  await pulled(other, [elderLine("e2", 2)], 2);
  await expect(pulled(replica, [elderLine("e3", 2)], 2)).rejects.toBeInstanceOf(StaleWrite);
  expect(replica.pullCursor()).toEqual(cursorAt(2));
  expect(replica.elders().map(({ id }) => id)).toEqual(["e1", "e2"]);
});

test("[K2] an applied item stays on top until the cursor has passed its version", async () => {
  const { userId, replica } = await withElder();
  const { id, at } = await replica.save(toyMutation("e1"));
  await replica.outbox.settle([{ id, state: "applied", code: null, until: `${COMMUNITY}/5` }], at);
  await replica.refreshOutbox();
  expect(seen(replica, "e1"), "after push, before pull").toEqual([id]);
  expect(seen(await reopened(userId, replica), "e1"), "after a kill in between").toEqual([id]);

  const again = await openReplica(userId);
  await again.applyMark({ lines: [], cursor: cursorAt(4), end: true }, again.pullCursor());
  expect(seen(again, "e1"), "an older cursor").toEqual([id]);
  await again.applyMark({ lines: [], cursor: cursorAt(5, "e0"), end: false }, again.pullCursor());
  expect(seen(again, "e1"), "in the middle of version 5").toEqual([id]);
  await pulled(again, [elderLine("e1", 5, { seen: [id] })], 5);
  expect(seen(again, "e1"), "passed: the server's row alone, not twice").toEqual([id]);
});

test("[K2] moved to a community this phone has not read yet: shown until a whole pull that came after the verdict", async () => {
  const { userId, replica } = await withElder();
  const { id, at } = await replica.save(toyMutation("e1"));
  await replica.outbox.settle([{ id, state: "applied", code: null, until: "110102001002/5" }], at);
  await replica.refreshOutbox();
  expect(seen(replica, "e1"), "the whole pull before knew nothing of it").toEqual([id]);
  const again = await reopened(userId, replica);
  expect(seen(again, "e1"), "also after a restart").toEqual([id]);
  await again.applyMark({ lines: [], cursor: cursorAt(2), end: false }, again.pullCursor());
  expect(seen(again, "e1"), "half a pull").toEqual([id]);
  await pulled(again, [], 3);
  expect(seen(again, "e1"), "a whole pull without it: no elder of that community is ours").toEqual([]);
  expect(seen(await reopened(userId, again), "e1")).toEqual([]);
});

test("rejected and held items are no longer shown as done, and stay in the outbox", async () => {
  for (const state of ["rejected", "held"] as const) {
    const { replica } = await withElder();
    const { id, at } = await replica.save(toyMutation("e1"));
    await replica.outbox.settle([{ id, state, code: "mutation.invalid", until: null }], at);
    await replica.refreshOutbox();
    expect(seen(replica, "e1")).toEqual([]);
    expect(replica.entry(id)?.row).toMatchObject({ state, code: "mutation.invalid" });
  }
});

test("[K3] a verdict is final, and only waiting items take one", async () => {
  const { replica } = await withElder();
  const { id, at } = await replica.save(toyMutation("e1"));
  expect(await replica.outbox.settle([{ id, state: "applied", code: null, until: null }], at)).toBe(1);
  expect(await replica.outbox.settle([{ id, state: "rejected", code: "x.y", until: null }], at)).toBe(0);
  await replica.refreshOutbox();
  expect(replica.entry(id)?.row.state).toBe("applied");
});

test("[K5] a dropped elder is gone from memory and disk, its outbox items and drafts are not", async () => {
  const { userId, replica } = await withElder("e-secret-7731");
  const { id } = await replica.save(toyMutation("e-secret-7731"));
  await keep(replica, "v1", "e-secret-7731");
  await pulled(replica, [dropLine("e-secret-7731", 2)], 2);
  await replica.tidy("2026-11-22T03:00:00.000Z");
  expect(replica.elders()).toEqual([]);
  expect(replica.entry(id)?.row.state).toBe("waiting");
  expect(replica.draft("v1")).not.toBeNull();
  const pages = await rawStore(userId, (db) => db.pages.toArray());
  expect(JSON.stringify(pages)).not.toContain("e-secret-7731");
  expect((await reopened(userId, replica)).elders()).toEqual([]);
});

test("[K3] a reset fills anew beside the old rows, and keeps outbox and drafts", async () => {
  const { userId, replica } = await withElder();
  const { id } = await replica.save(toyMutation("e1"));
  await keep(replica, "v1", "e1");
  await replica.startRefill();
  expect(replica.pullCursor()).toBeNull();
  await replica.applyMark(
    { lines: [communityLine(9), elderLine("e2", 9)], cursor: cursorAt(9, "e2"), end: false },
    null,
  );
  expect(
    replica.elders().map((elder) => elder.id),
    "old rows until the end",
  ).toEqual(["e1"]);

  const again = await reopened(userId, replica);
  expect(again.pullCursor(), "a cut refill resumes").toEqual(cursorAt(9, "e2"));
  expect(again.elders().map((elder) => elder.id)).toEqual(["e1"]);
  await pulled(again, [elderLine("e3", 9)], 9);
  expect(again.elders().map((elder) => elder.id)).toEqual(["e2", "e3"]);
  expect(again.entry(id)?.row.state).toBe("waiting");
  expect(again.draft("v1")).not.toBeNull();
  const after = await reopened(userId, again);
  expect(after.elders().map((elder) => elder.id)).toEqual(["e2", "e3"]);
});

test("a torn page list is seen: what is sound is shown, the next pull fills anew, the outbox stays", async () => {
  const damages: Record<string, (db: XunanDatabase) => PromiseLike<unknown>> = {
    "a page is missing": (db) => db.pages.orderBy("no").limit(1).delete(),
    "a page is another": (db) =>
      db.pages
        .orderBy("no")
        .limit(1)
        .modify({ box: { alg: "none", data: JSON.stringify(elderLine("fake", 1)) } }),
    "the record is gone": (db) => db.meta.delete("cursor"),
    "the record is unreadable": (db) => db.meta.put({ key: "cursor", rev: 3, box: { alg: "other", data: "?" } }),
  };
  for (const [name, damage] of Object.entries(damages)) {
    const { userId, replica } = await withElder();
    await pulled(replica, [elderLine("e2", 2)], 2);
    const { id } = await replica.save(toyMutation("e2"));
    replica.close();
    await rawStore(userId, async (db) => damage(db));
    const torn = await openReplica(userId);
    expect(torn.torn, name).toBe(true);
    expect(torn.pullCursor(), name).toBeNull();
    expect(
      torn.elders().map((elder) => elder.id),
      name,
    ).not.toContain("fake");
    expect(torn.entry(id)?.row.state, name).toBe("waiting");
    await pulled(torn, [communityLine(3), elderLine("e1", 3), elderLine("e2", 3)], 3);
    const healed = await reopened(userId, torn);
    expect(healed.torn, name).toBe(false);
    expect(
      healed.elders().map((elder) => elder.id),
      name,
    ).toEqual(["e1", "e2"]);
    expect(await rawStore(userId, (db) => db.pages.count()), `${name}: no orphans`).toBe(1);
  }
});

test("[K9] rows of unknown kinds and unknown fields are kept and given back as they came", async () => {
  const { userId, replica } = await withElder();
  const strange = { ...elderLine("e1", 2, { moonPhase: { x: [1, null, "满"] } }), extra: "line" };
  const gadget = {
    t: "put" as const,
    kind: "gadget",
    id: "g1",
    community: COMMUNITY,
    version: 2,
    row: { a: 1 },
    hint: true,
  };
  await pulled(replica, [strange, gadget], 2);
  for (let at = 3; at < 30; at += 1) await pulled(replica, [elderLine("e2", at)], at);
  await replica.tidy("2026-11-22T03:00:00.000Z");
  const again = await reopened(userId, replica);
  expect(again.rawLine("gadget", "g1")).toEqual(gadget);
  expect(again.rawLine("elder", "e1")).toEqual(strange);
  expect(await rawStore(userId, (db) => db.pages.count()), "compacted").toBe(1);
});

test("the newest version wins, whatever order the pages have", async () => {
  const { userId, replica } = await withElder();
  await pulled(replica, [elderLine("e1", 7, { name: "新" }), elderLine("e1", 6, { name: "旧" })], 7);
  expect(replica.elders()[0]?.name).toBe("新");
  expect((await reopened(userId, replica)).elders()[0]?.name).toBe("新");
});

test("[K3] sent items are kept seven days, waiting and refused ones for ever", async () => {
  const { userId, replica } = await withElder();
  const [sent, refused, waiting] = [
    await replica.save(toyMutation("e1")),
    await replica.save(toyMutation("e1")),
    await replica.save(toyMutation("e1")),
  ] as const;
  const at = "2026-11-22T02:00:00.000Z";
  await replica.outbox.settle([{ id: sent.id, state: "applied", code: null, until: null }], at);
  await replica.outbox.settle([{ id: refused.id, state: "rejected", code: "x.y", until: null }], at);
  await replica.refreshOutbox();
  await replica.tidy("2026-11-29T01:59:00.000Z");
  expect(replica.entries().length, "6 days 23 hours").toBe(3);
  await replica.tidy("2027-01-29T02:01:00.000Z");
  expect(replica.entries().map(({ row }) => row.id)).toEqual([refused.id, waiting.id]);
  expect((await reopened(userId, replica)).entries().length).toBe(2);
});

test("own visits leave the phone after 30 days, except while somebody has to do something about them", async () => {
  const { userId, replica } = await withElder();
  const visitLine = (id: string, on: string, state: string): PutLine => {
    const row = { id, elderId: "e1", community: COMMUNITY, state, record: { on }, occurredAt: `${on}T02:00:00.000Z` };
    return { t: "put", kind: "visit", id, elder: "e1", community: COMMUNITY, version: 2, row };
  };
  const lines = [
    visitLine("v-31", "2026-10-22", "approved"),
    visitLine("v-31-returned", "2026-10-22", "returned"),
    visitLine("v-31-submitted", "2026-10-22", "submitted"),
    visitLine("v-31-open", "2026-10-22", "approved"),
    visitLine("v-30", "2026-10-23", "approved"),
  ];
  await pulled(replica, lines, 2);
  await keep(replica, "v-31-open", "e1");
  // Already the 22nd in Beijing.
  await replica.tidy("2026-11-21T16:30:00.000Z");
  const left = ["v-31-returned", "v-31-submitted", "v-31-open", "v-30"];
  expect([...replica.view("e1").visits.keys()].sort()).toEqual([...left].sort());
  expect(JSON.stringify(await rawStore(userId, (db) => db.pages.toArray()))).not.toContain('v-31\\"');
  expect([...(await reopened(userId, replica)).view("e1").visits.keys()].sort()).toEqual([...left].sort());
});

test("[K12] a new epoch offers everything kept again and reads from the start", async () => {
  const { replica } = await withElder();
  const [applied, refused] = [await replica.save(toyMutation("e1")), await replica.save(toyMutation("e1"))] as const;
  await replica.outbox.settle([{ id: applied.id, state: "applied", code: null, until: `${COMMUNITY}/2` }], applied.at);
  await replica.outbox.settle([{ id: refused.id, state: "rejected", code: "x.y", until: null }], applied.at);
  await replica.newEpoch("2026-11-23T02:00:00.000Z");
  expect((await replica.outbox.waiting()).map(({ id }) => id)).toEqual([applied.id, refused.id]);
  expect(replica.pullCursor()).toBeNull();
  expect(replica.elders().length, "still shown").toBe(1);
});

test("signing out forgets the rows and keeps the work; another person has a store of their own", async () => {
  const { userId, replica } = await withElder();
  const { id } = await replica.save(toyMutation("e1"));
  await keep(replica, "v1", "e1");
  await replica.forgetRows();
  replica.close();
  const other = await openReplica(freshUser());
  expect(other.entries()).toEqual([]);
  const back = await openReplica(userId);
  expect(back.elders()).toEqual([]);
  expect(back.ready).toBe(false);
  expect(back.entry(id)?.row.state).toBe("waiting");
  expect(back.draft("v1")).not.toBeNull();
  expect(await rawStore(userId, (db) => db.pages.count())).toBe(0);
});

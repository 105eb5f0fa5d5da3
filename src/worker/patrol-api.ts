/** What the page may ask: who is signed in, whether this window writes, and everything the desk does. */
import type { VisitDraft } from "../domain/visit.ts";
import type { Me } from "../protocol/session.ts";
import { deviceFor, deviceOf, readMe, writeMe } from "../replica/device.ts";
import { afterOtherRounds } from "../sync/lock.ts";
import * as session from "../sync/session.ts";
import type { Transport } from "../sync/transport.ts";
import * as acts from "./acts.ts";
import type { Change, PatrolApi, Result, Start, Trouble } from "./api.ts";
import type { PhoneClock } from "./clock.ts";
import { today } from "./day.ts";
import { type Desk, type DeskDeps, openDesk } from "./desk.ts";
import { ruleOf } from "./rules.ts";
import { orRefused, refused, troubleOf } from "./troubles.ts";
import { uuidv7 } from "./uuid.ts";
import { elderView } from "./views/elder.ts";
import { outboxView } from "./views/outbox.ts";
import { searchView } from "./views/search.ts";
import { noSync, syncState } from "./views/sync-state.ts";
import { todayView } from "./views/today.ts";
import type { Writer } from "./writer.ts";

export type Environment = {
  app: string;
  clock: PhoneClock;
  transport: Transport;
  random(): number;
  alarm: DeskDeps["alarm"];
  /** Asks the browser to wake the service worker later; a bonus that may fail silently. */
  askForSync(): Promise<void>;
  storage(): Promise<{ persisted: boolean; usedBytes: number | null }>;
  writer(gained: () => void, lost: () => void): Writer;
};

export function createPatrolApi(env: Environment): PatrolApi & { online(): void } {
  const { clock, transport, app } = env;
  const listeners = new Set<(change: Change) => void>();
  let desk: Desk | null = null;
  /** Why there is no desk though somebody is signed in. */
  let away: Trouble | null = null;
  /** Known also where another window has the desk. */
  let me: Me | null = null;
  let opening: Promise<void> | null = null;

  const changed = (topics: Change["topics"]) => {
    for (const listener of listeners) listener({ topics });
  };

  const writer = env.writer(
    () => {
      away = null;
      void open().then(() => changed(["start", "sync", "today", "outbox"]));
    },
    () => {
      closeDesk();
      away = { word: "elsewhere" };
      changed(["start", "sync"]);
    },
  );

  const closeDesk = () => {
    desk?.close();
    desk = null;
  };

  /** Opens the desk of whoever is signed in, once, if this window may. */
  const open = (): Promise<void> => {
    opening ??= openNow().finally(() => {
      opening = null;
    });
    return opening;
  };
  const openNow = async () => {
    if (desk) return;
    try {
      me = await readMe();
      if (!(await writer.claim())) away = { word: "elsewhere" };
      else if (me) await sitDown(me, await deviceOf(me.user.id, uuidv7(clock.wall())));
      else away = null;
    } catch (error) {
      away = { word: "storage-refused", detail: error instanceof Error ? error.message : String(error) };
    }
  };
  const sitDown = async (person: Me, device: string) => {
    const { random, alarm } = env;
    desk = await openDesk({ me: person, device, app, clock, transport, ruleOf, random, alarm, changed });
    away = null;
    desk.engine.wish("asked");
    // The tag may have used up its few tries: ask again at every start.
    if (desk.replica.waitingCount() > 0) void env.askForSync();
  };

  const startOf = (): Start => ({
    me,
    signedOut: desk ? desk.engine.core().signedOut && !desk.me.mustChangePassword : false,
    ready: desk?.replica.ready ?? false,
    sync: desk ? syncState(desk) : noSync(away),
    communities: desk?.replica.communities() ?? [],
  });

  /** Work at the desk, or why there is none. */
  const at = async <T>(work: (desk: Desk) => Promise<Result<T>>): Promise<Result<T>> => {
    if (!desk) await open();
    const here = desk;
    if (!here) return { ok: false, trouble: away ?? { word: "signed-out" } };
    return orRefused(() => work(here));
  };
  /** An act that changes what is on the phone. */
  const act = <T>(work: (desk: Desk) => Promise<Result<T>>): Promise<Result<T>> =>
    at((here) => here.inTurn(() => work(here)));
  /** A look at the desk; what there is to see without one. */
  const look = async <T>(view: (desk: Desk) => T, otherwise: T): Promise<T> => {
    if (!desk) await open();
    return desk ? view(desk) : otherwise;
  };
  const keepMe = async (person: Me) => {
    await writeMe(person);
    me = person;
    if (desk?.me.user.id === person.user.id) desk.me = person;
  };

  /** From the sign-in of another person on, nothing of the one before may leave: it would go by the wrong session. */
  const besideNoRound = async <T>(login: string, signIn: () => Promise<T>): Promise<T> => {
    const other = desk && desk.me.user.login !== login && !desk.engine.core().signedOut ? desk : null;
    other?.engine.tell({ type: "signed-out" });
    await desk?.engine.rest();
    try {
      return await afterOtherRounds(signIn);
    } finally {
      // Not signed in after all: the desk goes on.
      if (other && other === desk) other.engine.tell({ type: "signed-in" });
    }
  };

  return {
    async start() {
      await open();
      return startOf();
    },

    signIn: (login, password) =>
      orRefused(async (): Promise<Result<Me>> => {
        if (!(await writer.claim())) return { ok: false, trouble: { word: "elsewhere" } };
        const device = await deviceFor(login, uuidv7(clock.wall()));
        const answer = await besideNoRound(login, async () => {
          const answer = await session.signIn(transport, { login, password, device, app });
          if (!answer.ok) return answer;
          // Somebody else's desk is closed, not emptied: what waits there stays [K3].
          if (desk && desk.me.user.id !== answer.value.user.id) closeDesk();
          await keepMe(answer.value);
          return answer;
        });
        if (!answer.ok) return { ok: false, trouble: sessionTrouble(answer.trouble) };
        const person = answer.value;
        if (!desk) await sitDown(person, await deviceOf(person.user.id, device));
        if (!person.mustChangePassword) desk?.engine.tell({ type: "signed-in" });
        changed(["start", "sync", "today", "outbox"]);
        return { ok: true, value: person };
      }),

    changePassword: (current, next) =>
      at(async (here) => {
        const answer = await session.changePassword(transport, { current, next });
        if (!answer.ok) return { ok: false, trouble: sessionTrouble(answer.trouble) };
        await keepMe({ ...here.me, mustChangePassword: false });
        here.engine.tell({ type: "signed-in" });
        changed(["start", "sync"]);
        return { ok: true, value: null };
      }),

    signOut: ({ leaveWork }) =>
      at(async (here) => {
        const waiting = here.replica.waitingCount();
        if (waiting > 0 && !leaveWork) return refused("outbox.not-empty", { waiting });
        here.engine.tell({ type: "signed-out" });
        // Offline the session ends by itself on the server; on this phone it ends now.
        await session.signOut(transport);
        await here.replica.forgetRows();
        await writeMe(null);
        me = null;
        closeDesk();
        changed(["start", "sync", "today", "outbox"]);
        return { ok: true, value: { waiting } };
      }),

    today: (from) => look((here) => todayView(here, from), { on: today(clock), cards: [], visited: 0, planned: 0 }),
    search: (text) => look((here) => searchView(here, text), []),
    elder: (elderId) => look((here) => elderView(here, elderId), null),
    visit: (visitId) => look((here) => acts.openedVisit(here, visitId), null),
    outbox: () => look((here) => outboxView(here), []),
    summary: (visitId) => look((here) => acts.summary(here, visitId), null),

    openVisit: (elderId) => act((here) => acts.openVisit(here, elderId)),
    saveDraft: (draft: VisitDraft) => act((here) => acts.saveDraft(here, draft)),
    discardDraft: (visitId) => act((here) => acts.discardDraft(here, visitId)),
    reopen: (mutationId) => act((here) => acts.reopen(here, mutationId)),
    exportItem: (mutationId) => at((here) => acts.exportItem(here, mutationId)),
    async submit(visitId) {
      const saved = await at((here) => acts.submit(here, visitId));
      if (saved.ok) void env.askForSync();
      return saved;
    },
    async discard(mutationId) {
      const done = await act((here) => acts.discard(here, mutationId));
      if (done.ok) void env.askForSync();
      return done;
    },
    judgeCheckIn: (elderId, fix, reason) =>
      look((here) => acts.checkIn(here, elderId, fix, reason), {
        at: clock.now(),
        judgement: "manual",
        ...(reason ? { reason } : {}),
        coordSys: "wgs84",
      }),

    async syncNow() {
      desk?.engine.wish("asked");
    },
    async visible(shown) {
      desk?.engine.tell({ type: shown ? "shown" : "hidden" });
    },
    online() {
      desk?.engine.wish("online");
    },
    persist: () => env.storage(),

    async takeOver() {
      await writer.steal();
      away = null;
      await open();
      changed(["start", "sync"]);
      return startOf();
    },
    async watch(listener) {
      listeners.add(listener);
    },
  };
}

function sessionTrouble(trouble: session.SessionTrouble): Trouble {
  return trouble.word === "refused" ? trouble : troubleOf(trouble);
}

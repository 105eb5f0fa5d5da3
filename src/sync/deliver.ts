/** Push alone, once, under the lock: what the service worker does when the browser wakes it. It never pulls. */
import { knownDeviceOf, readMe } from "../replica/device.ts";
import { openStoredOutbox } from "../replica/outbox.ts";
import { openContactBook } from "./contact.ts";
import { underSyncLock } from "./lock.ts";
import { freshBudget, push } from "./push.ts";
import { createTransport, type TransportOptions } from "./transport.ts";

export type DeliverDeps = { fetch: TransportOptions["fetch"]; app: string; wall(): number };

/** True when nothing is left to send for now; false asks the browser to wake us again. */
export async function deliver({ fetch, app, wall }: DeliverDeps): Promise<boolean> {
  const done = await underSyncLock(async () => {
    // Read under the lock: somebody else may sign in while we wait for it.
    const me = await readMe();
    const device = me && (await knownDeviceOf(me.user.id));
    // Nobody is signed in, or a password has to be chosen first: nothing may be sent in anyone's name.
    if (!me || !device || me.mustChangePassword) return true;
    const { outbox, close } = openStoredOutbox(me.user.id);
    try {
      const contact = await openContactBook({ userId: me.user.id, device, app, wall, newEpoch: null });
      const outcome = await push(
        {
          outbox,
          transport: createTransport({ fetch }),
          head: async () => contact.head((await outbox.waiting()).length),
          heard: contact.heard,
          now: () => new Date(wall() + (contact.last()?.offsetMs ?? 0)).toISOString(),
        },
        freshBudget(),
      );
      return outcome.ok && (await outbox.waiting()).length === 0;
    } finally {
      close();
    }
  });
  // Somebody else is sending: that is their round, not a failure of ours.
  return done ?? true;
}

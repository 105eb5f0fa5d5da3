/** What every message carries, and what every answer tells of the server: its epoch and its clock [K10] [K12]. */
import type { Instant } from "../domain/time.ts";
import type { PhoneHead, ServerHead } from "../protocol/message.ts";
import { PROTOCOL } from "../protocol/wire.ts";
import { type Contact, readContact, writeContact } from "../replica/device.ts";
import { epochNews } from "./epoch.ts";

export type ContactBook = {
  last(): Contact | null;
  head(pending: number): PhoneHead;
  /** False: the answer is of another server than the one we asked and must not be used. */
  heard(head: ServerHead, sentTo: string | null): Promise<boolean>;
  /** Everything that waited has been sent. */
  synced(at: Instant): Promise<void>;
};

export type ContactDeps = {
  userId: string;
  device: string;
  app: string;
  /** The phone's own clock, ms. */
  wall(): number;
  /** Takes in that the server may have lost things. Null where that is somebody else's job (service worker). */
  newEpoch: (() => Promise<void>) | null;
};

export async function openContactBook(deps: ContactDeps): Promise<ContactBook> {
  let contact = await readContact(deps.userId);
  const write = async (next: Contact) => {
    contact = next;
    await writeContact(deps.userId, next);
  };
  return {
    last: () => contact,

    head: (pending) => ({
      protocol: PROTOCOL,
      app: deps.app,
      device: deps.device,
      epoch: contact?.epoch ?? null,
      pending,
      wall: new Date(deps.wall()).toISOString(),
    }),

    async heard({ epoch, serverTime }, sentTo) {
      const news = epochNews(epoch, contact?.epoch ?? null, sentTo);
      if (news === "old" || (news === "new" && !deps.newEpoch)) return false;
      // First the consequence, then the note of it: a kill in between only does it again.
      if (news === "new") await deps.newEpoch?.();
      const offsetMs = Date.parse(serverTime) - deps.wall();
      await write({ epoch, at: serverTime, offsetMs, syncedAt: contact?.syncedAt ?? null });
      return news !== "new";
    },

    async synced(at) {
      if (contact) await write({ ...contact, syncedAt: at });
    },
  };
}

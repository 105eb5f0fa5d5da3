/** The few values of this phone that are read before any database: who is signed in, device ids, last contact. */
import { createStore, get, set, update } from "idb-keyval";
import type { Instant } from "../domain/time.ts";
import type { Me } from "../protocol/session.ts";
import { stored } from "./storage-refused.ts";

/** `offsetMs` is server minus phone clock. */
export type Contact = { epoch: string; at: Instant; offsetMs: number; syncedAt: Instant | null };

/**
 * A device id belongs to one person on one phone: the dense numbers and the hash chain live in that person's database,
 * and two chains under one id would look like a cloned phone [K11].
 */
type Account = { device: string; userId: string | null };

const NAME = "xunan-device";
let store: ReturnType<typeof createStore> | null = null;
const open = () => {
  store ??= createStore(NAME, "values");
  return store;
};
/** The rare rejected open must not be remembered for ever by the store. */
const kept = <T>(work: () => Promise<T>) =>
  stored(
    {
      close: () => {
        store = null;
      },
      open: async () => open(),
    },
    work,
  );

export const readMe = (): Promise<Me | null> => kept(async () => (await get<Me>("me", open())) ?? null);
export const writeMe = (me: Me | null): Promise<void> => kept(() => set("me", me, open()));

export const readContact = (userId: string): Promise<Contact | null> =>
  kept(async () => (await get<Contact>(`contact/${userId}`, open())) ?? null);
export const writeContact = (userId: string, contact: Contact): Promise<void> =>
  kept(() => set(`contact/${userId}`, contact, open()));

/** The device id to sign in with; `fresh` is used when this account was never here. */
export async function deviceFor(login: string, fresh: string): Promise<string> {
  const key = `account/${login.trim().toLowerCase()}`;
  await kept(() => update<Account>(key, (known) => known ?? { device: fresh, userId: null }, open()));
  return (await kept(() => get<Account>(key, open())))?.device ?? fresh;
}

/** The device id of somebody's chain, for good from the first sign-in on, whatever the account is called later. */
export async function deviceOf(userId: string, signedInWith: string): Promise<string> {
  const key = `device/${userId}`;
  await kept(() => update<string>(key, (known) => known ?? signedInWith, open()));
  return (await kept(() => get<string>(key, open()))) ?? signedInWith;
}

export const knownDeviceOf = (userId: string): Promise<string | null> =>
  kept(async () => (await get<string>(`device/${userId}`, open())) ?? null);

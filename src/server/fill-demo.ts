/** Fills an empty database with the demo, so that `npm start` shows something at once. */
import { isDemo } from "./auth/accounts.sql.ts";
import { system } from "./db/connection.ts";
import type { Door } from "./db/door.ts";
import { seedDemo } from "./demo/seed.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./demo/staff.ts";
import type { Settings } from "./settings.ts";

export type Demo = { accounts: readonly string[]; password: string };

/** @returns the demo of this database, filled now or at an earlier start; null when it has none. */
export async function fillDemo(
  { database, keys }: Door,
  { demo }: Settings,
  tell: (line: string) => void,
): Promise<Demo | null> {
  if (demo) await seedDemo({ database, keys, now: new Date(), log: tell });
  const filled = await database.as(system, isDemo);
  return filled ? { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD } : null;
}

/** Fills an empty database with the demo, so that `npm start` shows something at once. */
import type { Door } from "./db/door.ts";
import type { Settings } from "./settings.ts";

export type Demo = { accounts: readonly string[]; password: string };

/** @returns the demo of this database, filled now or before; null when it has none. */
export async function fillDemo(_door: Door, _settings: Settings, _tell: (line: string) => void): Promise<Demo | null> {
  return null;
}

/** Fills an empty database with the demo: real areas, invented people, three months of their visits. */
import { dayOf } from "../../domain/calendar.ts";
import { type AreaSettings, type Community, defaultSettings } from "../../domain/community.ts";
import type { Area } from "../areas/area.ts";
import shippedAreas from "../areas/areas.csv?raw";
import { importAreas } from "../areas/command.ts";
import { readAreaFile } from "../areas/read-areas.ts";
import { hashPassword } from "../auth/password.ts";
import { type Database, system } from "../db/connection.ts";
import type { Keys } from "../keys.ts";
import { saveAccounts } from "../people/people.sql.ts";
import { isEmpty, markAsDemo, setAreaSettings } from "./demo.sql.ts";
import { demoPlaces } from "./homes.ts";
import { inventLives } from "./invent.ts";
import type { Staff } from "./life.ts";
import { liveThrough } from "./live-through.ts";
import { DEMO_DISTRICT, DEMO_PASSWORD, demoStaff } from "./staff.ts";
import { writeLives } from "./write-demo.ts";

export type SeedOptions = {
  database: Database;
  keys: Keys;
  /** The demo ends the evening before. The same day gives the same demo. */
  now: Date;
  log(line: string): void;
};

const DAY_MS = 86_400_000;
/** What differs there from the defaults: Beijing's number for gas repairs (field pack §8.5). */
const DISTRICT_SETTINGS: Pick<AreaSettings, "phones"> = { phones: { ...defaultSettings.phones, gas: "96777" } };

/**
 * All in one transaction: a start that is broken off leaves the database empty.
 * @returns false, and nothing done, when the database holds anything already.
 */
export async function seedDemo({ database, keys, now, log }: SeedOptions): Promise<boolean> {
  const started = Date.now();
  if (!(await database.as(system, isEmpty))) return false;
  log("正在准备演示数据……");
  const today = dayOf(now.toISOString());
  const since = new Date(Date.parse(`${today}T00:00:00+08:00`) - 100 * DAY_MS);
  const staff = demoStaff(since);
  const { areas } = readAreaFile(Buffer.from(shippedAreas), new Set());
  const lives = inventLives(staff, communitiesOf(areas), today);
  liveThrough(lives, staff, today);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  // All people and days are thought out before this begins, so that it is short.
  const written = await database.as(system, async (db) => {
    if (!(await isEmpty(db))) return false;
    await importAreas(db, areas);
    await setAreaSettings(db, DEMO_DISTRICT, DISTRICT_SETTINGS);
    await saveAccounts(
      db,
      staff.map((one) => accountOf(one, passwordHash)),
    );
    await writeLives(db, keys, lives, since);
    await markAsDemo(db);
    return true;
  });
  const visits = lives.reduce((sum, life) => sum + life.visits.length, 0);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (written) log(`演示数据好了：${lives.length} 位老人，${visits} 次巡视，用了 ${seconds} 秒。`);
  return written;
}

function communitiesOf(areas: readonly Area[]): Map<string, Community> {
  const nameOf = new Map(areas.map((area) => [area.code, area.name]));
  const settings = { ...defaultSettings, ...DISTRICT_SETTINGS };
  return new Map(
    demoPlaces.map(({ code }) => [
      code,
      {
        code,
        name: nameOf.get(code) ?? "",
        streetName: nameOf.get(code.slice(0, 9)) ?? "",
        districtName: nameOf.get(DEMO_DISTRICT) ?? "",
        settings,
      },
    ]),
  );
}

function accountOf(staff: Staff, passwordHash: string) {
  const { id: userId, login, name, role, areas } = staff;
  return { userId, login, name, role, areas, passwordHash, mustChangePassword: false, demo: true };
}

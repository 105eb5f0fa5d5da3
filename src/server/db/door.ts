/** Opens the database of the settings, ready for use: reached or started, migrated, tested, and matched with its keys. */
import { sql } from "kysely";
import { type Keys, loadKeys } from "../keys.ts";
import type { Settings } from "../settings.ts";
import { Trouble } from "../trouble.ts";
import { type Database, openDatabase, system } from "./connection.ts";
import { openEmbedded } from "./embedded/embedded.ts";
import { makeDataDir } from "./embedded/place.ts";
import { migrate } from "./migrate.ts";
import { publishRuleset } from "./rulesets.sql.ts";
import { selfTest } from "./self-test.ts";

export type Door = {
  database: Database;
  keys: Keys;
  epoch: string;
  /** Closes the pool; an embedded database is stopped by whoever leaves last. */
  close(): Promise<void>;
};

export type DoorOptions = {
  settings: Settings;
  purpose: "server" | "command";
  tell(line: string): void;
  /** See openEmbedded. */
  onLost(): void;
};

/** @throws Trouble in one sentence for everything the person who starts it can put right. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  try {
    return await open(options);
  } catch (error) {
    throw foreignFolder(error) ?? error;
  }
}

async function open(options: DoorOptions): Promise<Door> {
  const { dataDir, databaseUrl } = options.settings;
  await makeDataDir(dataDir);
  const embedded = databaseUrl === null ? await openEmbedded({ ...options, dataDir }) : null;
  const connectionString = embedded?.url ?? databaseUrl ?? "";
  let database: Database | null = null;
  try {
    const { stepDown, epoch } = await migrate(connectionString);
    database = openDatabase({ connectionString, stepDown });
    await selfTest(database);
    await publishRuleset(database);
    const keys = loadKeys(dataDir);
    await matchKeys(database, keys);
    const opened = database;
    return {
      database: opened,
      keys,
      epoch,
      async close() {
        await opened.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await database?.close();
    await embedded?.release();
    throw error;
  }
}

/** A folder once used as root cannot be used as an ordinary user, and the other way round it may be. */
function foreignFolder(error: unknown): Trouble | null {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS") return null;
  return new Trouble(
    `没有权限使用 ${path}（${code}）：数据文件夹属于另一个系统用户，请换那个用户运行，或换一个 DATA_DIR。`,
    "The data folder belongs to another user of this machine: run as that user, or choose another DATA_DIR.",
  );
}

/** Other keys would make every ID number a stranger and every sealed profile unreadable, unnoticed for weeks. */
async function matchKeys(database: Database, keys: Keys): Promise<void> {
  const known = await database.as(system, async (db) => {
    await sql`insert into meta (key, value) values ('keys', to_jsonb(${keys.fingerprint}::text)) on conflict do nothing`.execute(
      db,
    );
    return db.selectFrom("meta").select("value").where("key", "=", "keys").executeTakeFirstOrThrow();
  });
  if (known.value === keys.fingerprint) return;
  throw new Trouble(
    "DATA_DIR/keys 里的钥匙不是这个数据库的，身份证号会读不出来：请把原来的 keys 文件夹放回去。",
    "The keys in DATA_DIR/keys do not belong to this database: put the original keys folder back.",
  );
}

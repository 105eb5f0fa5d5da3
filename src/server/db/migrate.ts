/** Brings a database to the schema this program was built with, and never past or behind it. */
import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { Trouble } from "../trouble.ts";
import { settleRole } from "./app-role.ts";
import { connectionTrouble } from "./connection-trouble.ts";

export type Migration = { number: number; name: string; sql: string };
export type Migrated = {
  /** Names of the migrations that ran now. */
  applied: string[];
  /** For openDatabase: whether transactions must step down to the role `xunan_app`. */
  stepDown: boolean;
  /** Identity of this database's history [K12]; new at each restore. */
  epoch: string;
};

const OLDEST_SERVER = 15;
/** One number for all programs of ours that migrate at the same time. */
const MIGRATION_LOCK = "7886001";

const files = import.meta.glob<string>("./migrations/*.sql", { query: "?raw", import: "default", eager: true });

/** The migrations this program carries, by number. */
export const migrations: Migration[] = Object.entries(files)
  .map(([path, sql]) => {
    const name = path.replace(/^.*\//, "").replace(/\.sql$/, "");
    return { number: Number.parseInt(name, 10), name, sql };
  })
  .sort((a, b) => a.number - b.number);

const checksum = (migration: Migration) => createHash("sha256").update(migration.sql).digest("hex");

/** @throws Trouble when the server cannot be reached, is too old, or holds a newer or a changed schema. */
export async function migrate(connectionString: string, list: Migration[] = migrations): Promise<Migrated> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    application_name: "xunan-migrate",
  });
  client.on("error", () => {});
  await client.connect().catch((error) => {
    throw connectionTrouble(error, connectionString);
  });
  try {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const applied = await applyAll(client, list);
    const stepDown = await settleRole(client);
    return { applied, stepDown, epoch: await installEpoch(client) };
  } finally {
    // Ending the connection gives the lock back.
    await client.end().catch(() => {});
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major");
  if (rows[0].major < OLDEST_SERVER) {
    throw new Trouble(
      `数据库是 PostgreSQL ${rows[0].major}，巡安需要 ${OLDEST_SERVER} 或更新的版本。`,
      `The database is PostgreSQL ${rows[0].major}; version ${OLDEST_SERVER} or later is needed.`,
    );
  }
}

async function applyAll(client: pg.Client, list: Migration[]): Promise<string[]> {
  await client
    .query(
      `create table if not exists migrations (
         number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`,
    )
    .catch((error: Error) => {
      throw new Trouble(
        `在这个数据库里不能建表（${error.message}），请给连接的角色建表的权限。`,
        "Tables cannot be made in this database: grant the connecting role the right to create.",
      );
    });
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    "select number, name, checksum from migrations order by number",
  );
  const newest = list.at(-1)?.number ?? 0;
  for (const row of rows) {
    const own = list.find((migration) => migration.number === row.number);
    if (row.number > newest) {
      throw new Trouble(
        `数据库比程序新（已有 ${row.name}，程序只到 ${newest}），请换新版本的巡安，不要降级。`,
        `The database is newer than this program (it has ${row.name}): use the newer version of Xun'an.`,
      );
    }
    if (!own || checksum(own) !== row.checksum) {
      throw new Trouble(
        `数据库里的第 ${row.number} 步（${row.name}）和程序里的不一样，不能继续。`,
        `Migration ${row.name} in the database differs from the one in this program.`,
      );
    }
  }
  const done = new Set(rows.map((row) => row.number));
  const applied: string[] = [];
  for (const migration of list.filter(({ number }) => !done.has(number))) {
    await applyOne(client, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into migrations (number, name, checksum) values ($1, $2, $3)", [
      migration.number,
      migration.name,
      checksum(migration),
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Trouble(
      `数据库升级到 ${migration.name} 时出错，已退回：${(error as Error).message}。`,
      `Migration ${migration.name} failed and was rolled back.`,
    );
  }
}

async function installEpoch(client: pg.Client): Promise<string> {
  await client.query(
    "insert into meta (key, value) values ('epoch', to_jsonb($1::text)), ('demo', 'false') on conflict (key) do nothing",
    [randomUUID()],
  );
  const { rows } = await client.query("select value #>> '{}' as epoch from meta where key = 'epoch'");
  return rows[0].epoch;
}

/** The database of a data folder, shared by the server and its commands: the first one in starts it, the last one out stops it. */
import { randomBytes } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import { readSecret } from "../../keys.ts";
import { Trouble } from "../../trouble.ts";
import { embeddedBinaries } from "./binaries.ts";
import { type Cluster, findRunning, initCluster, type Running, startCluster, stopCluster } from "./cluster.ts";
import { clusterPlace, makeDataDir } from "./place.ts";
import { withStartLock } from "./start-lock.ts";

/** Advisory locks: every program that uses the database shares the first; a server alone holds the second. */
const PRESENT = "7886002";
const SERVING = "7886003";

export type Embedded = {
  url: string;
  /** Leaves; stops the database unless another program still uses it. */
  release(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  purpose: "server" | "command";
  tell(line: string): void;
  /** The database went away and could not be brought back at its old address. */
  onLost(): void;
};

export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  await makeDataDir(options.dataDir);
  const locked = <T>(work: () => Promise<T>) => withStartLock(join(options.dataDir, "starting.lock"), work);
  const cluster = await locked(() => prepare(options));
  let closing = false;

  async function enter(port?: number): Promise<{ running: Running; presence: pg.Client }> {
    const running = (await findRunning(cluster)) ?? (await startCluster(cluster, port === undefined ? {} : { port }));
    const presence = await enterAs(options.purpose, running);
    presence.on("end", () => {
      if (!closing) void bringBack();
    });
    return { running, presence };
  }

  /** The database was killed, or restarted itself: the pool finds it again at the same address. */
  async function bringBack(): Promise<void> {
    options.tell("数据库意外停了，正在重新启动。 The database stopped unexpectedly; starting it again.");
    const { port } = state.running;
    try {
      state = await locked(() => enter(port));
      if (state.running.port !== port) options.onLost();
    } catch {
      options.onLost();
    }
  }

  let state = await locked(() => enter());
  return {
    url: state.running.url,
    release: () =>
      locked(async () => {
        closing = true;
        const last = await isLast(state.presence);
        await state.presence.end().catch(() => {});
        if (last) await stopCluster(cluster, state.running);
      }),
  };
}

/** The cluster of this folder, made if there is none. A half-made one (killed during the first start) is made anew. */
async function prepare({ dataDir, tell }: EmbeddedOptions): Promise<Cluster> {
  const place = await clusterPlace(dataDir, tell);
  const cluster: Cluster = {
    dir: place.dir,
    log: join(dataDir, "pg.log"),
    binaries: await embeddedBinaries(place.user),
    user: place.user,
    password: readSecret(dataDir, "database").toString("base64url"),
  };
  if (!(await stat(join(place.dir, "PG_VERSION")).catch(absent))) {
    tell("正在建立自带的数据库（只在第一次）。 Making the embedded database (first start only).");
    await removeHalfMade(place.dir);
    const making = `${place.dir}.${randomBytes(4).toString("hex")}`;
    await initCluster({ ...cluster, dir: making });
    await rm(place.dir, { recursive: true, force: true });
    await rename(making, place.dir);
  }
  return cluster;
}

async function removeHalfMade(dir: string): Promise<void> {
  const half = (await readdir(dirname(dir))).filter((name) => /^pg\.[0-9a-f]{8}$/.test(name));
  for (const name of half) await rm(join(dirname(dir), name), { recursive: true, force: true });
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

/** A connection kept open as long as this program uses the database; its locks end with it, even after a SIGKILL. */
async function enterAs(purpose: "server" | "command", running: Running): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: running.url,
    application_name: `xunan-${purpose}`,
    keepAlive: true,
  });
  client.on("error", () => {});
  await client.connect();
  await client.query("select pg_advisory_lock_shared($1)", [PRESENT]);
  if (purpose === "server" && !(await takeServing(client))) {
    await client.end();
    throw new Trouble(
      "另一个巡安服务器正在用这个数据文件夹，请先停掉它，或换一个 DATA_DIR。",
      "Another server is using this data folder: stop it first, or choose another DATA_DIR.",
    );
  }
  return client;
}

/** Some tries: after a SIGKILL the database needs a moment to notice that its client is gone. */
async function takeServing(client: pg.Client): Promise<boolean> {
  for (let tries = 0; tries < 15; tries++) {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as got", [SERVING]);
    if (rows[0].got) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

async function isLast(presence: pg.Client): Promise<boolean> {
  try {
    await presence.query("select pg_advisory_unlock_shared($1)", [PRESENT]);
    const { rows } = await presence.query("select pg_try_advisory_lock($1) as got", [PRESENT]);
    return rows[0].got;
  } catch {
    // The database is gone already.
    return false;
  }
}

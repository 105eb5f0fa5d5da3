/** One PostgreSQL cluster on this machine: make it, find it running, start it, stop it. Loopback only. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, statSync } from "node:fs";
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { Trouble } from "../../trouble.ts";
import type { Binaries } from "./binaries.ts";
import type { OsUser } from "./os-user.ts";
import { isPostgresProcess, readPidFile, removePidFile } from "./pid-file.ts";

export type Cluster = { dir: string; log: string; binaries: Binaries; user: OsUser | null; password: string };
export type Running = { pid: number; port: number; url: string };

/** Superuser of the cluster. Every transaction of the application steps down from it (db/connection.ts). */
const SUPERUSER = "xunan";
const DATABASE = "postgres";

/** What every cluster of ours runs with. Logs hold no values: neither statements nor details of errors. */
const FLAGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  jit: "off",
  timezone: "UTC",
  log_min_messages: "warning",
  log_checkpoints: "off",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** A log longer than this is begun anew at the next start. */
const LOG_BYTES = 5_000_000;

function openLog(path: string): number {
  const full = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES;
  return openSync(path, full ? "w" : "a", 0o600);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function child(cluster: Cluster, program: string, args: string[], log: number): ChildProcess {
  return spawn(program, args, {
    cwd: "/",
    // A session of its own: Ctrl-C in the terminal reaches the server, and the server stops the database.
    detached: true,
    stdio: ["ignore", log, log],
    env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" },
    ...(cluster.user ?? {}),
  });
}

async function lastLogLines(cluster: Cluster): Promise<string> {
  const text = await readFile(cluster.log, "utf8").catch(() => "");
  return text.trim().split("\n").slice(-3).join(" | ");
}

/** Makes the cluster in `cluster.dir`, which must not exist yet. */
export async function initCluster(cluster: Cluster): Promise<void> {
  await mkdir(cluster.dir, { recursive: true, mode: 0o700 });
  const secret = await mkdtemp(join(tmpdir(), "xunan-"));
  const passwordFile = join(secret, "password");
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.user) {
    for (const path of [cluster.dir, secret, passwordFile]) await chown(path, cluster.user.uid, cluster.user.gid);
  }
  // A collation that is the same on every machine and after every update of the system.
  const locale =
    cluster.binaries.major >= 17
      ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
      : ["--locale=C"];
  const log = openLog(cluster.log);
  try {
    const args = [`--pgdata=${cluster.dir}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`];
    const options = ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--no-instructions", ...locale];
    const process = child(cluster, cluster.binaries.initdb, [...args, ...options], log);
    const code = await new Promise((resolve) =>
      process.on("error", (error) => resolve(error.message)).on("close", resolve),
    );
    if (code !== 0) throw await cannotRun(cluster);
  } finally {
    closeSync(log);
    await rm(secret, { recursive: true, force: true });
  }
}

async function cannotRun(cluster: Cluster): Promise<Trouble> {
  const why = await lastLogLines(cluster);
  return new Trouble(
    `自带的 PostgreSQL 起不来（${why}），日志在 ${cluster.log}；也可以用 DATABASE_URL 指定别的 PostgreSQL 15 或更新版本。`,
    "The embedded PostgreSQL cannot run; see the log, or set DATABASE_URL to a PostgreSQL 15 or later.",
  );
}

const urlOf = (cluster: Cluster, port: number) =>
  `postgres://${SUPERUSER}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${DATABASE}`;

type Answer = "ready" | "starting" | "silent" | "other";

async function ask(cluster: Cluster, port: number): Promise<Answer> {
  const client = new pg.Client({ connectionString: urlOf(cluster, port), connectionTimeoutMillis: 3_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('data_directory') as dir");
    return rows[0].dir === cluster.dir ? "ready" : "other";
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "57P03") return "starting";
    return code === "28P01" || code === "28000" ? "other" : "silent";
  } finally {
    await client.end().catch(() => {});
  }
}

/** The database process of this cluster, if one runs: left by a killed server, or serving another program. */
export async function findRunning(cluster: Cluster): Promise<Running | null> {
  for (let tries = 0; tries < 600; tries++) {
    const file = await readPidFile(cluster.dir);
    if (!file) return null;
    if (!(await isPostgresProcess(file.pid))) {
      // Left by a power cut or a SIGKILL. PostgreSQL would refuse to start if another program has that number now.
      await removePidFile(cluster.dir);
      return null;
    }
    const answer = file.port === null ? "starting" : await ask(cluster, file.port);
    if (answer === "ready" && file.port !== null)
      return { pid: file.pid, port: file.port, url: urlOf(cluster, file.port) };
    if (answer === "other") return null;
    // Starting, recovering or stopping: it will be one or the other in a moment.
    await wait(200);
  }
  throw await cannotRun(cluster);
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * Starts the cluster and waits until it answers; recovery after a crash may take its time.
 * @param options.port the port to use again, if it is still free. @param options.flags more settings of PostgreSQL.
 */
export async function startCluster(
  cluster: Cluster,
  options: { port?: number; flags?: Record<string, string> } = {},
): Promise<Running> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = (attempt === 0 && options.port) || (await freePort());
    const flags = Object.entries({ ...FLAGS, port: String(port), ...options.flags });
    const log = openLog(cluster.log);
    const args = ["-D", cluster.dir, ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
    const process = child(cluster, cluster.binaries.postgres, args, log);
    closeSync(log);
    let ended = false;
    process.on("error", () => {
      ended = true;
    });
    process.on("exit", () => {
      ended = true;
    });
    process.unref();
    while (!ended) {
      if (process.pid !== undefined && (await ask(cluster, port)) === "ready") {
        return { pid: process.pid, port, url: urlOf(cluster, port) };
      }
      await wait(50);
    }
    // Most likely somebody else took the port in between: once more with another one.
  }
  throw await cannotRun(cluster);
}

/** Stops the database and waits until it has written everything and is gone. */
export async function stopCluster(cluster: Cluster, running: Running): Promise<void> {
  try {
    // SIGINT is PostgreSQL's fast shutdown: connections are cut, everything committed is safe.
    process.kill(running.pid, "SIGINT");
  } catch {
    return;
  }
  for (let tries = 0; tries < 1200; tries++) {
    const file = await readPidFile(cluster.dir);
    if (file?.pid !== running.pid || !(await isPostgresProcess(running.pid))) return;
    await wait(50);
  }
}

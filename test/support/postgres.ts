/**
 * Vitest's global set-up for the server tests: one real PostgreSQL for the run, with a migrated database to copy.
 * Each test file makes its own database from it (database.ts). The project's name says which PostgreSQL.
 */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { binariesIn, embeddedBinaries } from "../../src/server/db/embedded/binaries.ts";
import { initCluster, startCluster, stopCluster } from "../../src/server/db/embedded/cluster.ts";
import { databaseUser } from "../../src/server/db/embedded/os-user.ts";
import { isPostgresProcess, readPidFile } from "../../src/server/db/embedded/pid-file.ts";
import { migrate } from "../../src/server/db/migrate.ts";
import { POSTGRES_15, TEMPLATE } from "./postgres-places.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the run's PostgreSQL as its superuser. */
    postgres: string;
  }
}

const PREFIX = "xunan-test-";
const OWNER = "owner";

/** Databases of runs that were killed before they could tidy up. */
async function removeLeftOvers(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const owner = Number(await readFile(join(folder, OWNER), "utf8").catch(() => "0"));
    if (owner === 0 || isAlive(owner)) continue;
    const left = await readPidFile(join(folder, "pg"));
    if (left && (await isPostgresProcess(left.pid))) process.kill(left.pid, "SIGQUIT");
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftOvers();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(folder, OWNER), String(process.pid));
  // PostgreSQL as root runs as another user, who must be able to enter.
  await chmod(folder, 0o755);
  const dir = join(folder, "pg");
  const user = await databaseUser(dir);
  const binaries = project.name.endsWith("pg15") ? binariesIn(POSTGRES_15, 15) : await embeddedBinaries(user);
  const cluster = { dir, log: join(folder, "pg.log"), binaries, user, password: "test" };
  await initCluster(cluster);
  // A scratch cluster: what a power cut would do to it does not matter.
  const running = await startCluster(cluster, { flags: { fsync: "off", max_connections: "200" } });
  const url = new URL(running.url);
  const client = new pg.Client({ connectionString: running.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href);
  await client.end();
  project.provide("postgres", running.url);
  return async () => {
    await stopCluster(cluster, running);
    await rm(folder, { recursive: true, force: true });
  };
}

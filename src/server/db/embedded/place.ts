/** Where the cluster of a data folder lies: DATA_DIR/pg, or where a link of that name points to. */
import { chmod, mkdir, mkdtemp, realpath, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Trouble } from "../../trouble.ts";
import { canReach, databaseUser, type OsUser, SHARED_PLACE } from "./os-user.ts";

export type Place = { dir: string; user: OsUser | null };

/** Makes the data folder. Its content is protected one by one (keys and cluster are 0700). */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    throw new Trouble(
      `数据文件夹 ${dataDir} 建不了（${(error as NodeJS.ErrnoException).code}），请换一个 DATA_DIR。`,
      "The data folder cannot be made: choose another DATA_DIR.",
    );
  }
}

/**
 * As root the database runs as another user, to whom a folder below a 0700 home is closed. Then the cluster goes
 * to a folder of its own below /var/lib/xunan, and DATA_DIR/pg is a link to it.
 */
export async function clusterPlace(dataDir: string, tell: (line: string) => void): Promise<Place> {
  const wanted = join(dataDir, "pg");
  const present = await realpath(wanted).catch(() => null);
  const user = await databaseUser(present ?? wanted);
  if (present) return { dir: present, user };
  const home = await realpath(dataDir);
  if (!user) return { dir: join(home, "pg"), user };
  const { mode } = await stat(home);
  if (!(mode & 0o001)) await chmod(home, mode | 0o011);
  if (await canReach(home, user)) return { dir: join(home, "pg"), user };
  await mkdir(SHARED_PLACE, { recursive: true, mode: 0o755 });
  const folder = await mkdtemp(join(SHARED_PLACE, "data-"));
  await chmod(folder, 0o711);
  const dir = join(folder, "pg");
  await symlink(dir, wanted);
  tell(`${dirname(wanted)} 不让数据库的系统用户进入，数据库放在 ${dir}。 The database lives in ${dir}.`);
  return { dir, user };
}

/** PostgreSQL refuses to run as root. As root, its programs run as this operating system user instead. */
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { Trouble } from "../../trouble.ts";

export type OsUser = { uid: number; gid: number };

/** Where root puts what the database's user must reach when the project's own folder is closed to it. */
export const SHARED_PLACE = "/var/lib/xunan";

const NAME = "postgres";
const run = promisify(execFile);

/** Null when we are not root: then everything runs as ourselves. */
export async function databaseUser(clusterDir: string): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<OsUser | null> {
  const line = (await readFile("/etc/passwd", "utf8").catch(() => ""))
    .split("\n")
    .find((text) => text.startsWith(`${NAME}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  try {
    const ask = async (flag: string) => Number.parseInt((await run("id", [flag, NAME])).stdout, 10);
    return { uid: await ask("-u"), gid: await ask("-g") };
  } catch {
    return null;
  }
}

async function create(): Promise<OsUser> {
  const ways: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]],
    ["adduser", ["-S", "-D", "-H", NAME]],
  ];
  for (const [command, args] of ways) {
    await run(command, args).catch(() => null);
    const user = await lookUp();
    if (user) return user;
  }
  throw new Trouble(
    "PostgreSQL 不能以 root 运行，也没能建立系统用户 postgres：请换普通用户运行，或设 DATABASE_URL。",
    "PostgreSQL cannot run as root and the system user postgres could not be made: run as an ordinary user, or set DATABASE_URL.",
  );
}

/** Whether `user` may enter `folder` and every folder above it. */
export async function canReach(folder: string, user: OsUser): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const info = await stat(at).catch(() => null);
    if (info) {
      const bit = info.uid === user.uid ? 0o100 : info.gid === user.gid ? 0o010 : 0o001;
      if (!(info.mode & bit)) return false;
    }
    if (dirname(at) === at) return true;
  }
}

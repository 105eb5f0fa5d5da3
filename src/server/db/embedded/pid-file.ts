/** PostgreSQL's own note of which process serves a cluster and on which port: `postmaster.pid`. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

const path = (clusterDir: string) => join(clusterDir, "postmaster.pid");

/** Lines 1 and 4 of the file; the port is null while the process is still writing it. Null: no such file. */
export async function readPidFile(clusterDir: string): Promise<{ pid: number; port: number | null } | null> {
  const text = await readFile(path(clusterDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const lines = text.split("\n");
  return { pid: Number.parseInt(lines[0] ?? "", 10), port: Number.parseInt(lines[3] ?? "", 10) || null };
}

export async function removePidFile(clusterDir: string): Promise<void> {
  await rm(path(clusterDir), { force: true });
}

/** Whether `pid` runs and, where /proc can tell, is PostgreSQL: numbers are used again, and a zombie is not alive. */
export async function isPostgresProcess(pid: number): Promise<boolean> {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  // Empty for a zombie; unreadable where there is no /proc, and then the signal's answer stands.
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return command === null || command.includes("postgres");
}

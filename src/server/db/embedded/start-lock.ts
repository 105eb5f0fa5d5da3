/** Only one program at a time may make, start or stop the database of a data folder: a file with a heartbeat. */
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";

const BEAT_MS = 1_000;
const STALE_MS = 15_000;

export async function withStartLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) await new Promise((resolve) => setTimeout(resolve, 100));
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  // Left by a program that was killed: its number is gone (or ours now), or its heart stopped.
  const pid = Number.parseInt(await readFile(path, "utf8").catch(() => ""), 10);
  const info = await stat(path).catch(() => null);
  if (info && (pid === process.pid || (pid > 0 && !isAlive(pid)) || Date.now() - info.mtimeMs > STALE_MS)) {
    await rm(path, { force: true });
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

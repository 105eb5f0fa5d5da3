/** What the import commands have in common: their arguments, the file, and where they print. */
import { readFile } from "node:fs/promises";
import type { Database } from "../db/connection.ts";
import type { Keys } from "../keys.ts";

/** Everything a command may touch. `now` is one instant for the whole run. */
export type CommandIo = {
  database: Database;
  keys: Keys;
  now: Date;
  print(line: string): void;
  complain(line: string): void;
};

export type CommandArgs = { file: string; options: Set<string> };

/** @returns the one file and the options, or what is wrong with them. */
export function readArgs(
  args: readonly string[],
  usage: string,
  allowed: readonly string[] = [],
): CommandArgs | string {
  const options = args.filter((arg) => arg.startsWith("--"));
  const files = args.filter((arg) => !arg.startsWith("--"));
  const unknown = options.find((option) => !allowed.includes(option));
  if (unknown !== undefined) return `不认识的选项 ${unknown}。用法：${usage}`;
  const [file] = files;
  if (file === undefined || files.length > 1) return `请给一个文件。用法：${usage}`;
  return { file, options: new Set(options) };
}

const MAX_BYTES = 64 * 1024 * 1024;

/** @returns the bytes of the file, or why it cannot be read. */
export async function readInput(file: string): Promise<Uint8Array | string> {
  try {
    const bytes = await readFile(file);
    return bytes.length > MAX_BYTES ? `文件太大（超过 64 MB）：${file}` : bytes;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return `没有这个文件：${file}`;
    if (code === "EISDIR") return `这是文件夹，不是文件：${file}`;
    return `读不了这个文件：${file}（${code ?? String(error)}）`;
  }
}

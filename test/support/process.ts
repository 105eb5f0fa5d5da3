/** The built server as processes of the operating system: started, killed, run as somebody else. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist/server/", import.meta.url));

export type Ended = { code: number | null; output: string };
export type Server = {
  url: string;
  output(): string;
  child: ChildProcess;
  /** Sends the signal and waits for the end. */
  end(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<Ended>;
};
type Env = Record<string, string>;
/** uid and gid to run as; undefined = ourselves. */
export type As = { uid: number; gid: number } | undefined;

export const isRoot = process.getuid?.() === 0;

/** An ordinary user of this machine, when we are root and may be anybody. */
export const ordinaryUser: As = isRoot ? { uid: 65_534, gid: 65_534 } : undefined;

export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "xunan-start-"));
  chmodSync(path, 0o777);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function run(file: string, args: string[], env: Env, as: As) {
  if (!existsSync(join(DIST, file))) throw new Error("Build first: node src/server/boot.mjs build");
  const inherited = { PATH: process.env["PATH"] ?? "", TZ: "Asia/Shanghai" };
  const child = spawn(process.execPath, [join(DIST, file), ...args], {
    env: { ...inherited, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...as,
  });
  let output = "";
  const take = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, output })));
  return { child, ended, output: () => output };
}

/** Starts `dist/server/main.js` and waits until it is ready. @throws with its output when it ends instead. */
export async function startServer(env: Env, as?: As): Promise<Server> {
  const { child, ended, output } = run("main.js", [], { PORT: "0", HOST: "127.0.0.1", ...env }, as);
  let over: Ended | null = null;
  void ended.then((end) => {
    over = end;
  });
  for (;;) {
    if (over) throw new Error(`ended with ${(over as Ended).code}:\n${(over as Ended).output}`);
    const port = /http:\/\/localhost:(\d+)\//.exec(output())?.[1];
    if (port && (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) {
      return {
        url: `http://127.0.0.1:${port}`,
        output,
        child,
        end(signal) {
          child.kill(signal);
          return ended;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts it expecting that it ends by itself. */
export function runServer(env: Env, as?: As): Promise<Ended> {
  return run("main.js", [], { PORT: "0", HOST: "127.0.0.1", ...env }, as).ended;
}

export function runCommand(args: string[], env: Env, as?: As): Promise<Ended> {
  return run("cli.js", args, env, as).ended;
}

/** Process id of the database of a data folder, if one runs. */
export function databasePid(dataDir: string): number | null {
  const file = join(dataDir, "pg/postmaster.pid");
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  // A zombie has no command line.
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : "";
  return command.includes("postgres") ? pid : null;
}

/** Whether `user` could read the project at all; below a closed home it cannot, whatever we do. */
export function canRunAs(as: As): boolean {
  return spawnSync(process.execPath, ["-e", "process.exit(0)", DIST], { ...as, cwd: DIST }).status === 0;
}

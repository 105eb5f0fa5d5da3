/** The built product as an own process: `node dist/server/main.js` with its own data folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/server/main.js", import.meta.url));

export type Product = {
  port: number;
  url: string;
  dataDir: string;
  output: () => string;
  /** Asks it to stop and waits. */
  stop(): Promise<number | null>;
  /** SIGKILL: nothing is tidied up. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  end(): Promise<void>;
};

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return typeof address === "object" && address ? address.port : 0;
}

export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "xunan-"));
  let child: ChildProcess | null = null;
  let output = "";

  async function start() {
    const started = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir, ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    started.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    started.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    for (;;) {
      if (started.exitCode !== null) throw new Error(`The server ended with ${started.exitCode}:\n${output}`);
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  function signal(name: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return Promise.resolve(running?.exitCode ?? null);
    return new Promise((resolve) => {
      running.once("exit", (code) => resolve(code));
      running.kill(name);
    });
  }

  await start();
  return {
    port,
    url: `http://localhost:${port}`,
    dataDir,
    output: () => output,
    start,
    stop: () => signal("SIGTERM"),
    kill: async () => {
      await signal("SIGKILL");
    },
    end: async () => {
      await signal("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

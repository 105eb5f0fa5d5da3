/** `npm start`: opens the database, fills an empty one with the demo, serves, and stops cleanly when asked. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildApp } from "./app.ts";
import { type Door, openDoor } from "./db/door.ts";
import { fillDemo } from "./fill-demo.ts";
import { readSettings, type Settings } from "./settings.ts";
import { printTrouble, Trouble } from "./trouble.ts";
import { welcome } from "./welcome.ts";

const WEB_DIR = join(dirname(fileURLToPath(import.meta.url)), "../web");

/** Requests get this long to finish once a stop was asked for, and everything together this long. */
const FINISH_MS = 10_000;
const GIVE_UP_MS = 60_000;

const tell = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Resolves when the process is asked to stop, or when npm, which started it, is gone: a shell in between may not pass
 * its signals on. More signals change nothing: npm passes one Ctrl-C on twice.
 */
function stopAsked(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve());
    if (process.env["npm_lifecycle_event"] === undefined) return;
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, 500).unref();
  });
}

async function serve(settings: Settings, door: Door, stop: Promise<void>): Promise<void> {
  const demo = await fillDemo(door, settings, tell);
  const app = await buildApp({ ...door, settings, webDir: WEB_DIR, log: true });
  try {
    const address = await app.listen({ port: settings.port, host: settings.host }).catch((error) => {
      throw portTrouble(error, settings);
    });
    const port = Number(new URL(address).port);
    process.stdout.write(welcome({ port, host: settings.host, embedded: settings.databaseUrl === null, demo }));
    await stop;
    tell("正在停止…… Stopping.");
    setTimeout(giveUp, GIVE_UP_MS).unref();
  } finally {
    // Streams to supervisors may not end by themselves.
    const cut = setTimeout(() => app.server.closeAllConnections(), FINISH_MS);
    await app.close();
    clearTimeout(cut);
  }
}

/** Whatever hangs: what is committed is safe, and the next start takes the database over. */
function giveUp(): void {
  tell("停不下来，强制结束。 Could not stop in time; ending anyway.");
  process.exit(1);
}

function portTrouble(error: NodeJS.ErrnoException, { port, host }: Settings): unknown {
  if (error.code === "EADDRINUSE") {
    return new Trouble(
      `端口 ${port} 已被占用，请用 PORT 换一个。`,
      `Port ${port} is in use: choose another with PORT.`,
    );
  }
  if (error.code === "EACCES") {
    return new Trouble(
      `没有权限使用端口 ${port}。`,
      `Port ${port} needs more rights: choose one above 1023 with PORT.`,
    );
  }
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new Trouble(`这台机器没有地址 ${host}，请改 HOST。`, `This machine has no address ${host}: change HOST.`);
  }
  return error;
}

async function main(): Promise<void> {
  const stop = stopAsked();
  const settings = readSettings(process.env);
  const door = await openDoor({
    settings,
    purpose: "server",
    tell,
    onLost() {
      tell("数据库没能恢复，服务器退出。 The database did not come back; the server ends.");
      process.exit(1);
    },
  });
  try {
    await serve(settings, door, stop);
  } finally {
    await door.close();
  }
  tell("已停止。 Stopped.");
}

main().then(
  () => process.exit(0),
  (error) => {
    printTrouble(error);
    process.exit(1);
  },
);

/** Every setting of the server, read from the environment here and nowhere else. */
import { resolve } from "node:path";
import { Trouble } from "./trouble.ts";

export type Settings = {
  /** PORT, default 8080. */
  port: number;
  /** HOST, the address listened on. Default `localhost`: other machines come through an HTTPS proxy. */
  host: string;
  /** DATA_DIR, default `./data`: the embedded database and the keys. Absolute here. */
  dataDir: string;
  /** DATABASE_URL, a PostgreSQL 15 or later; null = the embedded one. */
  databaseUrl: string | null;
  /** DEMO, default on: an empty database is filled with invented people. */
  demo: boolean;
};

const wrong = (name: string, value: string, zh: string, en: string) =>
  new Trouble(`设置 ${name}=${value} 不对：${zh}。`, `Setting ${name}=${value} is wrong: ${en}.`);

/** @throws Trouble naming the first setting that is wrong. A password in DATABASE_URL is never repeated. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  return {
    port: readPort(env["PORT"]),
    host: readHost(env["HOST"]),
    dataDir: resolve(env["DATA_DIR"] || "data"),
    databaseUrl: readDatabaseUrl(env["DATABASE_URL"]),
    demo: readFlag("DEMO", env["DEMO"], true),
  };
}

function readPort(text: string | undefined): number {
  if (!text) return 8080;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65535)
    throw wrong("PORT", text, "要 0 到 65535 的整数", "expected a whole number, 0 to 65535");
  return port;
}

function readHost(text: string | undefined): string {
  if (!text) return "localhost";
  if (/[\s/]/.test(text)) throw wrong("HOST", text, "要主机名或 IP 地址", "expected a host name or an IP address");
  return text;
}

function readFlag(name: string, text: string | undefined, fallback: boolean): boolean {
  if (text === undefined || text === "") return fallback;
  if (text === "1" || text === "true") return true;
  if (text === "0" || text === "false") return false;
  throw wrong(name, text, "要 0 或 1", "expected 0 or 1");
}

function readDatabaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "postgres:" && url?.protocol !== "postgresql:") {
    // The value is not repeated: it may hold a password.
    throw wrong(
      "DATABASE_URL",
      "…",
      "要 postgres://用户:密码@主机:端口/数据库",
      "expected postgres://user:password@host:port/database",
    );
  }
  return text;
}

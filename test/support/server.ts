/** The server over real HTTP on a random port and a database of its own, and people to sign in with. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Role } from "../../src/domain/scales.ts";
import { buildApp } from "../../src/server/app.ts";
import { hashPassword } from "../../src/server/auth/password.ts";
import { type Side, sides } from "../../src/server/auth/side.ts";
import { system } from "../../src/server/db/connection.ts";
import { migrate } from "../../src/server/db/migrate.ts";
import { type Keys, loadKeys } from "../../src/server/keys.ts";
import type { Faults } from "../../src/server/sync/faults.ts";
import { Browser } from "./browser.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export const PASSWORD = "correct horse battery";
let passwordHash: Promise<string> | null = null;

/** Two communities of one street, and one elsewhere. */
export const areas = {
  district: "110102",
  street: "110102001",
  community: "110102001001",
  other: "110102001002",
  elsewhere: "320302001001",
};

export type TestServer = {
  app: FastifyInstance;
  url: string;
  test: TestDatabase;
  keys: Keys;
  /** A browser nobody is signed in with. */
  browser(): Browser;
  /** Adds an account (password PASSWORD) and gives its id. */
  addUser(user: NewUser): Promise<string>;
  /** Signs an account in; phones may name their device. */
  signIn(side: Side, login: string, device?: string): Promise<Browser>;
  close(): Promise<void>;
};

export type NewUser = { login: string; role: Role; areas?: string[]; mustChangePassword?: boolean; name?: string };

export async function startTestServer(options: { webDir?: string; faults?: Faults } = {}): Promise<TestServer> {
  const test = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), "xunan-test-"));
  const keys = loadKeys(folder);
  const { epoch } = await migrate(test.url);
  const app = await buildApp({
    database: test.database,
    keys,
    settings: { port: 0, host: "127.0.0.1", dataDir: folder, databaseUrl: test.url, demo: true },
    epoch,
    webDir: options.webDir ?? null,
    log: false,
    faults: options.faults,
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  await addAreas(test);
  const browser = () => new Browser(url);
  return {
    app,
    url,
    test,
    keys,
    browser,
    addUser: (user) => addUser(test, user),
    async signIn(side, login, device) {
      const own = browser();
      const answer = await own.post(`/api/${side}/sign-in`, {
        login,
        password: PASSWORD,
        ...(device ? { device } : {}),
      });
      if (answer.status !== 200) throw new Error(`${login} could not sign in: ${answer.status} ${await answer.text()}`);
      return own;
    },
    async close() {
      const closed = app.close();
      // fetch opens connections ahead that never carry a request; Node would wait a minute for one.
      app.server.closeAllConnections();
      await closed;
      await test.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addAreas({ database }: TestDatabase): Promise<void> {
  await database.as(system, (db) =>
    db
      .insertInto("areas")
      .values([
        { code: areas.district, name: "西城区", level: "district", parent: null },
        { code: areas.street, name: "西长安街街道", level: "street", parent: areas.district },
        { code: areas.community, name: "一社区", level: "community", parent: areas.street },
        { code: areas.other, name: "二社区", level: "community", parent: areas.street },
        { code: "320302", name: "鼓楼区", level: "district", parent: null },
        { code: "320302001", name: "某街道", level: "street", parent: "320302" },
        { code: areas.elsewhere, name: "别处社区", level: "community", parent: "320302001" },
      ])
      .execute(),
  );
}

async function addUser({ database }: TestDatabase, user: NewUser): Promise<string> {
  passwordHash ??= hashPassword(PASSWORD);
  const stored = await passwordHash;
  const userId = crypto.randomUUID();
  await database.as(system, async (db) => {
    await db
      .insertInto("users")
      .values({
        user_id: userId,
        login: user.login,
        name: user.name ?? user.login,
        role: user.role,
        password_hash: stored,
        must_change_password: user.mustChangePassword ?? false,
      })
      .execute();
    for (const code of user.areas ?? []) {
      await db.insertInto("user_areas").values({ user_id: userId, area_code: code }).execute();
    }
  });
  return userId;
}

export const sideOf = (role: Role): Side =>
  sides.find((side) => (role === "patroller") === (side === "phone")) ?? "phone";

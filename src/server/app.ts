/** Puts the server together: one Fastify with everything it answers. Opens no port and no database itself. */
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import fastify, { type FastifyInstance } from "fastify";
import { registerAccess } from "./auth/access.ts";
import { registerAuth } from "./auth/routes.ts";
import type { Database } from "./db/connection.ts";
import { migrations } from "./db/migrate.ts";
import { registerErrors } from "./errors.ts";
import { registerHazards } from "./hazards/routes.ts";
import { registerHealth } from "./health/routes.ts";
import type { Keys } from "./keys.ts";
import { registerLive } from "./live/routes.ts";
import { registerSecurityHeaders } from "./security-headers.ts";
import type { Settings } from "./settings.ts";
import { registerStatic } from "./static-files.ts";
import type { Faults } from "./sync/faults.ts";
import { registerSync } from "./sync/routes.ts";
import { registerUsers } from "./users/routes.ts";
import { registerVisits } from "./visits/routes.ts";

export type AppDeps = {
  database: Database;
  keys: Keys;
  settings: Settings;
  /** Identity of the database's history [K12]. */
  epoch: string;
  /** Folder of the built web apps; null = API only. */
  webDir: string | null;
  /** False in tests. */
  log: boolean;
  /** Where a test wants the server to break. */
  faults?: Faults | undefined;
};

declare module "fastify" {
  interface FastifyInstance {
    database: Database;
    keys: Keys;
    settings: Settings;
    epoch: string;
  }
}

/** A push carries at most 1 MB; a little more for its wrapping. */
const BODY_LIMIT = 1_200_000;

export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify({
    logger: deps.log ? { level: "warn" } : false,
    bodyLimit: BODY_LIMIT,
    // Only a proxy on this machine is believed about who is calling.
    trustProxy: "loopback",
    forceCloseConnections: "idle",
  });
  app.decorate("database", deps.database);
  app.decorate("keys", deps.keys);
  app.decorate("settings", deps.settings);
  app.decorate("epoch", deps.epoch);
  // A form or a script of another site can send text/plain; nothing of ours is.
  app.removeContentTypeParser("text/plain");

  registerErrors(app);
  // Errors and short answers have no body to say it in [K12].
  app.addHook("onSend", async (request, reply) => {
    if (request.url.startsWith("/api/")) reply.header("xunan-epoch", deps.epoch);
  });
  await app.register(cookie);
  await app.register(compress, {
    encodings: ["br", "gzip"],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 5 },
  });
  await registerSecurityHeaders(app);
  registerAccess(app);

  registerHealth(app, migrations.length);
  await registerAuth(app);
  registerLive(app);
  registerSync(app, deps.faults);
  registerVisits(app);
  registerHazards(app);
  registerUsers(app);
  registerStatic(app, deps.webDir);
  await app.ready();
  return app;
}

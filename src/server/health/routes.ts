/** For whoever watches the server: `/healthz` answers while the process lives, `/readyz` while it can work. */
import type { FastifyInstance } from "fastify";
import { system } from "../db/connection.ts";
import { countMigrations } from "./migrations.sql.ts";

/** @param expected how many migrations this program has. */
export function registerHealth(app: FastifyInstance, expected: number): void {
  app.get("/healthz", (_request, reply) => reply.header("cache-control", "no-store").send({ alive: true }));

  app.get("/readyz", async (_request, reply) => {
    const applied = await app.database.as(system, countMigrations).catch(() => null);
    const answer = { database: applied !== null, migrated: applied === expected };
    const ready = answer.database && answer.migrated;
    return reply
      .status(ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ ready, ...answer });
  });
}

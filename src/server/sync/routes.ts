/** What phones ask for: push and pull. */
import type { FastifyInstance } from "fastify";
import type { Faults } from "./faults.ts";
import { registerPull } from "./pull.route.ts";
import { registerPush } from "./push.route.ts";

export function registerSync(app: FastifyInstance, faults?: Faults | undefined): void {
  registerPush(app, faults);
  registerPull(app);
}

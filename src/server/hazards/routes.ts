/** What the console does to hazard tickets. */
import type { FastifyInstance } from "fastify";
import * as z from "zod/mini";
import { closeHazardSchema } from "../../protocol/console.ts";
import { fail } from "../errors.ts";
import { decide } from "../visits/decide.ts";

export function registerHazards(app: FastifyInstance): void {
  app.post<{ Params: { id: string } }>(
    "/api/console/hazards/:id/close",
    { config: { access: { side: "console", roles: ["supervisor"] } } },
    async (request) => {
      const { id } = request.params;
      if (!/^[\w:-]{1,80}$/.test(id)) fail("hazard.unknown");
      const { note } = z.parse(closeHazardSchema, request.body);
      await decide(app, request, "hazard.close", { hazardId: id, note });
      return {};
    },
  );
}

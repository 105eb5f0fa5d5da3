/** `GET /api/console/users`, for administrators. */
import type { FastifyInstance } from "fastify";
import type { UserList } from "../../protocol/console.ts";
import { writeAudit } from "../auth/audit.sql.ts";
import { listUsers } from "./users.sql.ts";

export function registerUsers(app: FastifyInstance): void {
  app.get(
    "/api/console/users",
    { config: { access: { side: "console", roles: ["admin"] } } },
    (request): Promise<UserList> =>
      request.as(async (db) => {
        await writeAudit(db, [{ actor: request.me.userId, act: "users.read", community: null, objectId: null }]);
        return { items: await listUsers(db) };
      }),
  );
}

/**
 * The one place where it is decided who may call a route [K8]. Every /api route declares its access; a route that
 * forgets makes the server refuse to start. What a route may see is limited once more by row-level security.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Role } from "../../domain/scales.ts";
import { type Db, type Principal, system } from "../db/connection.ts";
import { fail } from "../errors.ts";
import { refuseCrossSite } from "./cross-site.ts";
import { findSession, type Session, touchSession } from "./sessions.sql.ts";
import { expiryOf, type Side, sideRules } from "./side.ts";
import { giveToken, hashToken, readToken } from "./token.ts";

export type Access = "public" | { side: Side; roles: readonly Role[] };

/** Who is signed in: a principal with a name. */
export type SignedIn = Session & { side: Side };

export type ApiRoute = { method: string; url: string; access: Access };

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** Works before a one-time password has been changed. */
    whileMustChange?: boolean;
  }
  interface FastifyInstance {
    /** Every /api route and who may call it, for the tests that try them all. */
    apiRoutes: ApiRoute[];
  }
  interface FastifyRequest {
    /** Who calls. Throws session.none on a public route without a session. */
    readonly me: SignedIn;
    /** Runs `work` in one transaction as the caller: the only way from a route to the database. */
    as<T>(work: (db: Db) => Promise<T>): Promise<T>;
  }
}

const people = new WeakMap<FastifyRequest, SignedIn>();

const principalOf = (me: SignedIn): Principal => ({
  role: me.role,
  userId: me.userId,
  areas: me.areas.map(({ code }) => code),
});

/** Must be registered before any route. */
export function registerAccess(app: FastifyInstance): void {
  app.decorate("apiRoutes", []);
  app.addHook("onRoute", (route) => {
    if (!/^\/api(\/|$)/.test(route.url)) return;
    const access = route.config?.access;
    if (!access) throw new Error(`${route.method} ${route.url} does not declare who may call it (config.access)`);
    for (const method of [route.method].flat()) app.apiRoutes.push({ method, url: route.url, access });
  });
  app.decorateRequest("me", {
    getter() {
      return people.get(this) ?? fail("session.none");
    },
  });
  app.decorateRequest("as", function <T>(this: FastifyRequest, work: (db: Db) => Promise<T>) {
    return app.database.as(principalOf(this.me), work);
  });
  app.addHook("onRequest", async (request, reply) => {
    const { access, whileMustChange } = request.routeOptions.config;
    if (!access) return;
    reply.header("cache-control", "no-store");
    refuseCrossSite(request);
    if (access === "public") return;
    const me = await whoCalls(app, request, reply, access.side);
    if (!access.roles.includes(me.role)) fail("session.wrong-role");
    if (me.mustChangePassword && !whileMustChange) fail("session.must-change-password");
    people.set(request, me);
  });
}

async function whoCalls(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply, side: Side) {
  const token = readToken(request, side) ?? fail("session.none");
  const tokenHash = hashToken(token);
  const session = await app.database.as(system, async (db) => {
    const found = await findSession(db, tokenHash, side);
    const now = new Date();
    if (found && now.getTime() - found.lastSeenAt.getTime() > sideRules[side].touchMs) {
      const expiresAt = expiryOf(side, found.createdAt, now);
      await touchSession(db, tokenHash, expiresAt);
      giveToken(reply, side, token, expiresAt);
    }
    return found;
  });
  return { ...(session ?? fail("session.none")), side };
}

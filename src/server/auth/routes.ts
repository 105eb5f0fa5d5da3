/** Sign in, sign out, who am I, change the password: the same four routes for phone and console. */
import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { type Me, passwordChangeSchema, signInSchema } from "../../protocol/session.ts";
import { type Db, system } from "../db/connection.ts";
import { fail } from "../errors.ts";
import { type Account, findAccount, isDemo, saveDevice, setPassword } from "./accounts.sql.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { addSession, endSession, endSessionsOf, findSession, type Session } from "./sessions.sql.ts";
import { expiryOf, type Side, sideRules, sides } from "./side.ts";
import { giveToken, hashToken, newToken, readToken, takeToken } from "./token.ts";
import { countTry, forgiveTry, type Subject } from "./tries.sql.ts";
import { isWeakPassword } from "./weak-password.ts";

export async function registerAuth(app: FastifyInstance): Promise<void> {
  // An unknown login is checked against this, so that it takes as long as a known one.
  const nobodysHash = await hashPassword(randomBytes(16).toString("hex"));

  const account = (login: string): Subject => ({
    hash: app.keys.idHash(`account ${login.normalize("NFKC").toLowerCase()}`),
    free: 5,
  });
  // A whole office may share one address.
  const address = (request: FastifyRequest): Subject => ({ hash: app.keys.idHash(`address ${request.ip}`), free: 50 });

  /** The account, or session.wrong-password without a hint which of the two was wrong. */
  async function check(request: FastifyRequest, login: string, password: string): Promise<Account> {
    const subjects = [account(login), address(request)] as const;
    const found = await app.database.as(system, async (db) => {
      await countTry(db, subjects);
      return findAccount(db, login);
    });
    const right = await verifyPassword(found?.passwordHash ?? nobodysHash, password);
    if (!found || !right) fail("session.wrong-password");
    await app.database.as(system, (db) => forgiveTry(db, ...subjects));
    return found;
  }

  async function open(db: Db, reply: FastifyReply, side: Side, userId: string, deviceId: string | null) {
    const token = newToken();
    const now = new Date();
    const expiresAt = expiryOf(side, now, now);
    await addSession(db, { tokenHash: hashToken(token), userId, side, deviceId, expiresAt });
    giveToken(reply, side, token, expiresAt);
    return (await findSession(db, hashToken(token), side)) ?? fail("session.none");
  }

  async function describe(db: Db, session: Session): Promise<Me> {
    return {
      user: {
        id: session.userId,
        login: session.login,
        name: session.name,
        role: session.role,
        areas: session.areas,
      },
      mustChangePassword: session.mustChangePassword,
      demo: await isDemo(db),
      epoch: app.epoch,
      serverTime: new Date().toISOString(),
    };
  }

  for (const side of sides) {
    const { roles } = sideRules[side];
    const own = { access: { side, roles }, whileMustChange: true };
    const path = `/api/${side}`;

    app.post(`${path}/sign-in`, { config: { access: "public" } }, async (request, reply) => {
      const { login, password, device, app: version } = z.parse(signInSchema, request.body);
      const found = await check(request, login.trim(), password);
      if (!roles.includes(found.role)) fail("session.wrong-role");
      const deviceId = side === "phone" ? (device ?? null) : null;
      const before = readToken(request, side);
      return app.database.as(system, async (db) => {
        // A new sign-in never continues an old session.
        if (before) await endSession(db, hashToken(before));
        if (deviceId) await saveDevice(db, { id: deviceId, userId: found.userId, app: version ?? "" });
        return describe(db, await open(db, reply, side, found.userId, deviceId));
      });
    });

    // Public: signing out of a session that has ended already is fine.
    app.post(`${path}/sign-out`, { config: { access: "public" } }, async (request, reply) => {
      const token = readToken(request, side);
      if (token) await app.database.as(system, (db) => endSession(db, hashToken(token)));
      takeToken(reply, side);
      return reply.status(204).send();
    });

    app.get(`${path}/me`, { config: own }, (request) => app.database.as(system, (db) => describe(db, request.me)));

    app.post(`${path}/password`, { config: own }, async (request, reply) => {
      const { current, next } = z.parse(passwordChangeSchema, request.body);
      const { userId, login, deviceId } = request.me;
      await check(request, login, current);
      if (next === current || isWeakPassword(next, login)) fail("password.too-weak");
      const passwordHash = await hashPassword(next);
      await app.database.as(system, async (db) => {
        await setPassword(db, userId, passwordHash);
        // Whoever else was signed in with the old password is out; this browser gets a new session.
        await endSessionsOf(db, userId);
        await open(db, reply, side, userId, deviceId);
      });
      return reply.status(204).send();
    });
  }
}

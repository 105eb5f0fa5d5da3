/** `POST /api/sync/push`: envelopes in, one verdict each out. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { type PhoneHead, phoneHeadSchema } from "../../protocol/message.ts";
import { type PushAnswer, pushRequestSchema, type Verdict } from "../../protocol/push.ts";
import { PROTOCOL } from "../../protocol/wire.ts";
import { system } from "../db/connection.ts";
import { fail } from "../errors.ts";
import { type Author, applyPush } from "./apply-push.ts";
import { advanceChain, clockOffset, noteDevice } from "./devices.sql.ts";
import type { Faults } from "./faults.ts";
import { type Item, readEnvelope } from "./read-envelope.ts";

export function registerPush(app: FastifyInstance, faults: Faults | undefined): void {
  app.post(
    "/api/sync/push",
    { config: { access: { side: "phone", roles: ["patroller"] } } },
    async (request): Promise<PushAnswer> => {
      const { envelopes, ...head } = readRequest(request.body);
      const receivedAt = new Date();
      if (head.epoch !== null && head.epoch !== app.epoch) return comeAgain(app.epoch, envelopes);
      const author = authorOf(request, head);
      const cut = () => void request.raw.socket.destroy();
      const items = envelopes.map((envelope) => readEnvelope(envelope, author));
      const { verdicts, changed } = await applyPush(
        {
          database: app.database,
          author,
          receivedAt,
          clockOffsetMs: clockOffset(head, receivedAt),
          report: (error, key) => reportFault(request, error, key),
          beforeCommit: () => faults?.("push.before-commit", cut),
        },
        distinct(items),
      );
      await app.database.as(system, async (db) => {
        await noteDevice(db, author.userId, head, receivedAt);
        await advanceChain(db, head.device);
      });
      app.live.changed(changed);
      await faults?.("push.after-commit-before-reply", cut);
      return {
        protocol: PROTOCOL,
        epoch: app.epoch,
        serverTime: new Date().toISOString(),
        verdicts: items.map(
          ({ id, key }): Verdict => ({ id, ...(verdicts.get(key) ?? { verdict: "deferred" as const }) }),
        ),
      };
    },
  );
}

/**
 * The phone still speaks to the server as it was before a restore: it hears the new epoch first, puts back what that
 * server lost, and sends again in its own order [K12].
 */
function comeAgain(epoch: string, envelopes: readonly unknown[]): PushAnswer {
  return {
    protocol: PROTOCOL,
    epoch,
    serverTime: new Date().toISOString(),
    verdicts: envelopes.map((envelope): Verdict => {
      const { id } = (envelope ?? {}) as { id?: unknown };
      return { id: typeof id === "string" ? id : "", verdict: "deferred", retryAfterS: 1 };
    }),
  };
}

/** Another major version is told so before anything is looked at; the phone keeps its outbox [K9]. */
function readRequest(body: unknown): PhoneHead & { envelopes: unknown[] } {
  const head = z.parse(phoneHeadSchema, body);
  if (head.protocol !== PROTOCOL) fail("app.outdated");
  return z.parse(pushRequestSchema, body);
}

/**
 * Whose push this is: the phone's session for now. The signature of an enrolled device takes its place here, so that
 * an expired session no longer stops delivery.
 */
function authorOf(request: FastifyRequest, head: PhoneHead): Author {
  const { userId, name, areas } = request.me;
  return { userId, name, areas: areas.map(({ code }) => code), deviceId: head.device };
}

/** The same id twice in one push is one mutation: the first. */
function distinct(items: readonly Item[]): Item[] {
  const keys = new Set<string>();
  return items.filter(({ key }) => !keys.has(key) && keys.add(key));
}

/** Where it broke, never what was recorded. */
function reportFault(request: FastifyRequest, error: unknown, key: string): void {
  const { name, code, stack } = (error ?? {}) as { name?: string; code?: string; stack?: string };
  const at = stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8);
  request.log.error({ mutation: key, error: name, code, at }, "a mutation was held because the server failed on it");
}

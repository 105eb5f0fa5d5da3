/** `POST /api/sync/pull`: what the phone has not heard yet, as compressed NDJSON. */
import { PassThrough, pipeline, Readable } from "node:stream";
import { constants, createGzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { phoneHeadSchema } from "../../protocol/message.ts";
import { pullRequestSchema } from "../../protocol/pull.ts";
import { PROTOCOL } from "../../protocol/wire.ts";
import { system } from "../db/connection.ts";
import { fail } from "../errors.ts";
import { noteDevice } from "./devices.sql.ts";
import { type PullContext, planPull, pullChunks } from "./pull-stream.ts";

export function registerPull(app: FastifyInstance): void {
  app.post(
    "/api/sync/pull",
    // Compressed here, page by page, so that every mark arrives at once.
    { compress: false, config: { access: { side: "phone", roles: ["patroller"] } } },
    async (request, reply) => {
      if (z.parse(phoneHeadSchema, request.body).protocol !== PROTOCOL) fail("app.outdated");
      const asked = z.parse(pullRequestSchema, request.body);
      const now = new Date();
      await app.database.as(system, (db) => noteDevice(db, request.me.userId, asked, now));
      const context: PullContext = {
        as: (work) => request.as(work),
        patrollerId: request.me.userId,
        epoch: app.epoch,
        head: { t: "head", protocol: PROTOCOL, epoch: app.epoch, serverTime: now.toISOString(), total: 0 },
      };
      const plan = await planPull(context, asked);
      context.head.total = plan.total;
      reply.type("application/x-ndjson").header("cache-control", "no-store");
      const chunks = pullChunks(context, plan);
      return plan.starts.size === 0 ? sendSmall(reply, chunks) : sendStream(request, reply, chunks);
    },
  );
}

/** Nothing new: one small answer, not worth compressing. */
async function sendSmall(reply: FastifyReply, chunks: AsyncIterable<string>): Promise<FastifyReply> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return reply.send(text);
}

/** An error after the first byte can only cut the connection; the phone goes on from its last mark [K5]. */
function sendStream(request: FastifyRequest, reply: FastifyReply, chunks: AsyncIterable<string>): FastifyReply {
  const gzip = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  // Level 1: three quarters of the gain for a quarter of the time. Every chunk ends with a mark and is flushed.
  const out = gzip ? createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH }) : new PassThrough();
  pipeline(Readable.from(chunks, { highWaterMark: 1 }), out, (error) => {
    if (error && error.code !== "ERR_STREAM_PREMATURE_CLOSE") {
      request.log.error({ error: error.name, code: error.code }, "a pull was cut");
    }
  });
  if (gzip) reply.header("content-encoding", "gzip").header("vary", "accept-encoding");
  return reply.send(out);
}

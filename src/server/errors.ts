/** How the server says no over REST: a code of the one catalogue, its Chinese words, and when to try again. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { type Code, codes, codeWords } from "../domain/codes.ts";
import type { ErrorAnswer } from "../protocol/session.ts";
import { isDatabaseBusy, isDatabaseDown } from "./db/database-errors.ts";

type Gaps = Record<string, string | number>;

export class Failure extends Error {
  readonly code: Code;
  readonly gaps: Gaps;
  constructor(code: Code, gaps: Gaps) {
    super(code);
    this.code = code;
    this.gaps = gaps;
  }
}

/** Ends the request with an error of the catalogue. `gaps.seconds`, where given, is also the Retry-After. */
export function fail(code: Code, gaps: Gaps = {}): never {
  throw new Failure(code, gaps);
}

export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = toFailure(error);
    if (failure.code === "server.trouble") request.log.error(describe(error, request), "request failed");
    return answer(reply, failure);
  });
}

/** Also for the not-found handler. */
export function answer(reply: FastifyReply, failure: Failure): FastifyReply {
  const { status } = codes[failure.code];
  const retryAfterS = status === 503 ? 5 : Number(failure.gaps["seconds"] ?? 0);
  if (retryAfterS > 0) reply.header("retry-after", retryAfterS);
  const body: ErrorAnswer = { code: failure.code, message: codeWords(failure.code, "zh", failure.gaps) };
  if (retryAfterS > 0) body.retryAfterS = retryAfterS;
  // A code with status 0 is a verdict inside an answer; here it can only be a mistake of ours.
  return reply
    .status(status || 500)
    .header("cache-control", "no-store")
    .send(body);
}

function toFailure(error: FastifyError): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof z.core.$ZodError) return new Failure("request.invalid", { detail: fieldOf(error) });
  if (isDatabaseDown(error)) return new Failure("server.database-down", {});
  if (isDatabaseBusy(error)) return new Failure("server.busy", {});
  if (error.statusCode === 413) return new Failure("request.too-large", {});
  if (error.statusCode === 404) return new Failure("request.not-found", {});
  // Fastify's own refusals before a handler runs: no JSON, unknown content type, damaged length.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Failure("request.invalid", { detail: "JSON" });
  }
  return new Failure("server.trouble", {});
}

/** The field, never its value. */
function fieldOf(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys : [];
  return [...(issue?.path ?? []), ...unknown].join(".") || "JSON";
}

/** What may go into a log: where it happened, and never a message, which may hold what people typed. */
function describe(error: FastifyError, request: FastifyRequest): object {
  return {
    route: `${request.method} ${request.routeOptions.url ?? "?"}`,
    error: error.name,
    code: error.code,
    at: error.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 8),
  };
}

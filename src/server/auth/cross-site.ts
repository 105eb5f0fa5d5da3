/** Requests that change something must come from our own pages: cookies are SameSite=Strict, and this is the second lock. */
import type { FastifyRequest } from "fastify";
import { fail } from "../errors.ts";

/** What a form or a script of another site can send without the browser asking us first. */
const SIMPLE_TYPES = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

export function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  // Absent from old browsers and from programs that are no browser; both are held by the content type.
  const from = request.headers["sec-fetch-site"];
  if (from !== undefined && from !== "same-origin" && from !== "none") fail("request.cross-site");
  if (SIMPLE_TYPES.test(request.headers["content-type"] ?? "")) fail("request.cross-site");
}

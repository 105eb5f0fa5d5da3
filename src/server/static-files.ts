/** The two web apps as files, with headers that keep them safe and fresh. */
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { answer, Failure } from "./errors.ts";

/** Built files under /assets/ carry a hash in their name; everything else may change at any release. */
const FOR_EVER = "public, max-age=31536000, immutable";
const ASK_FIRST = "no-cache";

/** @param webDir folder of the built web apps; null = none (tests of the API). */
export function registerStatic(app: FastifyInstance, webDir: string | null): void {
  if (webDir) {
    app.register(fastifyStatic, {
      root: webDir,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header("cache-control", path.startsWith(join(webDir, "assets")) ? FOR_EVER : ASK_FIRST);
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = new URL(request.url, "http://x").pathname;
    // A route of one of the apps, opened by its address or reloaded: the app itself finds the screen.
    const page = request.method === "GET" && !path.startsWith("/api/") && !/\.\w+$/.test(path);
    if (!webDir || !page) return answer(reply, new Failure("request.not-found", {}));
    return reply.sendFile(/^\/console(\/|$)/.test(path) ? "console/index.html" : "index.html");
  });
}

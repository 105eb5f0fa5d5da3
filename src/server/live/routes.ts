/** `GET /api/console/live`: server-sent events that say no more than "ask again". */
import type { FastifyInstance } from "fastify";
import { createChangeFeed } from "./change-feed.ts";
import { createLiveConsoles } from "./live-consoles.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** For whoever commits: call `changed` afterwards. */
    live: { changed(communities: Iterable<string>): void };
  }
}

/** Must be registered before the routes that change something. */
export function registerLive(app: FastifyInstance): void {
  const consoles = createLiveConsoles();
  const feed = createChangeFeed(app.database, (communities) => consoles.heard(communities));
  app.decorate("live", { changed: feed.changed });
  app.addHook("onReady", () => feed.start());
  app.addHook("preClose", async () => {
    consoles.closeAll();
    await feed.stop();
  });

  app.get(
    "/api/console/live",
    { compress: false, config: { access: { side: "console", roles: ["supervisor"] } } },
    (request, reply) =>
      reply
        .type("text/event-stream; charset=utf-8")
        .header("cache-control", "no-store")
        .header("x-accel-buffering", "no")
        .send(consoles.open(request.me.areas.map(({ code }) => code))),
  );
}

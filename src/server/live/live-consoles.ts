/** The consoles that are looking at this moment, each with the areas it may know about. */
import { PassThrough, type Readable } from "node:stream";
import { liesIn } from "../areas/area.ts";
import { coalesce } from "./coalesce.ts";

/** One poke a console in this time at most. */
const POKE_MS = 200;
/** Proxies cut a silent connection after half a minute. */
const HEARTBEAT_MS = 25_000;
/** Then the console connects anew, and whether it still may is checked again. */
const LIFETIME_MS = 30 * 60_000;

export type LiveConsoles = {
  /** A stream of server-sent events; ends by itself when its reader goes. */
  open(areas: readonly string[]): Readable;
  /** Something changed in these communities. */
  heard(communities: readonly string[]): void;
  closeAll(): void;
};

export function createLiveConsoles(): LiveConsoles {
  const open = new Map<PassThrough, readonly string[]>();

  // Without content: what changed is asked for over REST, where scope is checked.
  const pokes = coalesce(POKE_MS, (communities) => {
    for (const [stream, areas] of open) {
      if (communities.some((community) => liesIn(community, areas))) stream.write("event: poke\ndata:\n\n");
    }
  });

  return {
    open(areas) {
      const stream = new PassThrough();
      const heartbeat = setInterval(() => stream.write(": \n\n"), HEARTBEAT_MS);
      const lifetime = setTimeout(() => stream.end(), LIFETIME_MS);
      const forget = () => {
        clearInterval(heartbeat);
        clearTimeout(lifetime);
        open.delete(stream);
      };
      stream.on("close", forget).on("end", forget).on("error", forget);
      open.set(stream, areas);
      stream.write("retry: 3000\n\n");
      return stream;
    },
    heard: (communities) => pokes.add(communities),
    closeAll() {
      pokes.stop();
      for (const stream of open.keys()) stream.end();
      open.clear();
    },
  };
}

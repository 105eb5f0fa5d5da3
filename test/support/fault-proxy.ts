/**
 * An HTTP proxy between browser and server with faults to plant: refuse connections, lose a reply after the
 * server has done the work, cut a reply after some bytes, answer with a captive portal's page.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Fault =
  /** The request reaches the server and is answered; the answer never reaches the browser. */
  | { kind: "lose-reply" }
  /** The answer is cut after this many bytes of body. */
  | { kind: "cut-reply"; afterBytes: number }
  /** The request never reaches the server; a page comes back with status 200. */
  | { kind: "portal" }
  /** Passes; `run` is called once the request has been handed to the server. */
  | { kind: "meanwhile"; run: () => void }
  /** Connection refused for it. */
  | { kind: "refuse" };

export type FaultProxy = {
  url: string;
  port: number;
  /** Next `times` requests whose path matches meet the fault. */
  plant(path: RegExp, fault: Fault, times?: number): void;
  /** Cut off: every request is refused until `connect`. */
  disconnect(): void;
  connect(): void;
  /** Paths seen, with the fault they met. */
  log: { path: string; fault: string | null; status: number | null }[];
  close(): Promise<void>;
};

export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  let offline = false;
  let target = targetPort;
  const planted: { path: RegExp; fault: Fault; left: number }[] = [];
  const log: FaultProxy["log"] = [];

  function pass(req: IncomingMessage, res: ServerResponse, fault: Fault | null, entry: FaultProxy["log"][number]) {
    const upstream = request(
      { host: "127.0.0.1", port: target, path: req.url, method: req.method, headers: req.headers, agent: false },
      (answer) => {
        entry.status = answer.statusCode ?? null;
        if (fault?.kind === "lose-reply") {
          answer.resume();
          answer.on("end", () => res.destroy());
          return;
        }
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        if (fault?.kind !== "cut-reply") {
          answer.pipe(res);
          return;
        }
        let left = fault.afterBytes;
        answer.on("data", (chunk: Buffer) => {
          res.write(chunk.subarray(0, Math.max(0, left)));
          left -= chunk.length;
          if (left <= 0) {
            answer.destroy();
            setTimeout(() => res.destroy(), 50);
          }
        });
        answer.on("end", () => res.end());
      },
    );
    upstream.on("error", () => res.destroy());
    res.on("close", () => upstream.destroy());
    req.pipe(upstream);
    if (fault?.kind === "meanwhile") upstream.on("finish", fault.run);
  }

  const server = createServer((req, res) => {
    const path = req.url ?? "/";
    const match = planted.find((one) => one.left > 0 && one.path.test(path));
    if (match) match.left -= 1;
    const fault = match?.fault ?? null;
    const entry: FaultProxy["log"][number] = { path, fault: offline ? "offline" : (fault?.kind ?? null), status: null };
    log.push(entry);
    if (offline || fault?.kind === "refuse") {
      res.destroy();
      return;
    }
    if (fault?.kind === "portal") {
      res.writeHead(200, { "content-type": "text/html" }).end("<html><body>请先登录无线网</body></html>");
      return;
    }
    pass(req, res, fault, entry);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.address() as AddressInfo).port;

  return {
    url: `http://localhost:${port}`,
    port,
    log,
    plant(path, fault, times = 1) {
      planted.push({ path, fault, left: times });
    },
    disconnect() {
      offline = true;
      server.closeAllConnections();
    },
    connect() {
      offline = false;
    },
    close: () =>
      new Promise((resolve) => {
        target = 0;
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A real replica with real sync in front of a fake server, one round at a time by hand. */
import { openContactBook } from "../../src/sync/contact.ts";
import { pull } from "../../src/sync/pull.ts";
import { freshBudget, push } from "../../src/sync/push.ts";
import { createTransport } from "../../src/sync/transport.ts";
import { FakeServer } from "../sim/fake-server.ts";
import { COMMUNITY, DEVICE, freshUser, openReplica, toyMutation } from "./replica-kit.ts";

export type Phone = Awaited<ReturnType<typeof aPhone>>;

export async function aPhone(server: FakeServer, userId: string) {
  const replica = await openReplica(userId);
  const transport = createTransport({ fetch: server.fetch, connectMs: 80, idleMs: 80, uplink: 400 });
  const contact = await openContactBook({
    userId,
    device: DEVICE,
    app: "0.0.0-test",
    wall: () => server.time,
    newEpoch: () => replica.newEpoch(new Date(server.time).toISOString()),
  });
  const head = async () => contact.head((await replica.outbox.waiting()).length);
  const { heard } = contact;
  const budget = freshBudget();
  const now = () => new Date(server.time).toISOString();
  return {
    replica,
    contact,
    budget,
    async push() {
      const outcome = await push({ outbox: replica.outbox, transport, head, heard, now }, budget);
      await replica.refreshOutbox();
      return outcome;
    },
    pull: () => pull({ target: replica, transport, head, heard }),
    /** Push, and when that went well, pull. */
    async round() {
      const pushed = await this.push();
      return pushed.ok ? this.pull() : pushed;
    },
    state: (id: string) => replica.entry(id)?.row.state,
    save: async (elderId: string, more: Parameters<typeof toyMutation>[1] = {}) =>
      (await replica.save(toyMutation(elderId, more))).id,
  };
}

/** A server with elders, and a phone that has pulled once. */
export async function atWork(elderIds = ["e1", "e2"]): Promise<{ server: FakeServer; phone: Phone; userId: string }> {
  const server = new FakeServer();
  for (const id of elderIds) server.addElder({ id, community: COMMUNITY, name: "王秀兰", seen: [] });
  const userId = freshUser();
  const phone = await aPhone(server, userId);
  await phone.round();
  return { server, phone, userId };
}

/** Misbehaves for the next `times` requests to a path, then no more. */
export function misbehaveOnce(
  server: FakeServer,
  path: string,
  how: ReturnType<FakeServer["misbehave"]>,
  times = 1,
): void {
  let left = times;
  server.misbehave = (asked) => (asked.endsWith(path) && left-- > 0 ? how : "none");
}

import { type Accessor, createSignal } from "solid-js";
import type { Me } from "../protocol/session.ts";
import { type ConsoleApi, createApi, type Fetcher } from "./api/client.ts";
import type { Reply, Trouble } from "./api/reply.ts";

/**
 * `starting` asking the server who this is · `unreachable` it could not be asked · `out` nobody is signed in
 * (`expired`: somebody was, on this page) · `new-password` signed in once, with a one-time password · `in`.
 */
export type SessionState =
  | { kind: "starting" }
  | { kind: "unreachable"; trouble: Trouble }
  | { kind: "out"; expired: boolean; login: string }
  | { kind: "new-password"; me: Me }
  | { kind: "in"; me: Me };

export type Session = {
  api: ConsoleApi;
  state: Accessor<SessionState>;
  start(): Promise<void>;
  signIn(login: string, password: string): Promise<Reply<Me>>;
  changePassword(current: string, next: string): Promise<Reply<unknown>>;
  signOut(): Promise<Reply<unknown>>;
  /** This computer's time corrected by what the server last said, so ages are right on a wrong clock. */
  now(): string;
};

export function createSession(fetcher?: Fetcher): Session {
  const [state, setState] = createSignal<SessionState>({ kind: "starting" });
  let offsetMs = 0;
  const api = createApi({ ...(fetcher ? { fetcher } : {}), onSignedOut: lost });

  /** Any answer may say that the session is over; only somebody who was in has lost one. */
  function lost(): void {
    const was = state();
    if (was.kind === "in" || was.kind === "new-password") {
      setState({ kind: "out", expired: true, login: was.me.user.login });
    }
  }

  function accept(me: Me): void {
    offsetMs = Date.parse(me.serverTime) - Date.now();
    setState(me.mustChangePassword ? { kind: "new-password", me } : { kind: "in", me });
  }

  async function start(): Promise<void> {
    const reply = await api.me();
    if (reply.ok) accept(reply.value);
    else if (reply.trouble.word === "signed-out") setState({ kind: "out", expired: false, login: "" });
    else setState({ kind: "unreachable", trouble: reply.trouble });
  }

  return {
    api,
    state,
    start,
    signIn: async (login, password) => {
      const reply = await api.signIn(login, password);
      if (reply.ok) accept(reply.value);
      return reply;
    },
    changePassword: async (current, next) => {
      const reply = await api.changePassword(current, next);
      if (reply.ok) await start();
      return reply;
    },
    signOut: async () => {
      const reply = await api.signOut();
      if (reply.ok || reply.trouble.word === "signed-out") setState({ kind: "out", expired: false, login: "" });
      return reply;
    },
    now: () => new Date(Date.now() + offsetMs).toISOString(),
  };
}

import { type BaseRouterProps, Navigate, Route, Router } from "@solidjs/router";
import { type Component, type JSX, Match, Switch } from "solid-js";
import type { Me } from "../protocol/session.ts";
import { Accounts } from "./accounts/accounts.tsx";
import type { listenLive } from "./api/live.ts";
import { ConsoleProvider } from "./console-context.tsx";
import { Frame } from "./frame/frame.tsx";
import { NotFound } from "./frame/not-found.tsx";
import { Review } from "./review/review.tsx";
import type { Session, SessionState } from "./session.ts";
import { NewPassword } from "./sign-in/new-password.tsx";
import { PhoneOnly } from "./sign-in/phone-only.tsx";
import { SignIn } from "./sign-in/sign-in.tsx";
import { Unreachable } from "./sign-in/unreachable.tsx";

/**
 * The whole console. Sign-in stands in place of the screens and leaves the address alone, so whoever
 * signs in again is back on the same page. `router` and `listen` are for tests.
 */
export function App(props: {
  session: Session;
  router?: Component<BaseRouterProps>;
  listen?: typeof listenLive;
}): JSX.Element {
  const is = <K extends SessionState["kind"]>(kind: K) => {
    const state = props.session.state();
    return state.kind === kind ? (state as Extract<SessionState, { kind: K }>) : null;
  };
  return (
    <Switch>
      <Match when={is("unreachable")}>
        {(state) => <Unreachable trouble={state().trouble} onRetry={() => props.session.start()} />}
      </Match>
      <Match when={is("out")}>
        {(state) => <SignIn session={props.session} expired={state().expired} login={state().login} />}
      </Match>
      <Match when={is("new-password")}>{(state) => <NewPassword session={props.session} me={state().me} />}</Match>
      <Match when={is("in")}>
        {(state) => <SignedIn session={props.session} me={state().me} router={props.router} listen={props.listen} />}
      </Match>
    </Switch>
  );
}

function SignedIn(props: {
  session: Session;
  me: Me;
  router: Component<BaseRouterProps> | undefined;
  listen: typeof listenLive | undefined;
}): JSX.Element {
  const AnyRouter = props.router ?? Router;
  const role = props.me.user.role;
  /** Also for a page of the other role, e.g. after somebody else signed in on this page. */
  const Home = () => <Navigate href={role === "admin" ? "/accounts" : "/review"} />;
  return (
    <Switch>
      <Match when={role === "patroller"}>
        <PhoneOnly session={props.session} me={props.me} />
      </Match>
      <Match when={role !== "patroller"}>
        <ConsoleProvider session={props.session} me={props.me} {...(props.listen ? { listen: props.listen } : {})}>
          <AnyRouter base="/console" root={Frame}>
            <Route path="/" component={Home} />
            <Route path="/review/:id?" component={role === "supervisor" ? Review : Home} />
            <Route path="/accounts" component={role === "admin" ? Accounts : Home} />
            <Route path="*" component={NotFound} />
          </AnyRouter>
        </ConsoleProvider>
      </Match>
    </Switch>
  );
}

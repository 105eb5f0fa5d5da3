/** Which address shows which screen. Each screen is its own chunk; the service worker has them all. */
import { Route, Router } from "@solidjs/router";
import { type Component, type ComponentProps, type JSX, lazy } from "solid-js";
import { Dynamic } from "solid-js/web";
import { App } from "./app.tsx";

const TodayScreen = lazy(() => import("./today/screen.tsx").then((file) => ({ default: file.TodayScreen })));
const ElderScreen = lazy(() => import("./elder/screen.tsx").then((file) => ({ default: file.ElderScreen })));
const CheckInScreen = lazy(() => import("./check-in/screen.tsx").then((file) => ({ default: file.CheckInScreen })));
const VisitScreen = lazy(() => import("./visit/screen.tsx").then((file) => ({ default: file.VisitScreen })));
const SummaryScreen = lazy(() =>
  import("./visit/summary-screen.tsx").then((file) => ({ default: file.SummaryScreen })),
);
const SavedScreen = lazy(() => import("./visit/saved-screen.tsx").then((file) => ({ default: file.SavedScreen })));
const OutboxScreen = lazy(() => import("./outbox/screen.tsx").then((file) => ({ default: file.OutboxScreen })));
const MeScreen = lazy(() => import("./me/screen.tsx").then((file) => ({ default: file.MeScreen })));
const SignInScreen = lazy(() => import("./sign-in/screen.tsx").then((file) => ({ default: file.SignInScreen })));
const FirstSyncScreen = lazy(() =>
  import("./first-sync/screen.tsx").then((file) => ({ default: file.FirstSyncScreen })),
);

/** `router` is another kind of router for tests; people's addresses are real ones. */
export function Patrol(props: { router?: Component<ComponentProps<typeof Router>> }): JSX.Element {
  return (
    <Dynamic component={props.router ?? Router} root={App}>
      <Route path="/" component={TodayScreen} />
      <Route path="/elder/:elderId" component={ElderScreen} />
      <Route path="/elder/:elderId/check-in" component={CheckInScreen} />
      <Route path="/visit/:visitId" component={VisitScreen} />
      <Route path="/visit/:visitId/summary" component={SummaryScreen} />
      <Route path="/visit/:visitId/saved" component={SavedScreen} />
      <Route path="/outbox" component={OutboxScreen} />
      <Route path="/me" component={MeScreen} />
      <Route path="/sign-in" component={SignInScreen} />
      <Route path="/first-sync" component={FirstSyncScreen} />
      <Route path="*" component={TodayScreen} />
    </Dynamic>
  );
}

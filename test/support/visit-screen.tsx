/** Puts the visit screens into the page over a fake worker, at one address. */
import { createMemoryHistory, MemoryRouter, Route } from "@solidjs/router";
import { render } from "solid-js/web";
import { CheckInScreen } from "../../src/patrol/check-in/screen.tsx";
import { askStart } from "../../src/patrol/parts/session.ts";
import { SavedScreen } from "../../src/patrol/visit/saved-screen.tsx";
import { VisitScreen } from "../../src/patrol/visit/screen.tsx";
import { SummaryScreen } from "../../src/patrol/visit/summary-screen.tsx";
import { connect } from "../../src/patrol/worker-client.ts";
import "../../src/ui/base.css";
import { setLanguage } from "../../src/ui/settings.ts";
import "../../src/ui/tokens.css";
import type { FakeVisits } from "./fake-visits.ts";

export type Mounted = { path: () => string; leave: () => void };

let last: Mounted | null = null;

export async function mountVisit(fake: FakeVisits, path = "/visit/v-now"): Promise<Mounted> {
  last?.leave();
  setLanguage("zh");
  connect(fake.asRemote());
  await askStart();
  const root = document.createElement("div");
  root.id = "app";
  document.body.append(root);
  const history = createMemoryHistory();
  history.set({ value: path });
  const dispose = render(
    () => (
      <MemoryRouter history={history}>
        <Route path="/elder/:elderId/check-in" component={CheckInScreen} />
        <Route path="/visit/:visitId" component={VisitScreen} />
        <Route path="/visit/:visitId/summary" component={SummaryScreen} />
        <Route path="/visit/:visitId/saved" component={SavedScreen} />
        <Route path="*" component={() => <h1>another screen</h1>} />
      </MemoryRouter>
    ),
    root,
  );
  last = {
    path: () => history.get(),
    leave: () => {
      dispose();
      root.remove();
      last = null;
    },
  };
  return last;
}

/** The card of one question. */
export function card(code: string): HTMLElement {
  const found = document.getElementById(`item-${code}`)?.parentElement;
  if (!found) throw new Error(`${code} is not on the screen`);
  return found;
}

/** What stands on the screen, hidden parts left out. */
export const words = (element: Element = document.body): string => (element as HTMLElement).innerText;

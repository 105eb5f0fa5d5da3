/** Puts the console on a test page, over a server in memory. */
import { createMemoryHistory, MemoryRouter } from "@solidjs/router";
import { render } from "solid-js/web";
import { afterEach } from "vitest";
import { page } from "vitest/browser";
import { App } from "../../src/console/app.tsx";
import { setSingleKeys } from "../../src/console/parts/single-keys.ts";
import { createSession } from "../../src/console/session.ts";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";
import "../../src/console/console.css";
import { applyLook, setLanguage, setScale, setTheme } from "../../src/ui/settings.ts";
import type { FakeConsole } from "./fake-console.ts";

let close: (() => void) | undefined;
afterEach(() => {
  close?.();
  close = undefined;
});

/** Opens the console at this address inside /console, as somebody would by typing it. */
export async function openConsole(fake: FakeConsole, path = "/review", size: [number, number] = [1440, 900]) {
  close?.();
  await page.viewport(...size);
  document.documentElement.dataset.app = "console";
  setLanguage("zh");
  setTheme("light");
  setScale(1);
  setSingleKeys(true);
  applyLook();
  const root = document.body.appendChild(document.createElement("div"));
  const history = createMemoryHistory();
  history.set({ value: `/console${path}` });
  const session = createSession(fake.fetcher);
  const dispose = render(
    () => (
      <App session={session} listen={fake.listen} router={(props) => <MemoryRouter {...props} history={history} />} />
    ),
    root,
  );
  close = () => {
    dispose();
    root.remove();
  };
  await session.start();
  return { session, history, where: () => history.get().replace(/^\/console/, "") };
}

/** Waits until `look` gives something true, and gives it back. */
export async function until<T>(look: () => T, what = look.toString()): Promise<NonNullable<T>> {
  const end = performance.now() + 4000;
  for (;;) {
    const found = look();
    if (found) return found as NonNullable<T>;
    if (performance.now() > end) throw new Error(`never came true: ${what}\n${document.body.innerText.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** All text a reader sees. */
export const text = (selector = "body"): string =>
  (document.querySelector<HTMLElement>(selector)?.innerText ?? "").replace(/\s+/g, " ");

export const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".row")];
export const rowNames = (): string[] => rows().map((row) => row.querySelector("b")?.textContent ?? "");
export const shownName = (): string | null => document.querySelector(".visit-name")?.textContent ?? null;

/** A button by the words on it. */
export function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent?.includes(words));
  if (!found) throw new Error(`no button “${words}”`);
  return found;
}

export function field(label: string): HTMLInputElement | HTMLTextAreaElement {
  const found = [...document.querySelectorAll("label")].find((one) => one.textContent?.includes(label));
  const id = found?.getAttribute("for");
  const input = id ? document.getElementById(id) : found?.querySelector("input, textarea");
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement))
    throw new Error(`no field ${label}`);
  return input;
}

/** Puts the patroller's whole app on a test page, over a worker in memory. */
import { createMemoryHistory, MemoryRouter } from "@solidjs/router";
import { render } from "solid-js/web";
import { afterEach, beforeEach, vi } from "vitest";
import { page } from "vitest/browser";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";
import "../../src/patrol/shell.css";
import { askStart } from "../../src/patrol/parts/session.ts";
import { Patrol } from "../../src/patrol/routes.tsx";
import { connect } from "../../src/patrol/worker-client.ts";
import { type Language, type Scale, setLanguage, setScale, setTheme, type Theme } from "../../src/ui/settings.ts";
import { FAKE_DAY, type FakePatrol } from "./fake-patrol-api.ts";

// The build puts it in; the browser tests have no build.
Object.assign(globalThis, { __APP_VERSION__: "0.0.0-test" });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${FAKE_DAY}T02:42:00Z`) });
});

let close: (() => void) | undefined;
afterEach(() => {
  vi.useRealTimers();
  close?.();
  close = undefined;
});

/** Opens the app at an address on a phone of 360 × 640. */
export async function openPatrol(
  fake: FakePatrol,
  path = "/",
  look: { language?: Language; theme?: Theme; scale?: Scale } = {},
): Promise<{ where: () => string }> {
  close?.();
  await page.viewport(360, 640);
  document.documentElement.dataset.app = "patrol";
  setLanguage(look.language ?? "zh");
  setTheme(look.theme ?? "light");
  setScale(look.scale ?? 1);
  connect(fake.asRemote());
  await askStart();
  const root = document.body.appendChild(document.createElement("div"));
  root.id = "app";
  const history = createMemoryHistory();
  history.set({ value: path });
  const dispose = render(() => <Patrol router={(props) => <MemoryRouter {...props} history={history} />} />, root);
  close = () => {
    dispose();
    root.remove();
  };
  // The first screen of a run is still being compiled: give it time.
  await until(() => document.querySelector(".sos"), 20_000);
  return { where: history.get };
}

/** Waits until `look` gives something true, and gives it back. */
export async function until<T>(look: () => T, forMs = 5000): Promise<NonNullable<T>> {
  const end = performance.now() + forMs;
  for (;;) {
    const found = look();
    if (found) return found as NonNullable<T>;
    if (performance.now() > end) throw new Error(`never came true: ${look}\n${document.body.innerText.slice(0, 1500)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What a reader sees, spaces evened out. */
export const seen = (selector = "#app"): string =>
  [...document.querySelectorAll<HTMLElement>(selector)]
    .map((element) => element.innerText)
    .join(" ")
    .replace(/\s+/g, " ");

/** Every control that can be reached now and has no words for a screen reader. */
export function unnamed(): string[] {
  return controls()
    .filter((control) => {
      const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : [];
      const names = [
        control.getAttribute("aria-label"),
        control.textContent,
        ...labels.map((label) => label.textContent),
      ];
      return !names.some((name) => name?.trim());
    })
    .map((control) => control.outerHTML.slice(0, 120));
}

/** Controls smaller than a finger: width × height in px. */
export function tooSmall(): string[] {
  return controls()
    .map((control) => ({ control, box: control.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 47.5 || box.height < 47.5)
    .map(
      ({ control, box }) =>
        `${control.className || control.tagName} ${Math.round(box.width)}×${Math.round(box.height)}`,
    );
}

/** Elements that reach out of the page to the right. */
export function tooWide(): string[] {
  const wide = document.documentElement.clientWidth + 0.5;
  return [...document.querySelectorAll("#app *")]
    .filter((element) => !element.closest(".ui-hidden, svg, thead") && element.getBoundingClientRect().right > wide)
    .map((element) => `${element.tagName}.${element.className} ${Math.round(element.getBoundingClientRect().right)}`);
}

function controls(): HTMLElement[] {
  return [
    ...document.querySelectorAll<HTMLElement>("#app button, #app a, #app input, dialog[open] button, dialog[open] a"),
  ].filter((control) => control.offsetParent !== null && control.closest("[inert]") === null);
}

import { createRoot, createSignal } from "solid-js";

const KEY = "xunan-console-keys";

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

const [on, keep] = createRoot(() => createSignal(stored()));

/** Whether letters alone act: can be switched off by whoever speaks to the computer or types by accident (WCAG 2.1.4). */
export const singleKeys = on;

export function setSingleKeys(value: boolean): void {
  keep(value);
  try {
    localStorage.setItem(KEY, value ? "on" : "off");
  } catch {
    // A refused storage only means that the choice lasts until the page closes.
  }
}

/** The letter pressed alone, lower case; null when it was meant for a field, a dialog, or came with other keys. */
export function letterOf(event: KeyboardEvent): string | null {
  if (!on() || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (event.defaultPrevented || event.key.length !== 1) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (
    target?.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], dialog[open]")
  )
    return null;
  if (document.querySelector("dialog[open]")) return null;
  return event.key.toLowerCase();
}

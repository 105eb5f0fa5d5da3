/**
 * How this person wants to see the app: language, theme, text size. Kept in localStorage, applied to <html>.
 * `data-text` is what layouts stack by: `large` from 130 %, `huge` from 175 % of the real size of text,
 * so the browser's own text size counts too.
 */
import { createRoot, createSignal } from "solid-js";

export type Language = "zh" | "en";
export type Theme = "light" | "dark" | "sunlight";

export const scales = [1, 1.15, 1.3, 1.5, 1.75, 2] as const;
export type Scale = (typeof scales)[number];

const KEY = "xunan-look";
const themeColors: Record<Theme, string> = { light: "#ffffff", dark: "#131e28", sunlight: "#ffffff" };

type Look = { language: Language; theme: Theme; scale: Scale; indoors: "light" | "dark" };

function stored(): Partial<Look> {
  try {
    const look: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof look === "object" && look !== null ? look : {};
  } catch {
    return {};
  }
}

function firstLook(): Look {
  const was = stored();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const system = dark ? "dark" : "light";
  return {
    indoors: was.indoors ?? system,
    language: was.language === "en" ? "en" : "zh",
    theme: was.theme === "dark" || was.theme === "sunlight" || was.theme === "light" ? was.theme : system,
    scale: scales.find((scale) => scale === was.scale) ?? 1,
  };
}

const [look, keepLook] = createRoot(() => createSignal<Look>(firstLook()));

function change(part: Partial<Look>): void {
  keepLook({ ...look(), ...part });
  try {
    localStorage.setItem(KEY, JSON.stringify(look()));
  } catch {
    // A full or refused storage only means that the choice lasts until the app closes.
  }
  applyLook();
}

/** Writes the look to <html>. Call once before the first render; setters call it themselves. */
export function applyLook(): void {
  const html = document.documentElement;
  html.lang = look().language === "zh" ? "zh-CN" : "en";
  html.dataset.theme = look().theme;
  html.style.setProperty("--scale", String(look().scale));
  const base = html.dataset.app === "console" ? 15 : 18;
  const rate = Number.parseFloat(getComputedStyle(html).fontSize) / base;
  html.dataset.text = rate >= 1.74 ? "huge" : rate >= 1.29 ? "large" : "normal";
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", themeColors[look().theme]);
}

export const language = (): Language => look().language;
export const setLanguage = (language: Language): void => change({ language });
export const theme = (): Theme => look().theme;
export const setTheme = (theme: Theme): void => change(theme === "sunlight" ? { theme } : { theme, indoors: theme });
/** Into the sun and back to what it was. */
export const toggleSunlight = (): void => setTheme(theme() === "sunlight" ? look().indoors : "sunlight");
export const scale = (): Scale => look().scale;
export const setScale = (scale: Scale): void => change({ scale });

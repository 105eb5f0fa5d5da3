import type { JSX } from "solid-js";
import { Segmented } from "../../ui/segmented.tsx";
import { language, scale, scales, setLanguage, setScale, setTheme, theme } from "../../ui/settings.ts";
import { createWords } from "../../ui/words.ts";
import { setSingleKeys, singleKeys } from "./single-keys.ts";

const t = createWords({
  zh: {
    language: "语言",
    theme: "明暗",
    light: "浅色",
    dark: "深色",
    size: "字号",
    keys: "单键快捷键",
    keysHint: "J 下一条，K 上一条，A 通过，R 退回",
    on: "开",
    off: "关",
  },
  en: {
    language: "Language",
    theme: "Theme",
    light: "Light",
    dark: "Dark",
    size: "Text size",
    keys: "Single-key shortcuts",
    keysHint: "J next, K previous, A approve, R return",
    on: "On",
    off: "Off",
  },
});

const sizes = scales.filter((size) => size <= 1.5);

/** Language, light or dark, text size; with `keys` also the switch for single-key shortcuts (WCAG 2.1.4). */
export function LookSettings(props: { keys?: boolean }): JSX.Element {
  return (
    <div class="look">
      <Segmented
        legend={t("language")}
        options={[
          { k: "zh", label: "中文", lang: "zh-CN" },
          { k: "en", label: "English", lang: "en" },
        ]}
        value={language()}
        onChange={setLanguage}
      />
      <Segmented
        legend={t("theme")}
        options={[
          { k: "light", label: t("light"), icon: "sun" },
          { k: "dark", label: t("dark"), icon: "moon" },
        ]}
        value={theme() === "dark" ? "dark" : "light"}
        onChange={setTheme}
      />
      <Segmented
        legend={t("size")}
        options={sizes.map((size) => ({ k: String(size), label: `${Math.round(size * 100)}%` }))}
        value={String(Math.min(scale(), 1.5))}
        onChange={(k) => setScale(sizes.find((size) => String(size) === k) ?? 1)}
      />
      {props.keys && (
        <div>
          <Segmented
            legend={t("keys")}
            options={[
              { k: "on", label: t("on") },
              { k: "off", label: t("off") },
            ]}
            value={singleKeys() ? "on" : "off"}
            onChange={(k) => setSingleKeys(k === "on")}
          />
          <p class="ui-caption">{t("keysHint")}</p>
        </div>
      )}
    </div>
  );
}

/** Text size and language at hand before anybody has signed in: the smallest first-run settings. */
import type { JSX } from "solid-js";
import { IconButton } from "../../ui/button.tsx";
import { language, scale, scales, setLanguage, setScale } from "../../ui/settings.ts";
import { createWords } from "../../ui/words.ts";

const t = createWords({
  zh: { size: "字号 {{ percent }}%，点一下变大", language: "换成 English" },
  en: { size: "Text size {{ percent }} %, tap for larger", language: "换成中文" },
});

export function LookButtons(): JSX.Element {
  const larger = (): void => {
    setScale(scales[(scales.indexOf(scale()) + 1) % scales.length] ?? 1);
  };
  return (
    <>
      <IconButton icon="text-size" label={t("size", { percent: Math.round(scale() * 100) })} onClick={larger} />
      <IconButton icon="globe" label={t("language")} onClick={() => setLanguage(language() === "zh" ? "en" : "zh")} />
    </>
  );
}

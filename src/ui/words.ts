/** Words of a screen in both languages. The English keys must be the Chinese keys; the compiler checks it. */
import { resolveTemplate, translator } from "@solid-primitives/i18n";
import { language } from "./settings.ts";

export type Gaps = Record<string, string | number>;
/** Text with `{{ gap }}`s, or a function of them where grammar needs it (1 day, 2 days). */
export type Word = string | ((gaps: Gaps) => string);
export type WordOf<Dictionary> = (key: keyof Dictionary & string, gaps?: Gaps) => string;

/** `const t = createWords({ zh: {…}, en: {…} })`; `t("late", { n: 2 })` follows the language now set. */
export function createWords<Dictionary extends Record<string, Word>>(words: {
  zh: Dictionary;
  en: { [Key in keyof NoInfer<Dictionary>]: Word };
}): WordOf<Dictionary> {
  const look = translator(() => words[language()] as Record<string, Word>, resolveTemplate as never) as (
    key: string,
    gaps: Gaps,
  ) => string;
  return (key, gaps = {}) => look(key, gaps);
}

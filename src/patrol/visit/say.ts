/** Words that come with the rule set, in the language now set. */
import { language } from "../../ui/settings.ts";

export type Both = { zh: string; en: string };

export const say = (words: Both): string => words[language()];

/** Items in a row: 、 in Chinese, commas in English. */
export const sayAll = (words: readonly string[]): string => words.join(language() === "zh" ? "、" : ", ");

/** The few words that belong to the parts themselves. */
import { createWords } from "./words.ts";

export const uiWords = createWords({
  zh: {
    back: "返回",
    close: "关闭",
    last: "上次 {{ word }}",
    changed: "有变化",
    lastTime: "上次",
    thisTime: "本次",
    busy: "请稍等",
    stars: "{{ n }} 颗星，共 5 颗，{{ word }}",
    raised: "比上次高",
    lowered: "比上次低",
  },
  en: {
    back: "Back",
    close: "Close",
    last: "last {{ word }}",
    changed: "changed",
    lastTime: "last",
    thisTime: "now",
    busy: "Please wait",
    stars: "{{ n }} of 5 stars, {{ word }}",
    raised: "higher than last time",
    lowered: "lower than last time",
  },
});

import { codeWords } from "../../domain/codes.ts";
import { language } from "../../ui/settings.ts";
import { createWords } from "../../ui/words.ts";
import type { Trouble } from "../api/reply.ts";

const t = createWords({
  zh: {
    offline: "连不上服务器。请看看网络，连上后会自动再试。",
    "signed-out": "登录过期了，请重新登录。",
    "outdated-app": "这个页面是旧版，请刷新后再用。",
    "server-trouble": "服务器出了问题，稍后会自动再试。",
    "server-trouble-in": "服务器正忙，{{ n }} 秒后再试。",
  },
  en: {
    offline: "The server cannot be reached. Check the network; it will be tried again by itself.",
    "signed-out": "Your sign-in has expired. Please sign in again.",
    "outdated-app": "This page is an old version. Reload it first.",
    "server-trouble": "The server is in trouble. It will be tried again by itself.",
    "server-trouble-in": "The server is busy. Try again in {{ n }} s.",
  },
});

/** A failure as one sentence. Codes never reach the screen. */
export function troubleWords(trouble: Trouble): string {
  switch (trouble.word) {
    case "refused":
      return language() === "zh"
        ? trouble.message
        : codeWords(trouble.code, "en", { seconds: trouble.retryAfterS ?? "", detail: "" });
    case "server-trouble":
      return trouble.retryAfterS ? t("server-trouble-in", { n: trouble.retryAfterS }) : t("server-trouble");
    default:
      return t(trouble.word);
  }
}

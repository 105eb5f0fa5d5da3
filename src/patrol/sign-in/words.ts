/** Words of the sign-in screen. */
import { createWords } from "../../ui/words.ts";

export const t = createWords({
  zh: {
    title: "登录",
    context: "巡安 · 居家老人入户巡视",
    login: "账号",
    password: "密码",
    show: "看密码",
    hide: "藏密码",
    signIn: "登录",
    needLogin: "请填账号",
    needPassword: "请填密码",
    once: "第一次登录要连网。之后没网也能用。",
    again: "登录过期了，填好的都在本机，没有丢。重新登录就接着传。",
    againCount: "登录过期了。填好的 {{ n }} 条都在本机，没有丢。重新登录就接着传。",
    notNow: "先不登录",
    newTitle: "设新密码",
    newContext: "{{ name }}，第一次登录要换掉发给您的密码",
  },
  en: {
    title: "Sign in",
    context: "Xun'an · home visits of elders",
    login: "User name",
    password: "Password",
    show: "Show",
    hide: "Hide",
    signIn: "Sign in",
    needLogin: "Enter your user name",
    needPassword: "Enter your password",
    once: "The first sign-in needs a network. After that the app works without.",
    again: "You were signed out. Your work is on this phone; sign in and it goes on.",
    againCount: "You were signed out. Your {{ n }} records are on this phone; sign in and they are sent.",
    notNow: "Not now",
    newTitle: "New password",
    newContext: "{{ name }}, please replace the password you were given",
  },
});

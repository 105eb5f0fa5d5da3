import { A, type RouteSectionProps } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { useConsole } from "../console-context.tsx";
import { term } from "../parts/terms.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import "./frame.css";
import { t } from "./words.ts";

/** Rail, demo banner, and the screen. Below 768 px the rail becomes a bar at the bottom. */
export function Frame(props: RouteSectionProps): JSX.Element {
  const { me, freshness } = useConsole();
  return (
    <div class="frame">
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {t("skip")}
      </button>
      <Rail>
        <Show when={me.user.role === "supervisor"}>
          <RailLink href="/review" icon="check" text={t("review")} count={freshness()?.waiting ?? 0} />
        </Show>
        <Show when={me.user.role === "admin"}>
          <RailLink href="/accounts" icon="users" text={t("accounts")} count={0} />
        </Show>
      </Rail>
      <div class="frame-main">
        <Show when={me.demo}>
          <aside class="demo-banner" aria-label={t("demoName")}>
            {t("demo")}
          </aside>
        </Show>
        {props.children}
      </div>
    </div>
  );
}

function Rail(props: { children: JSX.Element }): JSX.Element {
  const { me, signOut } = useConsole();
  const [failed, setFailed] = createSignal<string | null>(null);
  async function leave(): Promise<void> {
    const reply = await signOut();
    if (!reply.ok) setFailed(t("signOutFailed", { why: troubleWords(reply.trouble) }));
  }
  return (
    <aside class="rail" aria-label={t("product")}>
      <div class="rail-product">
        <img class="logo" src="/icon.svg" alt="" width="40" height="40" />
        <div>
          <b>{t("product")}</b>
          <p>{t("side", { area: me.user.areas[0]?.name ?? "" })}</p>
        </div>
      </div>
      <nav aria-label={t("menu")}>{props.children}</nav>
      <div class="rail-me">
        <Avatar name={me.user.name} />
        <div>
          <b>{me.user.name}</b>
          <p>{term(`role.${me.user.role}`)}</p>
        </div>
        <button type="button" class="rail-out" onClick={leave}>
          <Icon name="out" />
          <span>{t("signOut")}</span>
        </button>
        <p role="alert">{failed()}</p>
      </div>
    </aside>
  );
}

function RailLink(props: { href: string; icon: IconName; text: string; count: number }): JSX.Element {
  return (
    <A href={props.href} class="rail-link" activeClass="is-here">
      <Icon name={props.icon} />
      <span>{props.text}</span>
      <Show when={props.count > 0}>
        <span class="rail-count">
          <span aria-hidden="true">{props.count}</span>
          <span class="ui-hidden">{t("waiting", { n: props.count })}</span>
        </span>
      </Show>
    </A>
  );
}

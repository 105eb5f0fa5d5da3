import type { JSX } from "solid-js";
import { LookSettings } from "../parts/look-settings.tsx";
import "./sign-in.css";
import { t } from "./words.ts";

/** The page before one is in: product, one card, and how to see it. */
export function DoorPage(props: { title: string; children: JSX.Element }): JSX.Element {
  return (
    <main class="door">
      <p class="door-product">
        <img class="logo" src="/icon.svg" alt="" width="48" height="48" />
        <span>
          <b>{t("product")}</b> <span>{t("side")}</span>
        </span>
      </p>
      <section class="door-card">
        <h1 class="ui-title-1">{props.title}</h1>
        {props.children}
      </section>
      <details class="door-look">
        <summary>{t("look")}</summary>
        <LookSettings />
      </details>
    </main>
  );
}

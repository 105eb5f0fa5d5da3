/**
 * The frame of a screen: header, ribbon where there is one, content that scrolls with the page, and the docked
 * bar. Names the page, and moves focus to the title so that a screen reader hears where it is.
 */
import { createEffect, type JSX, onMount, Show } from "solid-js";
import { Header } from "../../ui/header.tsx";
import { SyncRibbon } from "./sync-ribbon.tsx";
import "./screen.css";

export function Screen(props: {
  title: string;
  context?: JSX.Element;
  back?: (() => void) | undefined;
  right?: JSX.Element;
  /** Still in the header, under its row. */
  top?: JSX.Element;
  /** `here` on 待传 itself. */
  ribbon?: boolean | "here";
  bar: JSX.Element;
  children: JSX.Element;
}): JSX.Element {
  let frame: HTMLDivElement | undefined;
  createEffect(() => {
    document.title = `${props.title} · 巡安`;
  });
  onMount(() => {
    const title = frame?.querySelector("h1");
    if (!title || frame?.querySelector("[autofocus]")) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  });
  return (
    <div class="screen" ref={frame}>
      <Header title={props.title} context={props.context} back={props.back} right={props.right}>
        {props.top}
      </Header>
      <Show when={props.ribbon}>
        <SyncRibbon here={props.ribbon === "here"} />
      </Show>
      <main class="screen-main">{props.children}</main>
      {props.bar}
    </div>
  );
}

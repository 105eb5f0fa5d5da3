/** Shown on the three tabs only, so never while a visit is open. */
import { createEffect, type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { p } from "./part-words.ts";
import { sync } from "./session.ts";
import { lookForUpdate, updateNow, updateReady } from "./update.ts";

export function UpdateNotice(): JSX.Element {
  const outdated = (): boolean => sync()?.trouble?.word === "outdated-app";
  createEffect(() => {
    if (outdated()) void lookForUpdate();
  });
  const button = (): JSX.Element => (
    <Button kind="primary" onClick={updateNow}>
      {p("updateNow")}
    </Button>
  );
  return (
    <Show
      when={outdated()}
      fallback={
        <Show when={updateReady()}>
          <Notice kind="info" icon="download" title={p("updateTitle")} actions={button()}>
            {p("updateText")}
          </Notice>
        </Show>
      }
    >
      <Notice kind="attention" icon="download" title={p("outdatedTitle")} actions={button()}>
        {p("outdatedText")}
      </Notice>
    </Show>
  );
}

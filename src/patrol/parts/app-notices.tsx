/** What concerns the whole app: a new version, an app too old, a full phone. On the tabs only, so never inside a visit. */
import { createEffect, type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { p } from "./part-words.ts";
import { sync } from "./session.ts";
import { lookForUpdate, updateNow, updateReady } from "./update.ts";

export function AppNotices(): JSX.Element {
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
    <>
      <Show when={sync()?.trouble?.word === "storage-refused"}>
        <Notice kind="attention" icon="database" title={p("brokeTitle")}>
          {p("brokeText")}
        </Notice>
      </Show>
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
    </>
  );
}

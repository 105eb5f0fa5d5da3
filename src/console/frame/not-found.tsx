import { A } from "@solidjs/router";
import type { JSX } from "solid-js";
import { TopBar } from "./top-bar.tsx";
import { t } from "./words.ts";

export function NotFound(): JSX.Element {
  return (
    <>
      <TopBar title={t("notFound")} />
      <main id="content" class="plain-page" tabindex="-1">
        <A class="text-link" href="/">
          {t("goHome")}
        </A>
      </main>
    </>
  );
}

/** Over every screen while the server runs on invented people. */
import { type JSX, Show } from "solid-js";
import { p } from "./part-words.ts";
import { start } from "./session.ts";
import "./demo-banner.css";

export function DemoBanner(): JSX.Element {
  return (
    <Show when={start()?.me?.demo}>
      <p class="demo-banner">{p("demo")}</p>
    </Show>
  );
}

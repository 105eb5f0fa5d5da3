/** The cloud and a count, for headers inside a visit: same words as the ribbon, opens 待传. */
import { useNavigate } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { Icon } from "../../ui/icon.tsx";
import { nowMs, start } from "./session.ts";
import { ribbonState } from "./sync-words.ts";
import "./cloud-badge.css";
import "./count-dot.css";

export function CloudBadge(): JSX.Element {
  const navigate = useNavigate();
  return (
    <Show when={start()}>
      {(start) => {
        const state = () => ribbonState(start().sync, start().signedOut, nowMs());
        const count = () => start().sync.needsYou + start().sync.waiting;
        return (
          <button
            type="button"
            class={`cloud-badge cloud-${state().kind}`}
            aria-label={state().words}
            onClick={() => navigate("/outbox")}
          >
            <Icon name={state().icon} />
            <Show when={count() > 0}>
              <span class="count-dot" aria-hidden="true">
                {count()}
              </span>
            </Show>
          </button>
        );
      }}
    </Show>
  );
}

/** The bar of the three places one moves between; SOS stays bottom-left. */
import { A, useLocation } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { BottomBar } from "../../ui/bottom-bar.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { p } from "./part-words.ts";
import { sync } from "./session.ts";
import { SosButton } from "./sos.tsx";
import "./count-dot.css";
import "./tab-bar.css";

export function TabBar(): JSX.Element {
  const waiting = (): number => (sync()?.waiting ?? 0) + (sync()?.needsYou ?? 0);
  return (
    <BottomBar first={<SosButton />} navLabel={p("tabs")}>
      <Tab href="/" icon="home-check" words={p("today")} />
      <Tab
        href="/outbox"
        icon="upload"
        words={p("outbox")}
        count={waiting()}
        label={waiting() > 0 ? p("outboxCount", { n: waiting() }) : undefined}
      />
      <Tab href="/me" icon="user" words={p("me")} />
    </BottomBar>
  );
}

function Tab(props: {
  href: string;
  icon: IconName;
  words: string;
  count?: number;
  label?: string | undefined;
}): JSX.Element {
  const location = useLocation();
  return (
    <A
      href={props.href}
      end
      class="tab"
      aria-label={props.label}
      aria-current={location.pathname === props.href ? "page" : undefined}
    >
      <span class="tab-icon">
        <Icon name={props.icon} />
        <Show when={props.count}>
          <span class="count-dot" aria-hidden="true">
            {props.count}
          </span>
        </Show>
      </span>
      <span>{props.words}</span>
    </A>
  );
}

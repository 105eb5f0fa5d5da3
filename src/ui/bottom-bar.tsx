/** The docked bar: `first` keeps the bottom-left slot on every screen, the rest are tabs or the actions of a form. */
import type { JSX } from "solid-js";
import "./bottom-bar.css";

export function BottomBar(props: {
  first: JSX.Element;
  /** Names the region when it is navigation. */
  navLabel?: string;
  children: JSX.Element;
}): JSX.Element {
  return (
    <div class="ui-bottom-bar">
      {props.first}
      {props.navLabel === undefined ? (
        <div class="ui-bottom-actions">{props.children}</div>
      ) : (
        <nav class="ui-bottom-tabs" aria-label={props.navLabel}>
          {props.children}
        </nav>
      )}
    </div>
  );
}

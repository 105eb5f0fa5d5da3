/** Top of a screen: title, one line of context, at most two icon buttons. It holds reading, not pressing. */
import { type JSX, Show } from "solid-js";
import { IconButton } from "./button.tsx";
import "./header.css";
import { uiWords } from "./ui-words.ts";

export function Header(props: {
  title: string;
  context?: JSX.Element;
  back?: (() => void) | undefined;
  right?: JSX.Element;
  /** Below the row, still part of the header: a step bar. */
  children?: JSX.Element;
}): JSX.Element {
  return (
    <header class="ui-header">
      <div class="ui-header-row">
        <Show when={props.back}>
          {(back) => <IconButton icon="back" label={uiWords("back")} onClick={() => back()()} />}
        </Show>
        <div class="ui-header-words">
          <h1 class="ui-title-2">{props.title}</h1>
          <Show when={props.context}>
            <p class="ui-header-context">{props.context}</p>
          </Show>
        </div>
        <div class="ui-header-right">{props.right}</div>
      </div>
      {props.children}
    </header>
  );
}

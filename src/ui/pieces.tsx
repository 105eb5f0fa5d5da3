/** A line of facts joined by “ · ”: each stays whole, the line breaks between them. */
import { For, type JSX } from "solid-js";

export function Pieces(props: { text: string }): JSX.Element {
  return (
    <For each={props.text.split(" · ")}>
      {(piece, n) => (
        <>
          {n() > 0 ? " " : ""}
          <span class="ui-keep">{n() > 0 ? `· ${piece}` : piece}</span>
        </>
      )}
    </For>
  );
}

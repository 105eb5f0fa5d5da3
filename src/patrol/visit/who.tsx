/** Whose home this is, for headers: name and door plate each stay whole when the line breaks. */
import type { JSX } from "solid-js";
import { useDesk } from "./desk.ts";

export function Who(): JSX.Element {
  const desk = useDesk();
  return (
    <>
      <span class="ui-keep">{desk.elder.name}</span> · <span class="ui-keep">{desk.elder.plate}</span>
    </>
  );
}

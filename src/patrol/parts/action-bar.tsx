/** The bar inside a form: SOS, then back, then the one primary action. */
import type { JSX } from "solid-js";
import { BottomBar } from "../../ui/bottom-bar.tsx";
import { SosButton } from "./sos.tsx";

export function ActionBar(props: { children: JSX.Element }): JSX.Element {
  return <BottomBar first={<SosButton />}>{props.children}</BottomBar>;
}

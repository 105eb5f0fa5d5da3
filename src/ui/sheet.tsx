/** A native modal dialog at the bottom edge. `alert` for what must be answered; Escape and the backdrop close it. */
import { createEffect, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { IconButton } from "./button.tsx";
import "./sheet.css";
import { uiWords } from "./ui-words.ts";

export function Sheet(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  alert?: boolean;
  /** Cannot be left without an answer: no close button, Escape and backdrop do nothing. */
  firm?: boolean;
  children: JSX.Element;
}): JSX.Element {
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    if (props.open && !dialog?.open) dialog?.showModal();
    if (!props.open && dialog?.open) dialog.close();
  });
  // Keyboards close it by Escape (`cancel`); this is the same for a finger on the backdrop.
  onMount(() => {
    dialog?.addEventListener("click", (event) => {
      if (event.target === dialog && !props.firm) props.onClose();
    });
  });
  onCleanup(() => dialog?.close());
  return (
    <dialog
      ref={dialog}
      class="ui-sheet"
      role={props.alert ? "alertdialog" : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!props.firm) props.onClose();
      }}
      onClose={() => {
        // A second Escape or back gesture closes whatever `cancel` said: a firm sheet comes back, others follow it.
        if (!props.open || !dialog?.isConnected) return;
        if (props.firm) dialog.showModal();
        else props.onClose();
      }}
    >
      <Show when={props.open}>
        <div class="ui-sheet-body">
          <div class="ui-sheet-top">
            <h2 id={id} class="ui-title-2">
              {props.title}
            </h2>
            <Show when={!props.firm}>
              <IconButton icon="close" label={uiWords("close")} onClick={() => props.onClose()} />
            </Show>
          </div>
          {props.children}
        </div>
      </Show>
    </dialog>
  );
}

import { createEffect, createUniqueId, type JSX, onCleanup, Show } from "solid-js";
import { IconButton } from "../../ui/button.tsx";
import { createWords } from "../../ui/words.ts";
import "./dialog.css";

const t = createWords({ zh: { close: "关闭" }, en: { close: "Close" } });

/** A native modal dialog in the middle of the desk. Escape and the backdrop close it, focus goes back by itself. */
export function Dialog(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: JSX.Element;
}): JSX.Element {
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    if (props.open && !dialog?.open) {
      dialog?.showModal();
      // The browser would start at the close button.
      dialog?.querySelector<HTMLElement>("input, textarea")?.focus();
    }
    if (!props.open && dialog?.open) dialog.close();
  });
  onCleanup(() => dialog?.close());
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog) props.onClose();
      }}
    >
      <Show when={props.open}>
        <div class="dialog-body">
          <div class="dialog-top">
            <h2 id={id} class="ui-title-2">
              {props.title}
            </h2>
            <IconButton icon="close" label={t("close")} onClick={() => props.onClose()} />
          </div>
          {props.children}
        </div>
      </Show>
    </dialog>
  );
}

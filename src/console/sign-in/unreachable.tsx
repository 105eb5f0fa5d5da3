import { createSignal, type JSX, onCleanup } from "solid-js";
import { Button } from "../../ui/button.tsx";
import type { Trouble } from "../api/reply.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { DoorPage } from "./door-page.tsx";
import { t } from "./words.ts";

const RETRY_MS = 10_000;

/** The server could not say who this is; asked again by itself. */
export function Unreachable(props: { trouble: Trouble; onRetry: () => Promise<void> }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  async function retry(): Promise<void> {
    if (busy()) return;
    setBusy(true);
    await props.onRetry();
    setBusy(false);
  }
  const timer = setInterval(retry, RETRY_MS);
  onCleanup(() => clearInterval(timer));
  return (
    <DoorPage title={t("unreachable")}>
      <p role="status">{troubleWords(props.trouble)}</p>
      <Button kind="primary" wide icon="refresh" busy={busy()} onClick={retry}>
        {t("retry")}
      </Button>
    </DoorPage>
  );
}

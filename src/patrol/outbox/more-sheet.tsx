/** Rarely needed and never by accident: take an item out as a file, or throw it away after being asked again. */
import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import { dayOf } from "../../domain/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { byteSize, dateTime } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import type { OutboxItem, Result } from "../../worker/api.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { patrolApi } from "../worker-client.ts";
import { saveFile } from "./save-file.ts";
import { kindWord, t } from "./words.ts";

export function MoreSheet(props: { item: OutboxItem | null; onClose: () => void }): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  const [said, setSaid] = createSignal<{ kind: "ok" | "critical"; words: string } | null>(null);
  createEffect(
    on(
      () => props.item?.id,
      () => {
        setAsking(false);
        setSaid(null);
      },
    ),
  );
  const name = (item: OutboxItem): string => t("line", { name: item.elderName, kind: kindWord(item.kind) });
  const tell = (answer: Result<unknown>): void => {
    if (!answer.ok) setSaid({ kind: "critical", words: troubleWords(answer.trouble) });
  };
  const exportItem = async (item: OutboxItem): Promise<void> => {
    const answer = await patrolApi().exportItem(item.id);
    tell(answer);
    if (!answer.ok) return;
    saveFile(`巡安-${item.elderName}-${dayOf(item.savedAt)}.json`, answer.value);
    setSaid({ kind: "ok", words: t("exported") });
  };
  const discard = async (item: OutboxItem): Promise<void> => {
    const answer = await patrolApi().discard(item.id);
    tell(answer);
    if (answer.ok) props.onClose();
  };
  // Only what the server has answered for can be thrown away: what still waits may be there already.
  const canDiscard = (item: OutboxItem): boolean => item.state === "rejected" || item.state === "held";

  return (
    <Sheet
      open={props.item !== null}
      onClose={props.onClose}
      title={asking() ? t("discardTitle") : props.item ? name(props.item) : ""}
      alert={asking()}
    >
      <Show when={props.item}>
        {(item) => (
          <>
            <Show when={said()}>{(said) => <Notice kind={said().kind}>{said().words}</Notice>}</Show>
            <Show
              when={asking()}
              fallback={
                <>
                  <p>
                    {t("saved", { time: dateTime(item().savedAt) })} · {byteSize(item().sizeBytes)}
                  </p>
                  <Button wide icon="file" onClick={() => void exportItem(item())}>
                    {t("export")}
                  </Button>
                  <p class="ui-label">{t("exportHint")}</p>
                  <Show when={canDiscard(item())}>
                    <Button kind="quiet" wide icon="trash" onClick={() => setAsking(true)}>
                      {t("discard")}
                    </Button>
                  </Show>
                </>
              }
            >
              <p>{t("discardText", { name: item().elderName })}</p>
              <Button kind="primary" wide onClick={() => setAsking(false)} autofocus>
                {t("discardNo")}
              </Button>
              <Button kind="danger" wide icon="trash" onClick={() => void discard(item())}>
                {t("discardYes")}
              </Button>
            </Show>
          </>
        )}
      </Show>
    </Sheet>
  );
}

/** For five seconds after 这里其余无异常: what it did, and the way back. */
import { type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { useDesk } from "./desk.ts";
import { t } from "./words.ts";

export function UndoBar(): JSX.Element {
  const desk = useDesk();
  return (
    <div role="status" class="visit-undo">
      <Show when={desk.filled()}>
        {(filled) => (
          <div class="visit-undo-bar">
            <span>{t("restDone", { place: t(filled().place), n: filled().count })}</span>
            <Button kind="outline" icon="undo" onClick={() => desk.undoNothingElse()}>
              {t("undo")}
            </Button>
          </div>
        )}
      </Show>
    </div>
  );
}

/** Whether what is on the screen is on the phone. A refusal stays in sight until it is stored. */
import { type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Trouble } from "../../worker/api.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { useDesk } from "./desk.ts";
import { t } from "./words.ts";

export function refusedWords(trouble: Trouble): string {
  if (trouble.word === "storage-refused") return t("refusedWhy");
  return trouble.word === "elsewhere" ? t("elsewhereWhy") : troubleWords(trouble);
}

export function SaveLine(): JSX.Element {
  const desk = useDesk();
  const refused = () => {
    const state = desk.saver.state();
    return state.kind === "refused" ? state : null;
  };
  const words = (): string => {
    const state = desk.saver.state();
    return state.kind === "saved" ? t("keptAt", { time: clockTime(state.at) }) : t("keeping");
  };
  return (
    <Show
      when={refused()}
      fallback={
        <p class="visit-kept ui-caption">
          <Icon name="phone-saved" />
          <span>{words()}</span>
        </p>
      }
    >
      {(refused) => (
        <div class="visit-refused">
          <Notice
            kind="critical"
            icon="octagon"
            title={t("refused")}
            actions={
              <Button kind="primary" onClick={() => desk.saver.retry()}>
                {t("saveAgain")}
              </Button>
            }
          >
            {refusedWords(refused().trouble)}
          </Notice>
        </div>
      )}
    </Show>
  );
}

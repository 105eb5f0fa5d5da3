/** 没见到人: how the visit ended before it began. What follows is on the summary. */
import { For, type JSX } from "solid-js";
import type { Outcome } from "../../domain/scales.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { t } from "./words.ts";

const kinds = [
  ["no_answer", "no_answer"],
  ["refused", "refused"],
  ["away", "gone"],
  ["hospital", "hospital"],
  ["moved", "moved"],
  ["deceased", "deceased"],
] as const satisfies readonly (readonly [Outcome, Parameters<typeof t>[0]])[];

export function NotMetSheet(props: {
  open: boolean;
  onClose: () => void;
  onChoose: (outcome: Outcome) => void;
}): JSX.Element {
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t("noMeetingTitle")}>
      <For each={kinds}>
        {([outcome, words]) => (
          <Button wide kind="outline" onClick={() => props.onChoose(outcome)}>
            {t(words)}
          </Button>
        )}
      </For>
    </Sheet>
  );
}

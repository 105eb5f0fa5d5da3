/** What a number counts as, in words. It stands instead of the options: a tap cannot override a number. */
import { type JSX, Show } from "solid-js";
import type { OptionCode } from "../../../domain/answer.ts";
import { type ChecklistItem, optionOf } from "../../../domain/checklist.ts";
import { SeverityMark } from "../../../ui/severity.tsx";
import { t } from "../item-words.ts";
import { say } from "../say.ts";

export function BandLine(props: {
  item: ChecklistItem;
  option: OptionCode | undefined;
  /** Says that the number decides; ticks and counted errors speak for themselves. */
  why?: boolean;
}): JSX.Element {
  return (
    <div role="status" class="visit-band">
      <Show when={props.option !== undefined && optionOf(props.item, props.option)}>
        {(option) => (
          <>
            <SeverityMark severity={option().sev} />
            <span>
              <b>{t("band", { word: say(option().short) })}</b>
              <Show when={props.why}>
                <span class="ui-caption visit-band-why">{t("bandWhy")}</span>
              </Show>
            </span>
          </>
        )}
      </Show>
    </div>
  );
}

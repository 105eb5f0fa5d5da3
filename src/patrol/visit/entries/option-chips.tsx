/** The options of an item by their short labels; one column as soon as a label would break in two. */
import type { JSX } from "solid-js";
import type { OptionCode } from "../../../domain/answer.ts";
import type { ChecklistItem } from "../../../domain/checklist.ts";
import { ChoiceChips } from "../../../ui/choice-chips.tsx";
import { say } from "../say.ts";

/** Chinese characters wide; Latin letters and figures take a little over half of one. */
const widthOf = (label: string): number => [...label].reduce((sum, sign) => sum + (sign < "\u0250" ? 0.56 : 1), 0);
/** What one of two columns holds on the narrowest phone. */
const HALF = 5.1;

export function OptionChips(props: {
  item: ChecklistItem;
  value: OptionCode | null;
  lastValue: OptionCode | undefined;
  onChoose: (k: OptionCode) => void;
}): JSX.Element {
  const long = (): boolean => props.item.options.some((option) => widthOf(say(option.short)) > HALF);
  return (
    <ChoiceChips
      legend={say(props.item.ask)}
      hideLegend
      options={props.item.options.map((option) => ({
        k: option.k,
        label: say(option.short),
        critical: option.sev === "critical",
      }))}
      value={props.value}
      lastValue={props.lastValue ?? null}
      onChange={props.onChoose}
      long={long()}
    />
  );
}

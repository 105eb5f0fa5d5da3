/** L11: a chip by feel, or the thermometer's number, which then decides; from the second option on also cold or hot. */
import { createSignal, type JSX, Show } from "solid-js";
import type { OptionCode } from "../../../domain/answer.ts";
import { bandOf } from "../../../domain/band.ts";
import { ChoiceChips } from "../../../ui/choice-chips.tsx";
import { t } from "../item-words.ts";
import { say } from "../say.ts";
import { BandLine } from "./band-line.tsx";
import type { EntryProps } from "./entry-props.ts";
import { NumberGroup } from "./numbers.tsx";
import { OptionChips } from "./option-chips.tsx";

/** Below the middle of the comfortable range a wrong temperature can only be too cold. */
const COMFORT_MIDDLE = 23;

export function TemperatureEntry(props: EntryProps): JSX.Element {
  const [celsius, setCelsius] = createSignal<number | undefined>(props.answer?.value?.celsius);
  const numberDecides = (): boolean => celsius() !== undefined;
  const wantsDirection = (option: OptionCode): boolean => props.item.direction?.when.includes(option) ?? false;

  function readNumber(number: number | undefined): void {
    if (number === celsius()) return;
    setCelsius(number);
    const option = number === undefined ? null : bandOf(props.item, { celsius: number }, { age: props.age });
    if (option === null || number === undefined) {
      props.give(null);
      return;
    }
    const away = number < COMFORT_MIDDLE ? ("cold" as const) : ("hot" as const);
    const direction = wantsDirection(option) ? away : undefined;
    props.give({ option, source: "value", value: { celsius: number }, direction });
  }

  return (
    <>
      <Show when={props.askRoomNumber || numberDecides()}>
        <p class="ui-label">{t("roomHint")}</p>
        <NumberGroup
          item={props.item}
          fields={[{ key: "celsius", label: t("room"), unit: t("degrees") }]}
          value={props.answer?.value}
          onRead={({ value }) => readNumber(value.celsius)}
        />
      </Show>
      <Show when={!numberDecides()} fallback={<BandLine item={props.item} option={props.answer?.option} why />}>
        <OptionChips
          item={props.item}
          value={props.answer?.option ?? null}
          lastValue={props.last?.option}
          onChoose={(option) =>
            props.give({
              option,
              source: "tap",
              direction: wantsDirection(option) ? props.answer?.direction : undefined,
            })
          }
        />
      </Show>
      <Show when={props.askRoomNumber && props.answer && !numberDecides()}>
        <p class="ui-caption">{t("estimated")}</p>
      </Show>
      <Show when={!numberDecides() && props.answer && wantsDirection(props.answer.option) && props.answer}>
        {(answer) => (
          <ChoiceChips
            legend={t("directionLegend")}
            options={(props.item.direction?.options ?? []).map((one) => ({ k: one.k, label: say(one) }))}
            value={answer().direction ?? null}
            onChange={(k) => {
              const { option, source, value } = answer();
              const direction = k === "hot" ? ("hot" as const) : ("cold" as const);
              props.give({ option, source: source === "value" ? "value" : "tap", value, direction });
            }}
          />
        )}
      </Show>
    </>
  );
}

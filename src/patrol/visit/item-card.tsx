/** One question: what to look at or ask, the last answer beside it, the way to answer, and what may be added. */
import { createEffect, createMemo, createSignal, type JSX, on, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Answered, ItemCode } from "../../domain/answer.ts";
import { ageOn, inSeason } from "../../domain/calendar.ts";
import { type ChecklistItem, type ItemKind, itemOf, optionOf } from "../../domain/checklist.ts";
import { isFirstVisit, spokenM03 } from "../../domain/due.ts";
import { Card } from "../../ui/card.tsx";
import { nowText } from "../parts/session.ts";
import { useDesk } from "./desk.ts";
import type { EntryProps, Given } from "./entries/entry-props.ts";
import { GlucoseEntry } from "./entries/glucose.tsx";
import { MemoryEntry } from "./entries/memory.tsx";
import { MobilityEntry } from "./entries/mobility.tsx";
import { MonthsEntry } from "./entries/months.tsx";
import { MultiEntry } from "./entries/multi.tsx";
import { PressureEntry } from "./entries/pressure.tsx";
import { ScoreEntry } from "./entries/score.tsx";
import { SingleEntry } from "./entries/single.tsx";
import { TemperatureEntry } from "./entries/temperature.tsx";
import { VitalsEntry } from "./entries/vitals.tsx";
import { WeightEntry } from "./entries/weight.tsx";
import { FixedPanel } from "./fixed-panel.tsx";
import { ItemExtras } from "./item-extras.tsx";
import { t } from "./item-words.ts";
import { lastWords } from "./last-words.ts";
import { say } from "./say.ts";

const entries: Record<ItemKind, (props: EntryProps) => JSX.Element> = {
  single: SingleEntry,
  pressure: PressureEntry,
  vitals: VitalsEntry,
  glucose: GlucoseEntry,
  mobility: MobilityEntry,
  multi: MultiEntry,
  weight: WeightEntry,
  temperature: TemperatureEntry,
  screen: ScoreEntry,
  memory: MemoryEntry,
  months: MonthsEntry,
};

export function ItemCard(props: { code: ItemCode }): JSX.Element {
  const desk = useDesk();
  const item = (): ChecklistItem | null => itemOf(desk.rules, props.code);
  return <Show when={item()}>{(item) => <Question item={item()} />}</Show>;
}

function Question(props: { item: ChecklistItem }): JSX.Element {
  const desk = useDesk();
  const code = props.item.id;
  const answer = createMemo(() => desk.draft().answers[code]);
  const answered = (): Answered | undefined => {
    const known = answer();
    return known?.state === "answered" ? known : undefined;
  };
  const option = () => {
    const given = answered();
    return given ? optionOf(props.item, given.option) : null;
  };
  // A fresh entry when the answer was taken back from outside (undo, clear, a card), so no old number stays in its field.
  const [round, setRound] = createSignal(1);
  let own = false;
  createEffect(
    on(answered, (now, before) => {
      if (!own && before && !now) setRound((n) => n + 1);
      own = false;
    }),
  );

  function give(given: Given | null): void {
    desk.at(code);
    const before = answered();
    if (given === null && !before) return;
    own = true;
    if (given === null) {
      desk.answer(code, null);
      return;
    }
    const same = before?.option === given.option;
    desk.answer(code, {
      state: "answered",
      option: given.option,
      source: given.source,
      value: given.value,
      direction: given.direction,
      note: answer()?.note,
      // What was put right belongs to what was wrong.
      fixed: same ? before?.fixed : undefined,
      at: nowText(),
    });
  }

  const { on: day } = desk.draft();
  const settings = desk.community.settings;
  const entry: Omit<EntryProps, "answer"> = {
    item: props.item,
    last: desk.elder.state.answers[code],
    age: ageOn(desk.elder.birthOn, day),
    on: day,
    askRoomNumber: inSeason(settings.heatingSeason, day) || settings.heatWarning,
    give,
  };

  return (
    <Card as="article" class="visit-item" labelledBy={`title-${code}`}>
      <div id={`item-${code}`} class="visit-item-head" data-item={code}>
        <h3 id={`title-${code}`} class="ui-title-3" tabindex="-1">
          {say(props.item)}
        </h3>
        <Show when={props.item.redline}>
          <span class="visit-redline">{t("redline")}</span>
        </Show>
        <Show when={entry.last}>
          {(last) => <span class="ui-label visit-last">{t("last", { answer: lastWords(props.item, last()) })}</span>}
        </Show>
      </div>
      <p class="visit-ask">{say(props.item.ask)}</p>
      <AskHint item={props.item} />
      <Show when={round()} keyed>
        {(_) => <Dynamic component={entries[props.item.kind]} {...entry} answer={answered()} />}
      </Show>
      <Show when={answered()?.source === "shortcut"}>
        <p class="ui-caption visit-one-tap">{t("oneTap")}</p>
      </Show>
      <Show when={option()}>{(option) => <FixedPanel item={props.item} option={option()} answer={answered()} />}</Show>
      <ItemExtras item={props.item} />
    </Card>
  );
}

/** What to mind before asking: when M03 is said aloud, what is asked alone, what a first visit asks about. */
function AskHint(props: { item: ChecklistItem }): JSX.Element {
  const desk = useDesk();
  const spoken = (): boolean => {
    const { on, kit, observed, answers, ruleset } = desk.draft();
    const { elder, community } = desk;
    return props.item.spoken !== undefined && spokenM03({ elder, community, on, kit, observed, answers, ruleset });
  };
  return (
    <>
      <Show when={spoken()}>
        <div class="visit-hint">
          <p>
            <b>{t("spoken")}</b> {t("spokenHint")}
          </p>
          <p>{t("spokenAsk")}</p>
          <p>{t("spokenMore")}</p>
        </div>
      </Show>
      <Show when={props.item.id === "M09" || props.item.id === "M10"}>
        <p class="visit-hint">{t("aloneHint")}</p>
      </Show>
      <Show when={props.item.id === "H05" && isFirstVisit(desk.elder.state)}>
        <p class="visit-hint">{t("firstFall")}</p>
      </Show>
    </>
  );
}

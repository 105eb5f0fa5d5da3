/** 首访第一部分: a long first visit may be closed after its every-visit items; the others stay due for 30 days. */
import { type JSX, Show } from "solid-js";
import { itemOf } from "../../domain/checklist.ts";
import { dueItems, isFirstVisit } from "../../domain/due.ts";
import { Card } from "../../ui/card.tsx";
import { useDesk } from "./desk.ts";
import { t } from "./summary-words.ts";
import { Switch } from "./switch.tsx";

export function FirstPart(): JSX.Element {
  const desk = useDesk();
  const on = (): boolean => desk.draft().firstPart === true;
  const offered = (): boolean => {
    const draft = desk.draft();
    if (!isFirstVisit(desk.elder.state)) return false;
    const { elder, community } = desk;
    const part = dueItems({ ...draft, elder, community, firstPart: true });
    const left = draft.due.filter((code) => !draft.answers[code]);
    return part.every((code) => draft.answers[code]) && left.some((code) => itemOf(desk.rules, code)?.cycle !== "E");
  };
  return (
    <Show when={on() || offered()}>
      <Card as="section" class="summary-card">
        <Switch words={t("firstPart")} on={on()} onSwitch={(next) => desk.firstPart(next)} />
        <p class="ui-label">{t("firstPartWhy")}</p>
      </Card>
    </Show>
  );
}

/** One place: red-line items first, then the shortcut, then the rest, then what else may be seen here. */
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { type Place, places } from "../../domain/scales.ts";
import { shortcutItems } from "../../domain/visit-form.ts";
import { Icon } from "../../ui/icon.tsx";
import { useDesk } from "./desk.ts";
import { ItemCard } from "./item-card.tsx";
import { codesOf, type Page } from "./pages.ts";
import { isSeen, ownFacts, seenHere } from "./seen.ts";
import { Switch } from "./switch.tsx";
import { t } from "./words.ts";

const placeOf = (page: Page): Place | null => places.find((place) => place === page.key) ?? null;

export function VisitPage(props: { page: Page; onFilled: (n: number) => void }): JSX.Element {
  const place = (): Place | null => placeOf(props.page);
  return (
    <>
      <Show when={codesOf(props.page).length > 0} fallback={<p class="visit-none">{t("nothingDue")}</p>}>
        <For each={props.page.red}>{(code) => <ItemCard code={code} />}</For>
        <Show when={place()}>
          {(place) => <Rest place={place()} hasRed={props.page.red.length > 0} onFilled={props.onFilled} />}
        </Show>
        <For each={props.page.rest}>{(code) => <ItemCard code={code} />}</For>
      </Show>
      <Show when={place()}>{(place) => <SeenSwitches place={place()} />}</Show>
    </>
  );
}

/** 这里其余无异常: says how many it would set; gone when there is nothing left for it. */
function Rest(props: { place: Place; hasRed: boolean; onFilled: (n: number) => void }): JSX.Element {
  const desk = useDesk();
  const fills = createMemo(() => shortcutItems(desk.draft(), props.place).length);
  return (
    <Show when={fills() > 0}>
      <button type="button" class="visit-rest" onClick={() => props.onFilled(desk.nothingElse(props.place))}>
        <Icon name="check" />
        <span>{t("rest")}</span>
      </button>
      <p class="ui-label">{t(props.hasRed ? "restHint" : "restHintNoRed", { n: fills() })}</p>
    </Show>
  );
}

function SeenSwitches(props: { place: Place }): JSX.Element {
  const desk = useDesk();
  const here = () => seenHere(desk.elder, [props.place]);
  const [open, setOpen] = createSignal(here().some((seen) => isSeen(desk.draft(), seen)));
  return (
    <Show when={here().length > 0}>
      <section class="visit-seen">
        <button type="button" class="visit-extra" aria-expanded={open()} onClick={() => setOpen(!open())}>
          <Icon name="eye" />
          <span>{t("seen")}</span>
        </button>
        <Show when={open()}>
          <p class="ui-label">{t("seenHint")}</p>
          <div class="visit-ticks">
            <For each={here()}>
              {(seen) => (
                <Switch
                  words={t(seen.key)}
                  on={isSeen(desk.draft(), seen)}
                  onSwitch={(on) => desk.see(on ? seen.facts : ownFacts(desk.draft(), seen), on)}
                />
              )}
            </For>
          </div>
        </Show>
      </section>
    </Show>
  );
}

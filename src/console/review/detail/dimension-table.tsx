import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import type { Dimension } from "../../../domain/scales.ts";
import { dimensions } from "../../../domain/scales.ts";
import type { VisitDetail } from "../../../protocol/console.ts";
import { longDay } from "../../../ui/format.ts";
import { Icon, type IconName } from "../../../ui/icon.tsx";
import { SeverityTag } from "../../../ui/severity.tsx";
import { dimensionName, term } from "../../parts/terms.ts";
import { DimensionSummary } from "./dimension-summary.tsx";
import { ItemList } from "./item-list.tsx";
import { changesIn, type DimensionLines } from "./what-changed.ts";
import { t } from "./words.ts";

const icons: Record<Dimension, IconName> = { H: "heart", S: "broom", L: "home", U: "flame", M: "smile" };

/** The five dimensions: finding, what changed, what is missing; each opens to every item. */
export function DimensionTable(props: { detail: VisitDetail; groups: DimensionLines[] }): JSX.Element {
  const [open, setOpen] = createSignal<Dimension[]>([]);
  const allOpen = () => open().length === dimensions.length;
  const filled = () => props.groups.some((group) => group.lines.length > 0);
  const since = () => {
    const { previous } = props.detail;
    if (!previous) return t("nothingBefore");
    const n = changesIn(props.groups);
    const day = longDay(previous.record.on);
    return n > 0 ? t("compared", { day, n }) : t("same", { day });
  };
  return (
    <section>
      <div class="panel-head">
        <h3 class="panel-title">{t("answers")}</h3>
        <Show when={filled()}>
          <p class="quiet">{since()}</p>
          <button
            type="button"
            class="text-button"
            aria-pressed={allOpen()}
            onClick={() => setOpen(allOpen() ? [] : [...dimensions])}
          >
            {t(allOpen() ? "collapseAll" : "expandAll")}
          </button>
        </Show>
      </div>
      <Show when={filled()} fallback={<p class="quiet">{t("noAnswers")}</p>}>
        <div class="dims">
          <For each={props.groups}>
            {(group) => (
              <DimensionRow
                group={group}
                open={open().includes(group.dim)}
                onToggle={() =>
                  setOpen((list) =>
                    list.includes(group.dim) ? list.filter((dim) => dim !== group.dim) : [...list, group.dim],
                  )
                }
              />
            )}
          </For>
        </div>
      </Show>
    </section>
  );
}

function DimensionRow(props: { group: DimensionLines; open: boolean; onToggle: () => void }): JSX.Element {
  const id = createUniqueId();
  const changed = () => props.group.lines.some((line) => line.change === "changed");
  return (
    <div class="dim" classList={{ "is-changed": changed() }}>
      <h4 class="dim-name">
        <Icon name={icons[props.group.dim]} />
        <span>{dimensionName(props.group.dim)}</span>
      </h4>
      <div class="dim-verdict">
        <Show
          when={props.group.worst}
          fallback={<span class="quiet">{t(props.group.lines.length > 0 ? "notFilled" : "noResult")}</span>}
        >
          {(worst) => <SeverityTag severity={worst()} word={term(`severity.${worst()}`)} />}
        </Show>
      </div>
      <div class="dim-words">
        <DimensionSummary group={props.group} />
      </div>
      <Show when={props.group.lines.length > 0}>
        <button
          type="button"
          class="text-button dim-toggle"
          aria-expanded={props.open}
          aria-controls={id}
          onClick={() => props.onToggle()}
        >
          <span>
            {props.open ? t("hideItems") : t("showItems", { n: props.group.lines.length })}
            <span class="ui-hidden"> {dimensionName(props.group.dim)}</span>
          </span>
          <Icon name={props.open ? "up" : "down"} />
        </button>
      </Show>
      <div id={id} class="dim-items" hidden={!props.open}>
        <Show when={props.open}>
          <ItemList lines={props.group.lines} />
        </Show>
      </div>
    </div>
  );
}

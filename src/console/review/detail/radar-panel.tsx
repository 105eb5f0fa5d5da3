import { type JSX, Show } from "solid-js";
import { type Dimension, dimensions } from "../../../domain/scales.ts";
import type { VisitResult } from "../../../domain/visit.ts";
import type { VisitDetail } from "../../../protocol/console.ts";
import { RadarFive } from "../../../ui/radar.tsx";
import { term } from "../../parts/terms.ts";
import { linesOf } from "./what-changed.ts";
import { t } from "./words.ts";

/** The shape of this visit over the one before it. */
export function RadarPanel(props: { detail: VisitDetail }): JSX.Element {
  const scores = (result: VisitResult | undefined) => {
    const dims = result?.dims;
    return dims ? dimensions.map((dim) => dims[dim]) : null;
  };
  const groups = () => linesOf(props.detail.visit, props.detail.previous);
  const worstOf = (dim: Dimension) => groups().find((group) => group.dim === dim)?.worst ?? null;
  return (
    <section class="panel">
      <h3 class="panel-title">{t("radar")}</h3>
      <Show when={scores(props.detail.visit.result)} fallback={<p class="quiet">{t("radarNone")}</p>}>
        {(now) => (
          <RadarFive
            now={now()}
            before={scores(props.detail.previous?.result)}
            corners={dimensions.map((dim) => {
              const severity = worstOf(dim);
              // Nobody looked: a word for it, and no tick.
              if (!severity) return { title: term(`corner.${dim}`), word: t("notFilled"), severity: "low" as const };
              return { title: term(`corner.${dim}`), word: term(`severity.${severity}`), severity };
            })}
          />
        )}
      </Show>
    </section>
  );
}

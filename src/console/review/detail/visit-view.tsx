import { createMemo, type JSX, Show } from "solid-js";
import type { VisitDetail } from "../../../protocol/console.ts";
import "./visit.css";
import { CheckInPanel } from "../check-in/check-in-panel.tsx";
import type { ReviewModel } from "../review-model.ts";
import { ActionCards } from "./action-cards.tsx";
import { DimensionTable } from "./dimension-table.tsx";
import { Flags } from "./flags.tsx";
import { HazardList } from "./hazard-list.tsx";
import { OwedPhotos } from "./owed-photos.tsx";
import { RadarPanel } from "./radar-panel.tsx";
import { VisitHeader } from "./visit-header.tsx";
import { linesOf } from "./what-changed.ts";
import { WhyLevel } from "./why-level.tsx";
import { t } from "./words.ts";

/** One visit: who and when, what was found and what changed, where it was, and what asks for a person. */
export function VisitView(props: { detail: VisitDetail; review: ReviewModel }): JSX.Element {
  const visit = () => props.detail.visit;
  const groups = createMemo(() => linesOf(visit(), props.detail.previous));
  return (
    <article class="visit">
      <VisitHeader detail={props.detail} />
      <div class="visit-columns">
        <div class="panel visit-main">
          <Flags flags={props.detail.flags} />
          <DimensionTable detail={props.detail} groups={groups()} />
          <HazardList detail={props.detail} review={props.review} />
          <OwedPhotos visit={visit()} />
          <ActionCards visit={visit()} />
          <section>
            <h3 class="panel-title">{t("note")}</h3>
            <Show when={visit().record.note} fallback={<p class="quiet">{t("noNote")}</p>}>
              {(note) => <p class="quote">{note()}</p>}
            </Show>
          </section>
          <WhyLevel visit={visit()} />
        </div>
        <div class="visit-side">
          <CheckInPanel detail={props.detail} />
          <RadarPanel detail={props.detail} />
        </div>
      </div>
    </article>
  );
}

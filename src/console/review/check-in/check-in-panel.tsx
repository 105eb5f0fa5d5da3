import { ErrorBoundary, type JSX, lazy, Show, Suspense } from "solid-js";
import { distanceM } from "../../../domain/check-in.ts";
import type { CheckIn } from "../../../domain/visit.ts";
import type { VisitDetail } from "../../../protocol/console.ts";
import { accuracy, clockTime, distance } from "../../../ui/format.ts";
import { Icon, type IconName } from "../../../ui/icon.tsx";
import { t } from "./words.ts";

/** Leaflet comes only when there is something to draw. */
const CheckInMap = lazy(() => import("./console-map.tsx").then((module) => ({ default: module.CheckInMap })));

/** A position less sure than this proves nothing (§8.2), metres. */
const ROUGH_M = 500;
/** An older fix is said, milliseconds. */
const OLD_MS = 30_000;

const marks: Record<CheckIn["judgement"], IconName> = {
  ok: "circle-tick",
  weak: "info",
  outside: "info",
  manual: "info",
};

type Point = { lat: number; lng: number };

/** Where the visit was recorded: always in words, and as a sketch when there are two points to compare. */
export function CheckInPanel(props: { detail: VisitDetail }): JSX.Element {
  const checkIn = () => props.detail.visit.record.checkIn;
  const home = () => props.detail.elder.homePoint;
  const here = (): Point | null => {
    const { lat, lng } = checkIn() ?? {};
    return lat === undefined || lng === undefined ? null : { lat, lng };
  };
  const both = () => {
    const from = home();
    const to = here();
    return from && to ? { home: from, here: to } : null;
  };
  const metres = () => {
    const points = both();
    return points ? (checkIn()?.distanceM ?? distanceM(points.home, points.here)) : null;
  };
  return (
    <section class="panel check-in">
      <h3 class="panel-title">{t("title")}</h3>
      <Show
        when={checkIn()}
        fallback={
          <>
            <p class="check-in-word">
              <Icon name="info" />
              <b>{t("none")}</b>
            </p>
            <p>{t("noneWhy")}</p>
          </>
        }
      >
        {(was) => (
          <>
            <p class={`check-in-word check-in-${was().judgement}`}>
              <Icon name={marks[was().judgement]} />
              <b>{t(was().judgement)}</b>
            </p>
            <ul class="check-in-facts">
              <li>{t("at", { time: clockTime(was().at) })}</li>
              <Show when={here() && was().accuracyM}>
                {(m) => <li>{t("accuracy", { accuracy: accuracy(m()) })}</li>}
              </Show>
              <Show when={metres() !== null}>
                <li>{t("distance", { distance: distance(metres() ?? 0) })}</li>
              </Show>
              <Show when={here() && (was().ageMs ?? 0) > OLD_MS}>
                <li>{t("old", { n: Math.round((was().ageMs ?? 0) / 1000) })}</li>
              </Show>
            </ul>
            <Show when={here() && (was().accuracyM ?? 0) > ROUGH_M}>
              <p>{t("tooRough")}</p>
            </Show>
            <Show when={here() && !home()}>
              <p>{t("noHome")}</p>
            </Show>
            <Show when={!here()}>
              <p>
                {t(was().reason ?? "unknown")} {t("notBlocking")}
              </p>
            </Show>
          </>
        )}
      </Show>
      <Show when={both()}>
        {(points) => (
          <ErrorBoundary fallback={<p class="quiet">{t("failed")}</p>}>
            <Suspense fallback={<div class="check-in-map late">{t("loading")}</div>}>
              <CheckInMap home={points().home} here={points().here} accuracyM={checkIn()?.accuracyM ?? null} />
            </Suspense>
          </ErrorBoundary>
        )}
      </Show>
    </section>
  );
}

import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import { createEffect, createSignal, type JSX, on, onCleanup, onMount } from "solid-js";
import { language, theme } from "../../../ui/settings.ts";
import "./console-map.css";
import { gridStep, SketchLayer } from "./sketch-layer.ts";
import { t } from "./words.ts";

type Point = { lat: number; lng: number };

/** Distances of the check-in rule (§8.2), metres. */
const RINGS_M = [50, 200];

/** Home, rings, and where the check-in was, on a plain metre grid. The text beside it says the same. */
export function CheckInMap(props: { home: Point; here: Point; accuracyM: number | null }): JSX.Element {
  const [step, setStep] = createSignal<number | null>(null);
  let box: HTMLDivElement | undefined;
  let map: L.Map | undefined;
  let drawn: L.LayerGroup | undefined;

  function draw(): void {
    if (!map || !box) return;
    drawn?.remove();
    const style = getComputedStyle(box);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const home = L.latLng(props.home.lat, props.home.lng);
    const here = L.latLng(props.here.lat, props.here.lng);
    const sketch = new SketchLayer(home, () => ({ paper: color("--map-paper"), line: color("--map-line") }));
    const rings = RINGS_M.flatMap((radius) => [
      L.circle(home, {
        radius,
        color: color("--ink-2"),
        weight: 1.5,
        dashArray: "2 5",
        fill: false,
        interactive: false,
      }),
      L.marker(L.latLng(home.lat + radius / 111_320, home.lng), {
        icon: label("map-ring", t("ring", { n: radius })),
        interactive: false,
        keyboard: false,
      }),
    ]);
    const sure = props.accuracyM
      ? [
          L.circle(here, {
            radius: props.accuracyM,
            color: color("--medium"),
            weight: 2,
            dashArray: "6 5",
            fillColor: color("--lamp"),
            fillOpacity: 0.18,
            interactive: false,
          }),
        ]
      : [];
    const line = L.polyline([home, here], { color: color("--primary"), weight: 2, interactive: false });
    const pins = [
      L.marker(here, { icon: label("map-here", t("here")), interactive: false, keyboard: false }),
      L.marker(home, { icon: label("map-home", t("home")), interactive: false, keyboard: false }),
    ];
    drawn = L.layerGroup([sketch, ...rings, ...sure, line, ...pins]).addTo(map);
  }

  function frame(): void {
    const home = L.latLng(props.home.lat, props.home.lng);
    const bounds = home
      .toBounds(2 * 70)
      .extend(
        L.latLng(props.here.lat, props.here.lng).toBounds(2 * Math.max(20, Math.min(props.accuracyM ?? 20, 500))),
      );
    map?.fitBounds(bounds, { padding: [14, 14], maxZoom: 18, animate: false });
    map?.invalidateSize();
  }

  onMount(() => {
    if (!box) return;
    map = L.map(box, {
      attributionControl: false,
      zoomControl: false,
      scrollWheelZoom: false,
      zoomSnap: 0.5,
      zoomDelta: 1,
      minZoom: 11,
      maxZoom: 20,
      fadeAnimation: false,
      zoomAnimation: false,
    });
    map.on("zoomend", () => setStep(gridStep(Math.round(map?.getZoom() ?? 18), props.home.lat)));
    frame();
    draw();
    const resized = new ResizeObserver(() => map?.invalidateSize());
    resized.observe(box);
    onCleanup(() => {
      resized.disconnect();
      map?.remove();
      map = undefined;
    });
  });

  createEffect(
    on(
      () => [props.home.lat, props.home.lng, props.here.lat, props.here.lng, props.accuracyM],
      () => {
        frame();
        draw();
      },
      { defer: true },
    ),
  );
  createEffect(on([theme, language], draw, { defer: true }));

  return (
    <figure class="check-in-figure">
      <section class="check-in-map" aria-label={t("map")}>
        <div class="check-in-canvas" ref={box} />
        <div class="map-zoom">
          <button type="button" aria-label={t("zoomIn")} onClick={() => map?.zoomIn()}>
            +
          </button>
          <button type="button" aria-label={t("zoomOut")} onClick={() => map?.zoomOut()}>
            −
          </button>
        </div>
      </section>
      <figcaption class="ui-caption">{t("grid", { n: step() ?? 50 })}</figcaption>
    </figure>
  );
}

/** A pin with its word; the drawing of the pin is CSS. Text only, so a name can never become markup. */
function label(kind: string, text: string): L.DivIcon {
  const words = document.createElement("span");
  words.textContent = text;
  return L.divIcon({ className: `map-pin ${kind}`, html: words, iconSize: [0, 0] });
}

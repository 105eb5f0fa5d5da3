/**
 * The shape of a visit: five scores 0–100 from the top clockwise, the last visit dashed behind it, and at
 * each corner its name, word and mark. The words carry it; the shape is a picture of them.
 */
import { For, type JSX, Show } from "solid-js";
import "./radar.css";
import { SeverityMark, type SeverityName } from "./severity.tsx";
import { uiWords } from "./ui-words.ts";

export type RadarCorner = { title: string; word: string; severity: SeverityName };

const CENTRE = 100;
const RADIUS = 88;

function point(corner: number, share: number): [number, number] {
  const angle = ((corner * 72 - 90) * Math.PI) / 180;
  return [CENTRE + Math.cos(angle) * RADIUS * share, CENTRE + Math.sin(angle) * RADIUS * share];
}

/** A score of 0 still shows as a point just off the centre. */
const shape = (scores: readonly number[]): string =>
  scores
    .map((score, n) =>
      point(n, 0.08 + (0.92 * score) / 100)
        .map((x) => x.toFixed(1))
        .join(","),
    )
    .join(" ");

const ring = (share: number): string => shape([0, 0, 0, 0, 0].map(() => ((share - 0.08) / 0.92) * 100));

export function RadarFive(props: {
  now: readonly number[] | null;
  before?: readonly number[] | null | undefined;
  corners: readonly RadarCorner[];
}): JSX.Element {
  const label = (): string =>
    props.corners
      .map((corner, n) => [corner.title, corner.word, props.now?.[n]].filter((part) => part != null).join(" "))
      .join("; ");
  return (
    <figure class="ui-radar">
      <Show when={props.now && props.before}>
        <figcaption class="ui-radar-legend" aria-hidden="true">
          <span class="ui-radar-key ui-radar-key-now">{uiWords("thisTime")}</span>
          <span class="ui-radar-key ui-radar-key-before">{uiWords("lastTime")}</span>
        </figcaption>
      </Show>
      <div class="ui-radar-field">
        <svg viewBox="6 6 188 172" role="img" aria-label={label()}>
          <For each={[1, 0.8, 0.6, 0.4, 0.2]}>{(share) => <polygon class="ui-radar-ring" points={ring(share)} />}</For>
          <For each={[0, 1, 2, 3, 4]}>
            {(n) => <line class="ui-radar-ring" x1={CENTRE} y1={CENTRE} x2={point(n, 1)[0]} y2={point(n, 1)[1]} />}
          </For>
          <Show when={props.before}>{(before) => <polygon class="ui-radar-before" points={shape(before())} />}</Show>
          <Show when={props.now}>
            {(now) => (
              <>
                <polygon class="ui-radar-now" points={shape(now())} />
                <For each={now()}>
                  {(score, n) => {
                    const at = (): [number, number] => point(n(), 0.08 + (0.92 * score) / 100);
                    return <circle class="ui-radar-dot" cx={at()[0]} cy={at()[1]} r="4.5" />;
                  }}
                </For>
              </>
            )}
          </Show>
        </svg>
        <For each={props.corners}>
          {(corner, n) => (
            <span class={`ui-radar-corner ui-radar-corner-${n()}`} aria-hidden="true">
              <span class="ui-radar-title">{corner.title}</span>
              <span class={`ui-radar-word ui-radar-${corner.severity}`}>
                <SeverityMark severity={corner.severity} />
                {corner.word}
              </span>
            </span>
          )}
        </For>
      </div>
    </figure>
  );
}

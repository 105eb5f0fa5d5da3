/** Lit windows: a home visited in this cycle is a lit window. A count seen at a glance, and read as one sentence. */
import { For, type JSX, Show } from "solid-js";
import "./lamps.css";

/** At most this many windows are drawn; above it one bar shows the share. */
const MOST = 24;

export function LampRow(props: {
  lit: number;
  total: number;
  /** The whole sentence: 已访 5 / 12 户. */
  label: string;
  /** The window that has just been lit, from 0. */
  fresh?: number | undefined;
}): JSX.Element {
  return (
    <Show
      when={props.total <= MOST}
      fallback={
        <span class="ui-lamp-bar" role="img" aria-label={props.label}>
          <span style={{ width: `${(100 * props.lit) / props.total}%` }} />
        </span>
      }
    >
      <span class="ui-lamps" role="img" aria-label={props.label}>
        <For each={Array.from({ length: props.total }, (_, n) => n)}>
          {(n) => <Lamp lit={n < props.lit} fresh={n === props.fresh} />}
        </For>
      </span>
    </Show>
  );
}

function Lamp(props: { lit: boolean; fresh: boolean }): JSX.Element {
  return (
    <svg
      class="ui-lamp"
      classList={{ "is-lit": props.lit, "is-fresh": props.fresh }}
      viewBox="0 0 14 19"
      aria-hidden="true"
    >
      <rect class="ui-lamp-glass" x="0.5" y="0.5" width="13" height="18" rx="2" />
      <path class="ui-lamp-cross" d="M7 1v17M1 9.5h12" />
    </svg>
  );
}

/** The whole house, windows lit by share: for the end of the day and for first steps. */
export function LampBuilding(props: { lit: number; total: number; label: string }): JSX.Element {
  const litWindows = (): number =>
    props.total > 0 ? Math.round((12 * Math.min(props.lit, props.total)) / props.total) : 0;
  return (
    <svg class="ui-building" viewBox="0 0 222 190" role="img" aria-label={props.label}>
      <rect class="ui-building-ground" x="0" y="176" width="222" height="8" rx="4" />
      <rect class="ui-building-wall" x="24" y="10" width="174" height="166" rx="4" />
      <rect class="ui-building-dark" x="12" y="0" width="198" height="14" rx="3" />
      <rect class="ui-building-dark" x="94" y="156" width="34" height="20" />
      <For each={Array.from({ length: 12 }, (_, n) => n)}>
        {(n) => {
          const x = 40 + (n % 4) * 38;
          const y = 28 + Math.floor(n / 4) * 44;
          return (
            <g class={n < litWindows() ? "is-lit" : ""}>
              <rect class="ui-lamp-glass" x={x} y={y} width="26" height="30" rx="3" />
              <path class="ui-building-cross" d={`M${x + 13} ${y}v30M${x} ${y + 15}h26`} />
            </g>
          );
        }}
      </For>
    </svg>
  );
}

/** SOS in the bottom-left slot of every screen. It opens numbers to call and says plainly that it only calls. */
import { createRoot, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { telLink } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { p } from "./part-words.ts";
import { communities } from "./session.ts";
import "./sos.css";

const [open, setOpen] = createRoot(() => createSignal(false));

export function SosButton(): JSX.Element {
  return (
    <button type="button" class="sos" aria-label={p("sosLabel")} aria-haspopup="dialog" onClick={() => setOpen(true)}>
      <b>SOS</b>
      <span>{p("sos")}</span>
    </button>
  );
}

/** Once, at the root of the app. */
export function SosSheet(): JSX.Element {
  onCleanup(() => setOpen(false));
  const local = (): { phone: string; words: string }[] => {
    const all = communities();
    const name = (words: string, community: string): string =>
      all.length > 1 ? p("callOf", { name: words, community }) : words;
    return all.flatMap(({ name: community, settings: { phones } }) => [
      ...(phones.dutyDesk ? [{ phone: phones.dutyDesk, words: name(p("callDuty"), community) }] : []),
      ...(phones.gas ? [{ phone: phones.gas, words: name(p("callGas"), community) }] : []),
    ]);
  };
  return (
    <Sheet open={open()} onClose={() => setOpen(false)} title={p("sosTitle")}>
      <p>{p("sosWhat")}</p>
      <ul class="sos-list">
        <For each={["120", "119", "110"] as const}>
          {(phone) => (
            <li>
              <a class="sos-call" href={telLink(phone)}>
                <Icon name="phone" />
                <b>{phone}</b>
                <span>{p(`call${phone}`)}</span>
              </a>
            </li>
          )}
        </For>
        <Show when={open()}>
          <For each={local()}>
            {(line) => (
              <li>
                <a class="sos-call sos-local" href={telLink(line.phone)}>
                  <Icon name="phone" />
                  <b>{line.phone}</b>
                  <span>{line.words}</span>
                </a>
              </li>
            )}
          </For>
        </Show>
      </ul>
    </Sheet>
  );
}

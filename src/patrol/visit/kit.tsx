/** 今天没带: devices left behind skip their items in one tap, and the visit remembers it. */
import { createSignal, For, type JSX, Show } from "solid-js";
import { Icon } from "../../ui/icon.tsx";
import { useDesk } from "./desk.ts";
import { Switch } from "./switch.tsx";
import { t } from "./words.ts";

const devices = ["bp_device", "device_present", "glucose_meter"] as const;

export function KitSwitches(): JSX.Element {
  const desk = useDesk();
  const left = (device: string): boolean => !desk.draft().kit.includes(device);
  const [open, setOpen] = createSignal(devices.some(left));
  return (
    <section class="visit-seen">
      <button type="button" class="visit-extra" aria-expanded={open()} onClick={() => setOpen(!open())}>
        <Icon name="heart" />
        <span>{t("kit")}</span>
      </button>
      <Show when={open()}>
        <p class="ui-label">{t("kitHint")}</p>
        <div class="visit-ticks">
          <For each={devices}>
            {(device) => <Switch words={t(device)} on={left(device)} onSwitch={(on) => desk.leaveKit(device, on)} />}
          </For>
        </div>
      </Show>
    </section>
  );
}

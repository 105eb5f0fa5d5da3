/** The numbers of an action card as calls, and the note that the supervisor was told. */
import { For, type JSX, Show } from "solid-js";
import type { CardCall } from "../../domain/checklist.ts";
import type { CardUse } from "../../domain/visit.ts";
import { Button } from "../../ui/button.tsx";
import { clockTime, telLink } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { t } from "./card-words.ts";
import { useDesk } from "./desk.ts";
import { say } from "./say.ts";

export function CardCalls(props: { calls: readonly CardCall[]; locked: boolean; critical: boolean }): JSX.Element {
  const desk = useDesk();
  const number = (call: CardCall): string =>
    call.number ?? (call.area ? desk.community.settings.phones[call.area] : "");
  return (
    <div class="card-calls">
      <For each={props.calls}>
        {(call, n) => (
          <Show
            when={number(call)}
            fallback={<Show when={call.area}>{<p class="ui-label">{t("noNumber", { name: say(call) })}</p>}</Show>}
          >
            {(digits) => {
              const kind = () => (props.critical && n() === 0 ? "danger" : "outline");
              const words = (): JSX.Element => (
                <>
                  {t("call", { name: say(call) })} <span class="ui-keep">{digits()}</span>
                </>
              );
              return (
                <Show
                  when={!props.locked}
                  fallback={
                    <Button kind={kind()} wide icon="phone" disabled>
                      {words()}
                    </Button>
                  }
                >
                  <Button kind={kind()} wide icon="phone" href={telLink(digits())}>
                    {words()}
                  </Button>
                </Show>
              );
            }}
          </Show>
        )}
      </For>
    </div>
  );
}

export function Told(props: { use: CardUse; onTold: () => void }): JSX.Element {
  return (
    <div role="status">
      <Show
        when={props.use.toldAt}
        fallback={
          <>
            <p class="ui-label">{t("tellHint")}</p>
            <Button kind="outline" wide icon="message" onClick={() => props.onTold()}>
              {t("tell")}
            </Button>
          </>
        }
      >
        {(at) => (
          <p class="card-told">
            <Icon name="circle-tick" />
            <span>{t("told", { time: clockTime(at()) })}</span>
          </p>
        )}
      </Show>
    </div>
  );
}

/** 待传: everything recorded on this phone and where each piece is. Nothing leaves this list unexplained. */
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, For, type JSX, Match, onMount, Show, Switch } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Icon } from "../../ui/icon.tsx";
import { createLive } from "../../ui/live.ts";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { OutboxItem } from "../../worker/api.ts";
import { AppNotices } from "../parts/app-notices.tsx";
import { Screen } from "../parts/screen.tsx";
import { start, sync } from "../parts/session.ts";
import { TabBar } from "../parts/tab-bar.tsx";
import { troubleWords } from "../parts/trouble-words.ts";
import { onChange, patrolApi } from "../worker-client.ts";
import { OutboxRow } from "./item.tsx";
import { MoreSheet } from "./more-sheet.tsx";
import "./screen.css";
import { inParts } from "./sorting.ts";
import { t } from "./words.ts";

export function OutboxScreen(): JSX.Element {
  const navigate = useNavigate();
  const items = createLive(async () => ({ items: await patrolApi().outbox() }));
  onChange(["outbox", "sync"], items.refresh);
  onMount(() => window.scrollTo(0, 0));
  const [more, setMore] = createSignal<OutboxItem | null>(null);
  const [tried, setTried] = createSignal(false);
  const parts = createMemo(() => inParts(items.value()?.items ?? []));
  const busy = (): boolean => sync()?.phase === "pushing";

  const send = async (): Promise<void> => {
    setTried(false);
    await patrolApi().syncNow();
    setTried(true);
  };
  const sayTrouble = (): string | null => {
    const trouble = sync()?.trouble;
    if (!tried() || busy() || !trouble || trouble.word === "signed-out" || trouble.word === "outdated-app") return null;
    return trouble.word === "offline" ? t("stillOffline") : troubleWords(trouble);
  };

  return (
    <Screen
      title={t("title")}
      context={t("context")}
      right={
        <Button icon="refresh" busy={busy()} onClick={() => void send()}>
          {t("send")}
        </Button>
      }
      ribbon="here"
      bar={<TabBar />}
    >
      <AppNotices />
      <Show when={start()?.signedOut}>
        <Notice
          kind="attention"
          icon="user"
          title={(sync()?.waiting ?? 0) > 0 ? t("signedOut", { n: sync()?.waiting ?? 0 }) : t("signedOutFree")}
          actions={
            <Button kind="primary" onClick={() => navigate("/sign-in")}>
              {t("signIn")}
            </Button>
          }
        />
      </Show>
      <Show when={sayTrouble()}>
        {(words) => (
          <Notice kind="grey" icon="cloud-off">
            {words()}
          </Notice>
        )}
      </Show>
      <Switch>
        <Match when={items.value()?.items.length === 0}>
          <div class="outbox-empty">
            <Icon name="cloud-tick" />
            <h2 class="ui-title-2">{t("empty")}</h2>
            <p class="ui-label">{t("emptyText")}</p>
          </div>
        </Match>
        <Match when={items.value()}>
          <For each={parts().needs}>
            {(item) => (
              <Card needs>
                <OutboxRow item={item} onMore={setMore} />
              </Card>
            )}
          </For>
          <For each={[...parts().held, ...parts().way]}>
            {(item) => (
              <Card>
                <OutboxRow item={item} onMore={setMore} />
              </Card>
            )}
          </For>
          <Show when={parts().sent.length > 0}>
            <Card class="outbox-sent-list">
              <For each={parts().sent}>{(item) => <OutboxRow item={item} onMore={setMore} />}</For>
            </Card>
            <p class="ui-label outbox-kept">{t("recent")}</p>
          </Show>
        </Match>
        <Match when={items.failed()}>
          <Notice
            kind="attention"
            icon="info"
            actions={
              <Button kind="primary" onClick={items.refresh}>
                {t("again")}
              </Button>
            }
          >
            {t("failed")}
          </Notice>
        </Match>
        <Match when={items.slow()}>
          <Skeleton label={t("opening")} />
        </Match>
      </Switch>
      <MoreSheet item={more()} onClose={() => setMore(null)} />
    </Screen>
  );
}

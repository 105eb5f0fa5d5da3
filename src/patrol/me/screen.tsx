/** 我的: make it readable, see what this phone keeps, the account, the version, the way out. */
import { createResource, createSignal, type JSX, onMount, Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { byteSize } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { language, setLanguage, setTheme, theme } from "../../ui/settings.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { AppNotices } from "../parts/app-notices.tsx";
import { PasswordForm } from "../parts/password-form.tsx";
import { Screen } from "../parts/screen.tsx";
import { start } from "../parts/session.ts";
import { type Kept, keepStorage } from "../parts/storage.ts";
import { TabBar } from "../parts/tab-bar.tsx";
import { patrolApi } from "../worker-client.ts";
import { SignOut } from "./sign-out.tsx";
import "./screen.css";
import { TextSizer } from "./text-sizer.tsx";
import { t } from "./words.ts";

/** Put in by the build. */
declare const __APP_VERSION__: string;

export function MeScreen(): JSX.Element {
  const [ruleset] = createResource(async () => (await import("../../domain/checklist.ts")).CURRENT_RULESET);
  onMount(() => window.scrollTo(0, 0));
  return (
    <Screen title={t("title")} ribbon bar={<TabBar />}>
      <AppNotices />
      <Account />
      <h2 class="ui-title-3 me-head">{t("look")}</h2>
      <Card class="me-stack">
        <TextSizer />
        <Segmented
          legend={t("theme")}
          value={theme()}
          onChange={setTheme}
          options={[
            { k: "light", label: t("light") },
            { k: "dark", label: t("dark"), icon: "moon" },
            { k: "sunlight", label: t("sunlight"), icon: "sun" },
          ]}
        />
        <Segmented
          legend={t("language")}
          value={language()}
          onChange={setLanguage}
          options={[
            { k: "zh", label: "中文", lang: "zh-CN" },
            { k: "en", label: "English", lang: "en" },
          ]}
        />
      </Card>
      <h2 class="ui-title-3 me-head">{t("device")}</h2>
      <Storage />
      <p class="ui-label me-version">{t("version", { version: __APP_VERSION__, ruleset: ruleset.latest ?? "" })}</p>
      <SignOut />
    </Screen>
  );
}

function Account(): JSX.Element {
  const [changing, setChanging] = createSignal(false);
  const [done, setDone] = createSignal(false);
  return (
    <Show when={start()?.me}>
      {(me) => (
        <Card as="section" class="me-account">
          <Avatar name={me().user.name} />
          <div class="me-who">
            <p class="ui-title-3">{me().user.name}</p>
            <p class="ui-label">
              {me()
                .user.areas.map((area) => area.name)
                .join("、")}
            </p>
            <p class="ui-label">{t("loginName", { login: me().user.login })}</p>
          </div>
          <Button icon="lock" onClick={() => setChanging(true)}>
            {t("password")}
          </Button>
          <Show when={done()}>
            <Notice kind="ok" icon="circle-tick">
              {t("passwordDone")}
            </Notice>
          </Show>
          <Sheet open={changing()} onClose={() => setChanging(false)} title={t("password")}>
            <PasswordForm
              onDone={() => {
                setChanging(false);
                setDone(true);
              }}
            />
          </Sheet>
        </Card>
      )}
    </Show>
  );
}

function Storage(): JSX.Element {
  const [asked, setAsked] = createSignal<Kept | null>(null);
  const [known] = createResource(() => patrolApi().persist());
  const kept = (): Kept | undefined => asked() ?? known.latest;
  const ask = async (): Promise<void> => {
    setAsked(await keepStorage());
  };
  return (
    <Show when={kept()}>
      {(kept) => (
        <Card as="section" class="me-storage">
          <Icon name={kept().persisted ? "shield" : "database"} class={kept().persisted ? "me-kept" : ""} />
          <div class="me-who">
            <p class="ui-title-3">{kept().persisted ? t("kept") : t("notKept")}</p>
            <p class="ui-label">{kept().persisted ? t("keptText") : t("notKeptText")}</p>
            <Show when={kept().usedBytes !== null}>
              <p class="ui-label">{t("used", { size: byteSize(kept().usedBytes ?? 0) })}</p>
            </Show>
          </div>
          <Show when={!kept().persisted}>
            <Button wide onClick={() => void ask()}>
              {t("ask")}
            </Button>
          </Show>
        </Card>
      )}
    </Show>
  );
}

/** The one download before the first day: n of m, resumes by itself, and says when one may go without a network. */
import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Progress } from "../../ui/progress.tsx";
import { ActionBar } from "../parts/action-bar.tsx";
import { Screen } from "../parts/screen.tsx";
import { start, sync } from "../parts/session.ts";
import { keepStorage } from "../parts/storage.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { appShell } from "../parts/update.ts";
import { patrolApi } from "../worker-client.ts";
import "./screen.css";
import { minutesLeft } from "./time-left.ts";
import { t } from "./words.ts";

type Step = "done" | "loading" | "waiting" | "missing";
const shellSteps = { here: "done", loading: "loading", missing: "missing" } as const;

export function FirstSyncScreen(): JSX.Element {
  const navigate = useNavigate();
  const shell = (): Step => shellSteps[appShell()];
  const [elapsed, setElapsed] = createSignal(0);
  const began = { at: 0, had: 0 };
  const ready = (): boolean => start()?.ready ?? false;
  const got = (): number => sync()?.pulled ?? 0;
  const total = (): number | null => sync()?.toPull ?? null;
  const trouble = () => (ready() ? null : (sync()?.trouble ?? null));

  onMount(() => {
    if (!ready() && sync()?.phase === "idle") void patrolApi().syncNow();
    const timer = setInterval(() => {
      if (sync()?.phase !== "pulling") {
        began.at = 0;
        setElapsed(0);
      } else if (began.at === 0) {
        began.at = Date.now();
        began.had = got();
      } else setElapsed(Date.now() - began.at);
    }, 1000);
    onCleanup(() => clearInterval(timer));
  });

  const title = (): string => {
    if (ready()) return t("done");
    if (trouble()) return t("stopped");
    const all = total();
    return all ? t("downloading", { percent: Math.floor((100 * got()) / all) }) : t("starting");
  };
  const left = (): string | null => {
    const all = total();
    if (ready() || trouble() || all === null) return null;
    const minutes = minutesLeft(got() - began.had, all - began.had, elapsed());
    if (minutes === null) return null;
    return minutes === 0 ? t("secondsLeft") : t("minutesLeft", { n: minutes });
  };
  const begin = async (): Promise<void> => {
    await keepStorage();
    navigate("/", { replace: true });
  };

  return (
    <Screen
      title={t("title")}
      context={t("context")}
      bar={
        <ActionBar>
          <Show
            when={ready()}
            fallback={
              <Button kind="quiet" disabled>
                {t("notYet")}
              </Button>
            }
          >
            <Button kind="primary" iconEnd="arrow-right" onClick={() => void begin()}>
              {t("begin")}
            </Button>
          </Show>
        </ActionBar>
      }
    >
      <Card>
        <div class="download-head">
          <h2 class="ui-title-3">{title()}</h2>
          <Show when={left()}>{(words) => <span class="ui-label">{words()}</span>}</Show>
        </div>
        <Progress value={ready() ? 1 : got()} max={ready() ? 1 : total()} label={title()} />
        <Show when={!ready()}>
          <p class="ui-label">
            <Show when={total()} fallback={t("soFar", { n: got() })}>
              {(total) => t("ofTotal", { n: got(), total: total() })}
            </Show>
            {" · "}
            {t("resumes")}
          </p>
        </Show>
      </Card>
      <Show when={trouble()}>
        {(trouble) => (
          <Notice
            kind={trouble().word === "offline" ? "grey" : "attention"}
            icon={trouble().word === "offline" ? "cloud-off" : "info"}
            actions={
              trouble().word === "signed-out" ? (
                <Button kind="primary" onClick={() => navigate("/sign-in")}>
                  {t("signIn")}
                </Button>
              ) : (
                <Button kind="primary" icon="refresh" onClick={() => void patrolApi().syncNow()}>
                  {t("again")}
                </Button>
              )
            }
          >
            {troubleWords(trouble())}
          </Notice>
        )}
      </Show>
      <Card as="section">
        <ul class="steps">
          <StepRow name={t("list")} step={ready() ? "done" : trouble() ? "waiting" : "loading"} />
          <StepRow name={t("checklist")} step="done" />
          <StepRow name={t("shell")} step={shell()} />
        </ul>
      </Card>
      <Show when={shell() === "missing"}>
        <Notice kind="attention" icon="info">
          {t("missingShell")}
        </Notice>
      </Show>
      <Show when={ready() && shell() === "loading"}>
        <Notice kind="info" icon="wifi">
          {t("shellSoon")}
        </Notice>
      </Show>
      <Show when={!ready() && !trouble()}>
        <Notice kind="info" icon="wifi">
          {t("wifi")}
        </Notice>
      </Show>
    </Screen>
  );
}

const stepIcons = { done: "circle-tick", loading: "refresh", waiting: "clock-dashed", missing: "info" } as const;
const stepWords = { done: "isDone", loading: "isLoading", waiting: "isWaiting", missing: "isMissing" } as const;

function StepRow(props: { name: string; step: Step }): JSX.Element {
  return (
    <li class={`step-row step-row-${props.step}`}>
      <Icon name={stepIcons[props.step]} />
      <b>{props.name}</b>
      <span class="ui-label">{t(stepWords[props.step])}</span>
    </li>
  );
}

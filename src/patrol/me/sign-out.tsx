/** 退出登录: with unsent work on the phone it is blocked by a clear choice. */
import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { askStart, sync } from "../parts/session.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import { patrolApi } from "../worker-client.ts";
import { t } from "./words.ts";

export function SignOut(): JSX.Element {
  const navigate = useNavigate();
  const [open, setOpen] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  /** The worker may know of more than the list shows: then it refuses and says how much. */
  const [blocked, setBlocked] = createSignal(0);
  const waiting = (): number => Math.max((sync()?.waiting ?? 0) + (sync()?.needsYou ?? 0), blocked());

  const signOut = async (leaveWork: boolean): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const answer = await patrolApi().signOut({ leaveWork });
    setBusy(false);
    if (!answer.ok && answer.trouble.word === "refused" && answer.trouble.code === "outbox.not-empty") {
      setBlocked(Number(answer.trouble.gaps?.waiting ?? 1));
      return;
    }
    if (!answer.ok) {
      setTrouble(troubleWords(answer.trouble));
      return;
    }
    setOpen(false);
    await askStart();
    navigate("/sign-in", { replace: true });
  };

  return (
    <>
      <Button
        kind="quiet"
        wide
        icon="out"
        onClick={() => {
          setBlocked(0);
          setTrouble(null);
          setOpen(true);
        }}
      >
        {t("signOut")}
      </Button>
      <Sheet
        open={open()}
        onClose={() => setOpen(false)}
        alert
        title={waiting() > 0 ? t("signOutBlocked", { n: waiting() }) : t("signOutTitle")}
      >
        <Show when={trouble()}>
          {(words) => (
            <Notice kind="critical" icon="octagon">
              {words()}
            </Notice>
          )}
        </Show>
        <Show
          when={waiting() > 0}
          fallback={
            <>
              <p>{t("signOutSure")}</p>
              <Button kind="primary" wide busy={busy()} onClick={() => void signOut(false)}>
                {t("signOut")}
              </Button>
            </>
          }
        >
          <p>{t("signOutBlockedText")}</p>
          <Button
            kind="primary"
            wide
            icon="upload"
            onClick={() => {
              setOpen(false);
              void patrolApi().syncNow();
              navigate("/outbox");
            }}
          >
            {t("sendFirst")}
          </Button>
          <Button wide busy={busy()} onClick={() => void signOut(true)}>
            {t("leave")}
          </Button>
        </Show>
        <Button kind="quiet" wide onClick={() => setOpen(false)}>
          {t("stay")}
        </Button>
      </Sheet>
    </>
  );
}

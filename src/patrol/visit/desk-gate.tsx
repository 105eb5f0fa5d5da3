/** Finds the open draft of the visit in the address and gives its screens a desk to work at. */
import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { checklistOf } from "../../domain/checklist.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ActionBar } from "../parts/action-bar.tsx";
import { Screen } from "../parts/screen.tsx";
import { patrolApi } from "../worker-client.ts";
import { createDesk } from "./create-desk.ts";
import { type Desk, DeskProvider } from "./desk.ts";
import { t } from "./words.ts";

export function DeskGate(props: { children: JSX.Element }): JSX.Element {
  const params = useParams<{ visitId: string }>();
  const navigate = useNavigate();
  const [found, setFound] = createSignal<{ desk: Desk | null }>();
  const [slow, setSlow] = createSignal(false);
  // Asked once: from here on the screen is ahead of what is stored.
  onMount(async () => {
    setTimeout(() => setSlow(true), 300);
    const view = await patrolApi().visit(params.visitId);
    const rules = view && checklistOf(view.draft.ruleset);
    setFound({ desk: view && rules ? createDesk(view, rules, (draft) => patrolApi().saveDraft(draft)) : null });
  });
  return (
    <Show when={found()} fallback={slow() ? <Skeleton label={t("loading")} /> : null}>
      {(found) => (
        <Show
          when={found().desk}
          fallback={
            <Screen title={t("gone")} bar={<ActionBar>{null}</ActionBar>}>
              <Notice
                kind="attention"
                icon="info"
                actions={
                  <Button kind="primary" onClick={() => navigate("/")}>
                    {t("backToday")}
                  </Button>
                }
              >
                {t("goneWhy")}
              </Notice>
            </Screen>
          }
        >
          {(desk) => <DeskProvider value={desk()}>{props.children}</DeskProvider>}
        </Show>
      )}
    </Show>
  );
}

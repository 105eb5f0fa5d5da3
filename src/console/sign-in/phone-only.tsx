import type { JSX } from "solid-js";
import type { Me } from "../../protocol/session.ts";
import { Button } from "../../ui/button.tsx";
import type { Session } from "../session.ts";
import { DoorPage } from "./door-page.tsx";
import { t } from "./words.ts";

/** A patroller who came to the wrong door. */
export function PhoneOnly(props: { session: Session; me: Me }): JSX.Element {
  return (
    <DoorPage title={t("phoneTitle")}>
      <p>{t("phoneText", { name: props.me.user.name })}</p>
      <Button kind="primary" wide href="/">
        {t("phoneGo")}
      </Button>
      <Button kind="quiet" wide onClick={() => props.session.signOut()}>
        {t("leave")}
      </Button>
    </DoorPage>
  );
}

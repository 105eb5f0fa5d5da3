/** What the position says, in words: exactness, distance, and what follows. A live region; it never forbids anything. */
import { type JSX, Show } from "solid-js";
import type { CheckIn } from "../../domain/visit.ts";
import { distance } from "../../ui/format.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { t } from "./words.ts";

type Said = { tone: "looking" | "ok" | "weak"; icon: IconName; title: string; hint: string };

/** Above this a weak judgement is the signal's doing, below it the distance's. */
const SIGNAL_M = 50;

export function saidOf(checkIn: CheckIn | null, looking: boolean): Said {
  if (!checkIn) return { tone: "looking", icon: "locate", title: t("locating"), hint: t("locatingHint") };
  const metres = Math.round(checkIn.accuracyM ?? 0);
  const weak = { tone: "weak" as const, icon: "pin" as const };
  const better = looking ? t("improving") : null;
  if (checkIn.reason === "denied") return { ...weak, title: t("denied"), hint: `${t("deniedHow")} ${t("deniedHint")}` };
  if (checkIn.lat === undefined) return { ...weak, title: t("none"), hint: t("noneHint") };
  if (checkIn.reason === "no-home-point") return { ...weak, title: t("noHome"), hint: better ?? t("noHomeHint") };
  switch (checkIn.judgement) {
    case "ok":
      return { tone: "ok", icon: "circle-tick", title: t("ok"), hint: better ?? "" };
    case "weak": {
      const title = metres > SIGNAL_M ? t("weak", { n: metres }) : t("weakFar");
      return { ...weak, title, hint: better ?? t("weakHint") };
    }
    case "outside":
      return { ...weak, title: t("outside"), hint: better ?? t("outsideHint") };
    case "manual":
      return { ...weak, title: t("manual", { n: metres }), hint: better ?? t("weakHint") };
  }
}

/** 离住址约 64 米: to the metre near the door, as everywhere else from a kilometre on. */
function away(metres: number): string {
  return t("away", { distance: metres < 1000 ? t("metres", { n: Math.round(metres) }) : distance(metres) });
}

export function CheckInPanel(props: { checkIn: CheckIn | null; looking: boolean }): JSX.Element {
  const said = (): Said => saidOf(props.checkIn, props.looking);
  const facts = (): string[] => {
    const { accuracyM, distanceM } = props.checkIn ?? {};
    const metres = Math.round(accuracyM ?? 0);
    // A weak signal has its figure in the title.
    const titled = said().title.includes(String(metres));
    return [
      ...(accuracyM === undefined || titled ? [] : [t("accuracy", { n: metres })]),
      ...(distanceM === undefined ? [] : [away(distanceM)]),
    ];
  };
  return (
    <div role="status" class={`check-in-panel check-in-${said().tone}`}>
      <Icon name={said().icon} class={props.looking && !props.checkIn ? "check-in-pulse" : ""} />
      <div>
        <p class="ui-title-3">{said().title}</p>
        <Show when={facts().length > 0}>
          <p>{facts().join(" · ")}</p>
        </Show>
        <Show when={said().hint}>
          <p>{said().hint}</p>
        </Show>
      </div>
    </div>
  );
}

/** A few things that go badly wrong, so that the demo also shows what the product is for. */

import type { ItemCode } from "../../domain/answer.ts";
import { addDays } from "../../domain/calendar.ts";
import type { Day } from "../../domain/time.ts";
import type { DemoCalendar } from "./calendar-of-demo.ts";
import type { Life } from "./life.ts";

export type Crisis = { life: Life; on: Day; item: ItemCode; option: number };

/** Option E: hose cracked or loose, battery swollen, socket smoking. All critical. */
const WORST = 4;

/** Two of the last days still open, three long dealt with. Each another patroller's. */
export function planCrises(lives: readonly Life[], calendar: DemoCalendar): Crisis[] {
  const planned: Crisis[] = [];
  const plan = (login: string, item: ItemCode, on: Day, fits: (life: Life) => boolean) => {
    const life = lives.find(
      (one) => one.patroller.login === login && fits(one) && !planned.some((other) => other.life === one),
    );
    if (life) planned.push({ life, on, item, option: WORST });
  };
  const gas = (life: Life) => life.elder.facts["gas_used"] === true;
  const eBike = (life: Life) => life.elder.facts["ebike_owned"] === true;
  plan("patroller1", "U02", calendar.unreviewedFrom, gas);
  plan("patroller4", "U09", calendar.last, () => true);
  plan("patroller2", "L10", addDays(calendar.today, -61), eBike);
  plan("patroller5", "U02", addDays(calendar.today, -47), gas);
  plan("patroller6", "U09", addDays(calendar.today, -33), () => true);
  return planned;
}

/** Does a fact hold at this visit? From the profile, the kit, the season, or what the patroller saw. */
import type { FactId, ItemCode } from "./answer.ts";
import { ageOn, inSeason } from "./calendar.ts";
import type { Condition } from "./checklist.ts";
import type { AreaSettings } from "./community.ts";
import type { Elder } from "./elder.ts";
import type { Day } from "./time.ts";

export type FactInput = {
  elder: Pick<Elder, "facts" | "birthOn">;
  settings: Pick<AreaSettings, "heatingSeason">;
  on: Day;
  kit: readonly FactId[];
  /** `fact` switches on, `!fact` switches off, `observed:U06` is 看到了 for one item. */
  observed: readonly FactId[];
};

/** What 看到了 on this item puts into `observed`. */
export function seenFact(code: ItemCode): FactId {
  return `observed:${code}`;
}

const KIT: ReadonlySet<FactId> = new Set(["bp_device", "device_present", "glucose_meter"]);
/** Taken to hold until somebody says otherwise (§2 facts). */
const UNLESS_DENIED: ReadonlySet<FactId> = new Set(["can_answer"]);

export function factHolds(fact: FactId, input: FactInput, item?: ItemCode): boolean {
  if (fact === "all") return true;
  if (KIT.has(fact)) return input.kit.includes(fact);
  if (fact === "observed") return item !== undefined && input.observed.includes(seenFact(item));
  if (input.observed.includes(`!${fact}`)) return false;
  if (input.observed.includes(fact)) return true;
  if (fact === "heating_season") return inSeason(input.settings.heatingSeason, input.on);
  if (fact === "age>=80") return (ageOn(input.elder.birthOn, input.on) ?? 0) >= 80;
  return input.elder.facts[fact] ?? UNLESS_DENIED.has(fact);
}

export function conditionHolds(condition: Condition, input: FactInput, item?: ItemCode): boolean {
  if (typeof condition === "string") return factHolds(condition, input, item);
  const [operator, ...parts] = condition;
  const holds = (part: Condition) => conditionHolds(part, input, item);
  return operator === "or" ? parts.some(holds) : parts.every(holds);
}

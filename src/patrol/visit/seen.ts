/** 看到了: what a patroller may see that the file did not know. Each switch puts facts into the visit, and the items follow. */
import type { FactId } from "../../domain/answer.ts";
import type { Elder } from "../../domain/elder.ts";
import { seenFact } from "../../domain/facts.ts";
import type { Place } from "../../domain/scales.ts";
import type { VisitDraft } from "../../domain/visit.ts";

export type SeenKey =
  | "askedPressure"
  | "cannotAnswer"
  | "carerGone"
  | "gasSmell"
  | "gas"
  | "bottle"
  | "induction"
  | "heater"
  | "coal"
  | "flame"
  | "incense"
  | "candles"
  | "eBike"
  | "lost";

type Seen = {
  key: SeenKey;
  place: Place;
  /** What goes into `observed`; `!` denies. */
  facts: FactId[];
  /** Known already from the file: then there is nothing to switch. */
  known?: FactId;
  /** Only where this is on file. */
  only?: FactId;
};

const all: readonly Seen[] = [
  { key: "askedPressure", place: "talk", facts: ["requested"] },
  { key: "cannotAnswer", place: "talk", facts: ["!can_answer"] },
  { key: "carerGone", place: "talk", facts: ["!has_carer"], only: "has_carer" },
  { key: "gasSmell", place: "kitchen", facts: [seenFact("U01")], known: "gas_used" },
  { key: "gas", place: "kitchen", facts: ["gas_used"], known: "gas_used" },
  { key: "bottle", place: "kitchen", facts: ["lpg", "gas_used"], known: "lpg" },
  { key: "induction", place: "kitchen", facts: ["induction"], known: "induction" },
  { key: "heater", place: "bathroom", facts: [seenFact("U04")], known: "water_heater" },
  { key: "coal", place: "bedroom", facts: [seenFact("U06")], known: "solid_fuel" },
  { key: "flame", place: "bedroom", facts: [seenFact("L09")], known: "smoker" },
  { key: "incense", place: "bedroom", facts: ["incense"], known: "incense" },
  { key: "candles", place: "bedroom", facts: ["candles"], known: "candles" },
  { key: "eBike", place: "door", facts: [seenFact("L10")], known: "ebike_owned" },
  { key: "lost", place: "door", facts: [seenFact("M05")], known: "dementia" },
];

/** The switches that could matter at these places. */
export function seenHere(elder: Elder, places: readonly Place[]): Seen[] {
  const onFile = (fact: FactId | undefined): boolean => fact !== undefined && elder.facts[fact] === true;
  return all.filter((one) => places.includes(one.place) && !onFile(one.known) && (!one.only || onFile(one.only)));
}

export function isSeen(draft: VisitDraft, seen: Seen): boolean {
  return seen.facts.every((fact) => draft.observed.includes(fact));
}

/** Facts to switch back with this one: those no other switch still stands on. */
export function ownFacts(draft: VisitDraft, seen: Seen): FactId[] {
  const others = all.filter((one) => isSeen(draft, one) && one.facts.some((fact) => !seen.facts.includes(fact)));
  return seen.facts.filter((fact) => !others.some((one) => one.facts.includes(fact)));
}

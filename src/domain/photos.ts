/** Photos a visit owes (§2.1). Owed is recorded and shown; it never blocks. */
import type { ItemCode, OptionCode } from "./answer.ts";
import { todaysOptions } from "./assess-visit.ts";
import { quarterOf } from "./calendar.ts";
import { type ChecklistItem, checklistOf, optionOf } from "./checklist.ts";
import type { Elder } from "./elder.ts";
import { severityRank } from "./scales.ts";
import type { OwedPhoto, VisitDraft, VisitRecord } from "./visit.ts";

/** With a gas leak nobody takes a photo or uses the phone indoors. */
const NO_PHOTO_AFTER: [ItemCode, OptionCode] = ["U01", "C"];

/** One entry per item; `fixed` asks for a photo before and one after. `elder.state` is the state before the visit. */
export function owedPhotos(elder: Pick<Elder, "birthOn" | "state">, visit: VisitDraft | VisitRecord): OwedPhoto[] {
  const set = checklistOf(visit.ruleset);
  if (!set) return [];
  const options = todaysOptions(visit, elder.birthOn);
  if (options[NO_PHOTO_AFTER[0]] === NO_PHOTO_AFTER[1]) return [];
  return set.items.flatMap((item): OwedPhoto[] => {
    const option = options[item.id];
    const reason = option === undefined ? null : reasonOf(item, option, elder, visit);
    return reason ? [{ item: item.id, reason }] : [];
  });
}

function reasonOf(
  item: ChecklistItem,
  option: OptionCode,
  elder: Pick<Elder, "state">,
  visit: VisitDraft | VisitRecord,
): OwedPhoto["reason"] | null {
  if (item.photo === "X") return null;
  const answer = visit.answers[item.id];
  const severity = optionOf(item, option)?.sev ?? "none";
  if (answer?.state === "answered" && answer.fixed && severity !== "none") return "fixed";
  if (item.photo === "0") return null;
  if (severityRank(severity) >= severityRank("medium")) return "severity";
  if (item.photo === "2") return null;
  const last = elder.state.answers[item.id];
  if (!last) return "first";
  if (quarterOf(last.on) !== quarterOf(visit.on)) return "quarter";
  return last.option === option ? null : "changed";
}

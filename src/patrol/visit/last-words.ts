/** The last answer in a few words, to stand beside the question: its short label, or its figures. */
import { type ChecklistItem, optionOf } from "../../domain/checklist.ts";
import type { LastAnswer } from "../../domain/elder.ts";
import { t } from "./item-words.ts";
import { say } from "./say.ts";

export function lastWords(item: ChecklistItem, last: LastAnswer): string {
  const value = last.value ?? {};
  const option = optionOf(item, last.option);
  const short = option ? say(option.short) : "";
  switch (item.kind) {
    case "pressure":
      return value.sys === undefined ? short : `${value.sys}/${value.dia}`;
    case "vitals": {
      const parts = [
        value.pulse === undefined ? "" : `${value.pulse}${t("bpm")}`,
        value.celsius === undefined ? "" : `${value.celsius}℃`,
        value.spo2 === undefined ? "" : `${value.spo2}%`,
      ];
      return parts.filter(Boolean).join(" ") || short;
    }
    case "glucose":
      return value.mmol === undefined ? short : `${value.mmol} ${t(value.fasting ? "fasting" : "random")}`;
    case "temperature":
      return value.celsius === undefined ? short : `${value.celsius}℃`;
    case "weight":
      return value.kg === undefined ? short : `${short} ${value.kg}${t("kilos")}`;
    case "mobility":
      return value.tugSeconds === undefined ? short : `${short} ${value.tugSeconds}${t("seconds")}`;
    default:
      return short;
  }
}

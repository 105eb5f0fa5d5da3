import type { Answer, AnswerValue } from "../../domain/answer.ts";
import { type ChecklistItem, optionOf } from "../../domain/checklist.ts";
import { language } from "../../ui/settings.ts";
import { createWords } from "../../ui/words.ts";
import { term } from "./terms.ts";

const t = createWords({
  zh: {
    blank: "没有填",
    not_seen: "没看到",
    refused: "老人不让查",
    na: "不适用",
    unknown: "新版检查表的选项，这里还不认识",
    pressure: "{{ sys }}/{{ dia }} mmHg",
    pulse: "脉搏 {{ n }} 次/分",
    celsius: "{{ n }} ℃",
    spo2: "血氧 {{ n }}%",
    mmol: "{{ n }} mmol/L",
    fasting: "空腹",
    random: "随机",
    tug: "起身走 {{ n }} 秒",
    kg: "体重 {{ n }} 公斤",
    score: "{{ scale }} 得 {{ n }} 分",
    errors: "错 {{ n }} 个",
    fitted: "{{ month }} 安装",
    expires: "{{ month }} 到期",
    bought: "{{ month }} 购买",
    nextTest: "{{ month }} 检验到期",
    scrap: "{{ month }} 报废",
    join: " · ",
  },
  en: {
    blank: "Not answered",
    not_seen: "Not seen",
    refused: "Refused",
    na: "Does not apply",
    unknown: "An option of a newer checklist, not known here yet",
    pressure: "{{ sys }}/{{ dia }} mmHg",
    pulse: "pulse {{ n }}/min",
    celsius: "{{ n }} °C",
    spo2: "SpO₂ {{ n }}%",
    mmol: "{{ n }} mmol/L",
    fasting: "fasting",
    random: "random",
    tug: "rise and walk {{ n }} s",
    kg: "weight {{ n }} kg",
    score: "{{ scale }} score {{ n }}",
    errors: "{{ n }} wrong",
    fitted: "fitted {{ month }}",
    expires: "expires {{ month }}",
    bought: "bought {{ month }}",
    nextTest: "next test {{ month }}",
    scrap: "scrap by {{ month }}",
    join: " · ",
  },
});

/** The item's name in the language now set; its code when this console doesn't know the rule set. */
export function itemName(item: ChecklistItem | null, code: string): string {
  return item ? item[language()] : code;
}

/** The chosen option in words, never its letter. */
export function optionWords(
  item: ChecklistItem | null,
  option: string,
  direction?: "cold" | "hot" | undefined,
): string {
  const words = item && optionOf(item, option)?.short[language()];
  if (!words) return t("unknown");
  return direction ? `${words}${language() === "zh" ? "，" : ", "}${term(`direction.${direction}`)}` : words;
}

/** Any state of an answer in words: the option, not seen, refused, does not apply, not answered. */
export function answerWords(item: ChecklistItem | null, answer: Answer | null): string {
  if (!answer) return t("blank");
  if (answer.state !== "answered") return t(answer.state);
  return optionWords(item, answer.option, answer.direction);
}

/** The measured figures beside the option, e.g. `146/85 mmHg`; empty when there are none. */
export function valueWords(item: ChecklistItem | null, value: AnswerValue | undefined): string {
  if (!value) return "";
  const parts: string[] = [];
  if (value.sys !== undefined && value.dia !== undefined) parts.push(t("pressure", { sys: value.sys, dia: value.dia }));
  for (const key of ["pulse", "celsius", "spo2", "mmol", "kg", "errors"] as const) {
    const n = value[key];
    if (n !== undefined) parts.push(t(key, { n }));
  }
  if (value.fasting !== undefined) parts.push(t(value.fasting ? "fasting" : "random"));
  if (value.tugSeconds !== undefined) parts.push(t("tug", { n: value.tugSeconds }));
  if (value.ticks?.length) {
    const word = (tick: string) => item?.ticks?.find((one) => one.k === tick)?.[language()] ?? tick;
    parts.push(value.ticks.map(word).join(term("list.join")));
  }
  if (value.score !== undefined) parts.push(t("score", { scale: value.scale ?? "", n: value.score }));
  for (const key of ["fitted", "expires", "bought", "nextTest", "scrap"] as const) {
    const month = value[key];
    if (month !== undefined) parts.push(t(key, { month }));
  }
  return parts.join(t("join"));
}

import { createWords } from "../../../ui/words.ts";

const t = createWords({
  zh: {
    "short-visit": "这次不到 5 分钟，而且项项正常。是怎么看的？",
    "shortcut-heavy": "最近十次几乎都用“其余无异常”。每项都看过吗？",
    "same-numbers": "连着三次量出来的数一模一样。是当天量的吗？",
    "outside-fence": "签到的地方离住址较远。人到家里了吗？",
    "clock-moved": "手机的时间和服务器差得多。到场的时间对吗？",
    "phone-differs": "手机上算的级别和服务器不同，以服务器为准。手机上的检查表旧了吗？",
    other: "系统提了一个这里还不认识的问题（{{ flag }}）。",
  },
  en: {
    "short-visit": "Under 5 minutes, and everything normal. How was it checked?",
    "shortcut-heavy": "Almost all of the last ten visits used “nothing else wrong”. Was each item looked at?",
    "same-numbers": "Exactly the same figures three times running. Were they measured that day?",
    "outside-fence": "The check-in is some way from the home. Was the patroller there?",
    "clock-moved": "The phone's clock is far from the server's. Are the times right?",
    "phone-differs": "Phone and server worked out different levels; the server's counts. Is the phone's checklist old?",
    other: "A question this console does not know yet ({{ flag }}).",
  },
});

const known = [
  "short-visit",
  "shortcut-heavy",
  "same-numbers",
  "outside-fence",
  "clock-moved",
  "phone-differs",
] as const;

/** A flag of the anti-tick-box checks (§2.1) as a question to the supervisor, never a verdict. */
export function flagQuestion(flag: string): string {
  const name = known.find((one) => one === flag);
  return name ? t(name) : t("other", { flag });
}

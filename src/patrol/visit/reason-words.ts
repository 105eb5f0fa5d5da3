/** Why the care level is what it is, in words. Sensitive facts are never named: hardship stands for all of them. */
import { itemOf, type RuleSet } from "../../domain/checklist.ts";
import type { CareLevel } from "../../domain/scales.ts";
import type { Reason } from "../../domain/visit.ts";
import { starWord } from "../parts/care-words.ts";
import { say, sayAll } from "./say.ts";
import { t } from "./summary-words.ts";

const crossRules = ["X1", "X2", "X3", "X4", "X5", "X6"] as const;

/** One line per thing that counts; `provisional` is explained by a notice of its own, so it gives none. */
export function reasonWords(reason: Reason, rules: RuleSet, starsOf: (level: CareLevel) => number): string[] {
  const stars = (level: CareLevel): string => starWord(starsOf(level));
  const name = (code: string): string => {
    const item = itemOf(rules, code);
    return item ? say(item) : code;
  };
  switch (reason.kind) {
    case "base":
      return [t("base", { n: reason.overall, stars: stars(reason.level) })];
    case "hazards":
      return [
        ...(reason.critical > 0 ? [t("critical", { n: reason.critical })] : []),
        ...(reason.high > 0 ? [t("high", { n: reason.high })] : []),
      ];
    case "critical-fixed":
      return [t("criticalFixed", { stars: stars(reason.level), items: sayAll(reason.items.map(name)) })];
    case "vulnerability":
      return [t("vulnerability", { stars: stars(reason.level) })];
    case "special":
      return [t("special", { stars: stars(reason.level) })];
    case "cross": {
      const rule = crossRules.find((one) => one === reason.rule);
      return rule ? [t(rule, { item: name(reason.item) })] : [];
    }
    case "held-up":
      return [t("heldUp", { computed: stars(reason.computed), stars: stars(reason.level) })];
    case "provisional":
      return [];
  }
}

import { itemOf } from "../../../domain/checklist.ts";
import type { Reason } from "../../../domain/visit.ts";
import { createWords } from "../../../ui/words.ts";
import { itemName } from "../../parts/answer-words.ts";
import { dimensionName, term } from "../../parts/terms.ts";

const t = createWords({
  zh: {
    base: "五维总分 {{ overall }}，按分数是{{ level }}。",
    critical: "有 {{ n }} 处紧急隐患没整改，直接定为{{ level }}。",
    high: "有 {{ n }} 处严重隐患没整改，至少{{ level }}。",
    fixed: "紧急隐患当场整改了（{{ items }}），复查通过前至少{{ level }}。",
    vulnerability: "老人自身情况 {{ points }} 分（独居、年纪、失能等），至少{{ level }}。",
    special: "属于特殊困难老人，至少{{ level }}。",
    cross: "几项合起来看（{{ rule }}），“{{ item }}”按{{ severity }}算。",
    held: "这次算出来是{{ computed }}。降级要连续两次审核通过都更低，先保持{{ level }}。",
    provisional: "暂定：{{ why }}，所以不低于上次的级别。补齐后再定。",
    missing: "必查项没填（{{ items }}）",
    coverage: "{{ dims }}填的不到八成",
  },
  en: {
    base: "Overall score {{ overall }}: by the score alone {{ level }}.",
    critical: "{{ n }} critical hazard(s) not put right: {{ level }} at once.",
    high: "{{ n }} serious hazard(s) not put right: at least {{ level }}.",
    fixed: "A critical hazard was fixed on the spot ({{ items }}): at least {{ level }} until it passes a re-check.",
    vulnerability: "The elder's own situation counts {{ points }} points (alone, age, ability): at least {{ level }}.",
    special: "An elder in special difficulty: at least {{ level }}.",
    cross: "Taken together (rule {{ rule }}), “{{ item }}” counts as {{ severity }}.",
    held: "This visit computes {{ computed }}. A fall needs two approved visits in a row, so {{ level }} stays for now.",
    provisional: "Provisional: {{ why }}, so the level does not fall below the last one until that is filled.",
    missing: "must-ask items without an answer ({{ items }})",
    coverage: "under 80 % answered in {{ dims }}",
  },
});

/** One sentence for one reason, with item names of the visit's own rule set. */
export function reasonSentence(reason: Reason, ruleset: string): string {
  const name = (code: string) => itemName(itemOf(ruleset, code), code);
  const names = (codes: string[]) => codes.map(name).join(term("list.join"));
  switch (reason.kind) {
    case "base":
      return t("base", { overall: reason.overall, level: term(`level.${reason.level}`) });
    case "hazards":
      return reason.critical > 0
        ? t("critical", { n: reason.critical, level: term(`level.${reason.level}`) })
        : t("high", { n: reason.high, level: term(`level.${reason.level}`) });
    case "critical-fixed":
      return t("fixed", { items: names(reason.items), level: term(`level.${reason.level}`) });
    case "vulnerability":
      return t("vulnerability", { points: reason.points, level: term(`level.${reason.level}`) });
    case "special":
      return t("special", { level: term(`level.${reason.level}`) });
    case "cross":
      return t("cross", {
        rule: reason.rule,
        item: name(reason.item),
        severity: term(`severity.${reason.severity}`),
      });
    case "held-up":
      return t("held", { computed: term(`level.${reason.computed}`), level: term(`level.${reason.level}`) });
    case "provisional": {
      const why = [
        ...(reason.missing.length ? [t("missing", { items: names(reason.missing) })] : []),
        ...(reason.coverage.length
          ? [t("coverage", { dims: reason.coverage.map(dimensionName).join(term("list.join")) })]
          : []),
      ];
      return t("provisional", { why: why.join(term("list.join")) });
    }
  }
}

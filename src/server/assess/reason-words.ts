/** Why a level is what it is, in plain Chinese, for people who try the rules on old records. */
import { itemOf, type RuleSet } from "../../domain/checklist.ts";
import type { CareLevel, Dimension, Severity } from "../../domain/scales.ts";
import type { Reason } from "../../domain/visit.ts";

const LEVEL: Record<CareLevel, string> = { 1: "常规", 2: "关注", 3: "重点", 4: "高度", 5: "特级" };
const SEVERITY: Record<Severity, string> = {
  none: "正常",
  low: "轻微",
  medium: "一般",
  high: "严重",
  critical: "紧急",
};

export function reasonWords(rules: RuleSet, reason: Reason): string {
  const title = (code: string) => itemOf(rules, code)?.zh ?? code;
  const titles = (codes: string[]) => codes.map(title).join("、");
  switch (reason.kind) {
    case "base":
      return `综合 ${reason.overall} 分，对应${level(reason.level)}`;
    case "hazards":
      return `${hazards(reason)}，至少${level(reason.level)}`;
    case "critical-fixed":
      return `紧急隐患当场整改${reason.items.length > 0 ? `（${titles(reason.items)}）` : ""}，复查通过前至少${level(reason.level)}`;
    case "vulnerability":
      return `脆弱度 ${reason.points} 分（V${reason.tier}），至少${level(reason.level)}`;
    case "special":
      return `特殊困难老人，至少${level(reason.level)}`;
    case "cross":
      return `规则 ${reason.rule}：${title(reason.item)}升为${SEVERITY[reason.severity]}`;
    case "provisional":
      return provisional(reason, rules, titles);
    case "held-up":
      return `算得${level(reason.computed)}，要连续两次审核通过才降，先保持${level(reason.level)}`;
  }
}

function level(value: CareLevel): string {
  return `${LEVEL[value]}关爱（${value}）`;
}

function hazards({ critical, high }: { critical: number; high: number }): string {
  const parts = [critical > 0 ? `紧急隐患 ${critical} 处` : "", high > 0 ? `严重隐患 ${high} 处` : ""];
  return `未消除${parts.filter(Boolean).join("、")}`;
}

function provisional(
  { level: kept, missing, coverage }: { level: CareLevel | null; missing: string[]; coverage: Dimension[] },
  rules: RuleSet,
  titles: (codes: string[]) => string,
): string {
  const parts = [
    missing.length > 0 ? `红线项没看到：${titles(missing)}` : "",
    coverage.length > 0 ? `${coverage.map((dim) => rules.dimensions[dim].zh).join("、")}答得不到八成` : "",
    kept === null ? "" : `不低于上次，保持${level(kept)}`,
  ].filter(Boolean);
  return `暂定结果${parts.length > 0 ? `：${parts.join("；")}` : ""}`;
}

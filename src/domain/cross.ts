/** Cross-item rules X1–X6 (§2.9): applied once, after banding; a rule only raises. */
import type { FactId, ItemCode, OptionCode } from "./answer.ts";
import type { CrossTerm, RuleSet } from "./checklist.ts";
import { type Severity, severityRank, worseSeverity } from "./scales.ts";

/** What a rule may look at of one answered item. */
export type CrossAnswer = { option: OptionCode; severity: Severity; today: boolean };

/** Facts the rules use; `hypo` is a glucose of 3.9 or below (X3 needs the number: the letter also covers too high). */
export type CrossFacts = Record<"alone" | "gas_used" | "dementia_diagnosed" | "home_oxygen" | "hypo", boolean>;

export type Raise = { rule: string; item: ItemCode; severity: Severity };

export type CrossOutcome = {
  /** Rules whose conditions hold, X1 first. */
  fired: string[];
  severities: Map<ItemCode, Severity>;
  /** What was really raised, for the reasons. */
  raises: Raise[];
};

export function applyCrossRules(
  set: RuleSet,
  answers: ReadonlyMap<ItemCode, CrossAnswer>,
  facts: CrossFacts,
): CrossOutcome {
  const severities = new Map([...answers].map(([code, answer]) => [code, answer.severity]));
  const fired: string[] = [];
  const raises: Raise[] = [];
  for (const rule of set.cross) {
    const target = rule.raise[0];
    if (!target || !answers.has(target.item) || !rule.when.every((term) => termHolds(term, answers, facts))) continue;
    fired.push(rule.id);
    for (const { item, to, min } of rule.raise) {
      const before = answers.get(item)?.severity;
      if (before === undefined || (min && severityRank(before) < severityRank(min))) continue;
      if (severityRank(to) > severityRank(before)) raises.push({ rule: rule.id, item, severity: to });
      severities.set(item, worseSeverity(severities.get(item) ?? before, to));
    }
  }
  return { fired, severities, raises };
}

function termHolds(term: CrossTerm, answers: ReadonlyMap<ItemCode, CrossAnswer>, facts: CrossFacts): boolean {
  if ("any" in term) return term.any.some((part) => termHolds(part, answers, facts));
  if ("fact" in term) return facts[term.fact as keyof CrossFacts & FactId] === true;
  const answer = answers.get(term.item);
  if (!answer || (term.today && !answer.today)) return false;
  if (term.in && !term.in.includes(answer.option)) return false;
  return !term.min || severityRank(answer.severity) >= severityRank(term.min);
}

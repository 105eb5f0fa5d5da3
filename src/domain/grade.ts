/** Scores, floors and the computed care level of one visit (§3.1–§3.4). Integers only; stability is in stability.ts. */
import type { ItemCode, OptionCode } from "./answer.ts";
import { type ChecklistItem, itemOf, optionOf, type RuleSet } from "./checklist.ts";
import { applyCrossRules, type CrossAnswer, type CrossFacts, type CrossOutcome, type Raise } from "./cross.ts";
import { isFixedBySightings, needsTicket } from "./hazards.ts";
import { type CareLevel, type Dimension, dimensions, type Severity, severityRank, worseSeverity } from "./scales.ts";
import type { Reason } from "./visit.ts";
import { type Tier, tierOf } from "./vulnerability.ts";

export type GradedAnswer = {
  item: ItemCode;
  option: OptionCode;
  /** 当场整改 today, or on an old answer carried forward. */
  fixed: boolean;
  /** An older answer carried forward: deducts, but sets no floor and covers nothing. */
  carried: boolean;
};

/** A ticket still open from before. Only hazard items (class HZ) belong here (§3.3). */
export type OpenBefore = { items: ItemCode[]; severity: Severity; fixedOnSite: boolean };

export type AssessInput = {
  ruleset: RuleSet;
  /** At most one per item. */
  answers: GradedAnswer[];
  /** Due and applicable, `na` left out. */
  due: ItemCode[];
  facts: CrossFacts;
  open: OpenBefore[];
  points: number;
  special: boolean;
  /** Last published level; keeps a provisional result from being lower. */
  previous: CareLevel | null;
  /** Provisional whatever the coverage: nobody was met. */
  unmet?: boolean | undefined;
};

export type Assessment = {
  dims: Record<Dimension, number>;
  /** Σ weight·score, 10000 at best. */
  weighted: number;
  overall: number;
  base: CareLevel;
  tier: Tier;
  combo: string[];
  raises: Raise[];
  provisional: boolean;
  /** Red-line items due and unanswered. */
  missing: ItemCode[];
  /** Dimensions under the coverage limit. */
  uncovered: Dimension[];
  /** Maximum of the five numbers of §3.3. */
  computed: CareLevel;
  /** The same, kept from falling below `previous` when provisional. */
  level: CareLevel;
  severities: Record<ItemCode, Severity>;
  worst: Record<Dimension, Severity>;
  reasons: Reason[];
};

export function assess(input: AssessInput): Assessment {
  const scored = severitiesOf(input);
  const dims = scores(input, scored.severities);
  const weighted = dimensions.reduce((sum, dim) => sum + input.ruleset.dimensions[dim].weight * dims[dim], 0);
  const overall = Math.floor((7 * weighted + 300 * Math.min(...Object.values(dims)) + 500) / 1000);
  const base = bandLevel(input.ruleset, overall);
  const hazards = hazardFloor(input, scored);
  const tier = tierOf(input.points);
  const vulnerability = (tier === 0 ? 1 : tier + 1) as CareLevel;
  const computed = Math.max(
    base,
    hazards.level,
    hazards.fixedCritical.length > 0 ? 4 : 1,
    vulnerability,
    input.special ? 2 : 1,
  ) as CareLevel;
  const coverage = coverageOf(input);
  const provisional = input.unmet === true || coverage.missing.length > 0 || coverage.uncovered.length > 0;
  const level = (provisional && input.previous !== null ? Math.max(computed, input.previous) : computed) as CareLevel;
  const reasons: Reason[] = [{ kind: "base", level: base, overall }];
  if (hazards.level > 1)
    reasons.push({ kind: "hazards", level: hazards.level, critical: hazards.critical, high: hazards.high });
  if (hazards.fixedCritical.length > 0)
    reasons.push({ kind: "critical-fixed", level: 4, items: hazards.fixedCritical });
  if (tier > 0) reasons.push({ kind: "vulnerability", level: vulnerability, points: input.points, tier });
  if (input.special) reasons.push({ kind: "special", level: 2 });
  for (const raise of scored.raises) reasons.push({ kind: "cross", ...raise });
  if (provisional) {
    const kept = level > computed ? level : null;
    reasons.push({ kind: "provisional", level: kept, missing: coverage.missing, coverage: coverage.uncovered });
  }
  return {
    dims,
    weighted,
    overall,
    base,
    tier,
    combo: scored.fired,
    raises: scored.raises,
    provisional,
    missing: coverage.missing,
    uncovered: coverage.uncovered,
    computed,
    level,
    severities: Object.fromEntries(scored.severities),
    worst: worstOf(input, scored.severities),
    reasons,
  };
}

/** Severity of every answer after X1–X6. An old answer that was fixed since no longer speaks in the rules. */
function severitiesOf(input: AssessInput) {
  const answers = new Map<ItemCode, CrossAnswer>();
  for (const answer of input.answers) {
    if (answer.carried && answer.fixed) continue;
    const severity = severityOf(input.ruleset, answer);
    if (severity) answers.set(answer.item, { option: answer.option, severity, today: !answer.carried });
  }
  const outcome = applyCrossRules(input.ruleset, answers, input.facts);
  for (const answer of input.answers) {
    const severity = severityOf(input.ruleset, answer);
    if (severity && answer.carried && answer.fixed) outcome.severities.set(answer.item, severity);
  }
  return outcome;
}

function severityOf(set: RuleSet, answer: GradedAnswer): Severity | null {
  const item = itemOf(set, answer.item);
  return (item && optionOf(item, answer.option)?.sev) ?? null;
}

/** `max(0, 100 − Σ deductions)` per dimension; a hazard fixed on site deducts 5 whatever it was. */
function scores(input: AssessInput, severities: ReadonlyMap<ItemCode, Severity>): Record<Dimension, number> {
  const dims: Record<Dimension, number> = { H: 100, S: 100, L: 100, U: 100, M: 100 };
  const { severityDeduction, fixedDeduction } = input.ruleset;
  for (const answer of input.answers) {
    const item = itemOf(input.ruleset, answer.item);
    const severity = severities.get(answer.item);
    if (!item || !severity || severity === "none") continue;
    dims[item.dim] = Math.max(0, dims[item.dim] - (answer.fixed ? fixedDeduction : severityDeduction[severity]));
  }
  return dims;
}

function bandLevel(set: RuleSet, overall: number): CareLevel {
  const at = set.scoreBands.findIndex((least) => overall >= least);
  return (at < 0 ? 5 : at + 1) as CareLevel;
}

/**
 * Today every unfixed answer counts by its severity, whatever its class. A ticket from before counts once for its items:
 * the worse of the ticket (as X1–X6 make it with an older answer) and today's sighting; answered A, it counts on until a
 * re-check closes it; fixed today or earlier, it no longer counts as open, and a critical one holds level 4 until its re-check.
 */
function hazardFloor(input: AssessInput, { severities, raises }: CrossOutcome) {
  const open: Severity[] = [];
  const fixedCritical = new Set<ItemCode>();
  const today = sightings(input, severities);
  const counted = new Set<ItemCode>();
  for (const ticket of input.open) {
    const seen = ticket.items.flatMap((code) => today.get(code) ?? []);
    if (isFixedBySightings(ticket, seen)) {
      if (ticket.severity === "critical") fixedCritical.add(ticket.items[0] as ItemCode);
      continue;
    }
    const severity = raises
      .filter((raise) => ticket.items.includes(raise.item) && !today.has(raise.item))
      .reduce((worse, raise) => worseSeverity(worse, raise.severity), ticket.severity);
    const unfixed = seen.filter((sighting) => !sighting.fixed);
    const worst = unfixed.reduce<Severity>((worse, sighting) => worseSeverity(worse, sighting.severity), "none");
    if (severityRank(severity) > severityRank(worst)) {
      open.push(severity);
      const joined = unfixed.find((sighting) => sighting.severity === worst);
      if (joined) counted.add(joined.item);
    }
  }
  for (const { item, severity, fixed } of today.values()) {
    if (fixed && severity === "critical") fixedCritical.add(item);
    if (!fixed && !counted.has(item)) open.push(severity);
  }
  const critical = open.filter((severity) => severity === "critical").length;
  const high = open.filter((severity) => severity === "high").length;
  const level: CareLevel = critical > 0 ? 5 : high >= 2 ? 4 : high === 1 ? 3 : 1;
  return { level, critical, high, fixedCritical: [...fixedCritical].sort() };
}

/** What was seen today. Fixing what is not wrong changes nothing. */
function sightings(input: AssessInput, severities: ReadonlyMap<ItemCode, Severity>) {
  const today = new Map<ItemCode, { item: ItemCode; severity: Severity; fixed: boolean; needsTicket: boolean }>();
  for (const { item, option, fixed, carried } of input.answers) {
    const severity = severities.get(item);
    if (carried || !severity) continue;
    today.set(item, {
      item,
      severity,
      fixed: fixed && severity !== "none",
      needsTicket: needsTicket(input.ruleset, item, option, severity),
    });
  }
  return today;
}

/** Under 80 % of the due items of a dimension answered, or a due red-line item unanswered (§3.4). */
function coverageOf(input: AssessInput): { missing: ItemCode[]; uncovered: Dimension[] } {
  const answered = new Set(input.answers.filter((answer) => !answer.carried).map((answer) => answer.item));
  const due = input.due
    .map((code) => itemOf(input.ruleset, code))
    .filter((item): item is ChecklistItem => item !== null);
  const { of, least } = input.ruleset.coverage;
  const uncovered = dimensions.filter((dim) => {
    const here = due.filter((item) => item.dim === dim);
    return here.filter((item) => answered.has(item.id)).length * of < here.length * least;
  });
  return { missing: due.filter((item) => item.redline && !answered.has(item.id)).map((item) => item.id), uncovered };
}

function worstOf(input: AssessInput, severities: ReadonlyMap<ItemCode, Severity>): Record<Dimension, Severity> {
  const worst: Record<Dimension, Severity> = { H: "none", S: "none", L: "none", U: "none", M: "none" };
  for (const answer of input.answers) {
    const item = itemOf(input.ruleset, answer.item);
    const severity = severities.get(answer.item);
    if (!item || !severity) continue;
    const counting = answer.fixed && severity !== "none" ? "low" : severity;
    worst[item.dim] = worseSeverity(worst[item.dim], counting);
  }
  return worst;
}

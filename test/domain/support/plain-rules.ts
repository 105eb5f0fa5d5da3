/**
 * The scoring text of the domain pack (§3.1–§3.4, §2.9) written down a second time, straight from the tables and without
 * the product's code, to compare with it on random cases.
 */
import ruleset from "../../../src/domain/rulesets/2026.1.json";

export type Case = {
  profile: Record<string, unknown>;
  answersNotA: Record<string, string>;
  options: { due?: string[]; fixed?: string[]; not_seen?: string[]; prior_open?: string[]; prev?: number };
};

const rank = ["none", "low", "medium", "high", "critical"];
const weight: Record<string, number> = { H: 25, S: 10, L: 20, U: 25, M: 20 };
const minus = [0, 5, 15, 30, 60];
const redline = ["H01", "H05", "L07", "L10", "U01", "U02", "U06", "M03"];
const sevOf = new Map(
  ruleset.items.map((item) => [item.id, new Map(item.options.map((o) => [o.k, rank.indexOf(o.sev)]))]),
);
const firstOf = new Map(ruleset.items.map((item) => [item.id, item.options[0]?.k ?? ""]));

export function plainAssess({ profile, answersNotA, options }: Case) {
  const due = options.due ?? ruleset.items.map((item) => item.id);
  const given: Record<string, string> = {};
  for (const code of due) given[code] = firstOf.get(code) ?? "";
  for (const [code, k] of Object.entries(answersNotA)) given[code] = k === "A" ? (firstOf.get(code) ?? "") : k;
  for (const code of options.not_seen ?? []) delete given[code];
  const sev: Record<string, number> = {};
  for (const [code, k] of Object.entries(given)) sev[code] = sevOf.get(code)?.get(k) ?? 0;
  const raw = { ...sev };
  const s = (code: string) => raw[code] ?? -1;
  const combo: string[] = [];
  const raise = (code: string, to: number) => {
    if (code in sev) sev[code] = Math.max(sev[code] ?? 0, to);
  };
  const yes = (key: string) => profile[key] === 1 || profile[key] === true;
  const alone = profile.living === "alone";
  if (
    (yes("dementia") || s("M04") >= 2) &&
    yes("gas") &&
    /[DE]/.test(given.U03 ?? "") &&
    /[BC]/.test(given.U05 ?? "")
  ) {
    combo.push("X1");
    raise("U03", 3);
    if (s("U08") >= 2) raise("U08", 3);
  }
  if (given.H02 === "D" && s("H01") >= 2) {
    combo.push("X2");
    raise("H02", 4);
  }
  if (yes("hypo") && s("H01") >= 2 && "H04" in sev) {
    combo.push("X3");
    raise("H04", 4);
  }
  if (alone && s("H05") >= 3 && s("L12") >= 2) {
    combo.push("X4");
    raise("L12", 3);
  }
  if (yes("oxygen") && s("L09") >= 1) {
    combo.push("X5");
    raise("L09", 4);
  }
  if (alone && s("H06") >= 3 && s("L07") >= 2) {
    combo.push("X6");
    raise("L07", 3);
  }
  const fixed = new Set(options.fixed ?? []);
  const dims: Record<string, number> = { H: 100, S: 100, L: 100, U: 100, M: 100 };
  const open: number[] = (options.prior_open ?? []).map((word) => rank.indexOf(word));
  let fixedCritical = false;
  for (const [code, severity] of Object.entries(sev)) {
    const dim = code[0] as string;
    const off = severity > 0 && fixed.has(code) ? 5 : (minus[severity] ?? 0);
    dims[dim] = (dims[dim] ?? 0) - off;
    if (!fixed.has(code)) open.push(severity);
    else if (severity === 4) fixedCritical = true;
  }
  for (const dim of Object.keys(dims)) dims[dim] = Math.max(0, dims[dim] ?? 0);
  const wmean = Object.entries(dims).reduce((sum, [dim, score]) => sum + (weight[dim] ?? 0) * score, 0);
  const overall = Math.floor((7 * wmean + 300 * Math.min(...Object.values(dims)) + 500) / 1000);
  const base = overall >= 90 ? 1 : overall >= 80 ? 2 : overall >= 65 ? 3 : overall >= 50 ? 4 : 5;
  const age = Number(profile.age ?? 0);
  const ability = Number(profile.ability ?? 0);
  let vuln = age >= 90 ? 2 : age >= 80 ? 1 : 0;
  vuln += { alone: 2, couple: 1, leftbehind: 1, disabled_child: 2 }[String(profile.living)] ?? 0;
  vuln += Math.max([0, 1, 2, 3, 3][ability] ?? 0, yes("severe_disability") ? 2 : 0);
  vuln += yes("dementia") ? 2 : 0;
  for (const key of ["special_family", "hardship", "recent_change"]) vuln += yes(key) ? 1 : 0;
  const tier = vuln >= 5 ? 3 : vuln >= 3 ? 2 : vuln === 2 ? 1 : 0;
  const special =
    age >= 80 ||
    ["alone", "couple", "leftbehind", "disabled_child"].includes(String(profile.living)) ||
    ability >= 1 ||
    ["severe_disability", "dementia", "special_family", "hardship"].some(yes);
  const criticals = open.filter((severity) => severity === 4).length;
  const highs = open.filter((severity) => severity === 3).length;
  let provisional = redline.some((code) => due.includes(code) && !(code in given));
  for (const dim of Object.keys(dims)) {
    const here = due.filter((code) => code.startsWith(dim));
    if (here.filter((code) => code in given).length < 0.8 * here.length) provisional = true;
  }
  let star = Math.max(
    base,
    criticals > 0 ? 5 : highs > 1 ? 4 : highs === 1 ? 3 : 1,
    fixedCritical ? 4 : 1,
    [1, 2, 3, 4][tier] ?? 1,
    special ? 2 : 1,
  );
  if (provisional && options.prev) star = Math.max(star, options.prev);
  return { dims, wmean_x100: wmean, overall, base, vuln, tier, special, combo, provisional, star };
}

/**
 * The rule set as the worker needs it: what the rules compute with. Its words (two thirds of it) are for the screens,
 * which load it whole; the build gives the worker this half, to keep the first start small.
 */
const words = new Set(["zh", "en", "ask", "short", "stepsZh", "stepsEn"]);

export function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !words.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutWords(inner)]));
}

/** Reads what a thumb typed: full-width digits, a Chinese full stop or comma for the point, spaces. */

/** null when empty, `"bad"` when it is no number or has more decimals than `decimals`. */
export function readNumber(text: string, decimals: 0 | 1): number | null | "bad" {
  const plain = text
    .normalize("NFKC")
    .replace(/[。，,]/g, ".")
    .replace(/\s/g, "");
  if (plain === "") return null;
  const shape = decimals === 0 ? /^-?\d{1,4}$/ : /^-?\d{1,4}(\.\d?)?$/;
  return shape.test(plain) ? Number(plain) : "bad";
}

/** `YYYY-MM`, forgiving 2027/1, 2027年1月, 2027.01; null when empty. */
export function readMonth(text: string): string | null | "bad" {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  if (plain === "") return null;
  const parts = /^(\d{4})\D?(\d{1,2})月?$/.exec(plain);
  const month = Number(parts?.[2]);
  return parts && month >= 1 && month <= 12 ? `${parts[1]}-${String(month).padStart(2, "0")}` : "bad";
}

/** Tidying what people type into sheets, without changing what they meant. */

const HALF = 0xfee0;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const SPACES = /\s+/g;
/** Every dot that input methods offer for the dot in a name. */
const NAME_DOTS = /[\u00b7\u2022\u2027\u30fb\uff65\u2219\u22c5\u16eb]/g;

/**
 * Full-width letters, digits and signs made half-width, blanks collapsed, invisible characters removed, ends
 * trimmed. Not NFKC: that would swap rare name characters for others.
 */
export function tidy(text: string): string {
  let out = "";
  for (const char of text.replace(INVISIBLE, "")) {
    const code = char.codePointAt(0) ?? 0;
    out += code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - HALF) : char;
  }
  return out.replace(SPACES, " ").trim();
}

/** A cell as a spreadsheet exports it: `="0123"` and `'0123` mean the text 0123. */
export function cellText(raw: string): string {
  const text = tidy(raw);
  const formula = /^="(.*)"$/.exec(text);
  if (formula) return tidy(formula[1] ?? "");
  return text.startsWith("'") ? tidy(text.slice(1)) : text;
}

/** All blanks out: `1390000 1234` → `13900001234`. */
export function withoutSpaces(text: string): string {
  return text.replace(SPACES, "");
}

/** `王　芳` → `王芳`, `阿依古丽•买买提` → `阿依古丽·买买提`; blanks inside Latin names stay. */
export function tidyName(text: string): string {
  return tidy(text)
    .replace(NAME_DOTS, "·")
    .replace(/ *· */g, "·")
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}

/** A spreadsheet turned a long number into `1.10102E+17`: the last digits are gone for good. */
export function looksScientific(text: string): boolean {
  return /^\d(\.\d+)?e\+?\d+$/i.test(text);
}

/** Cuts `a；b、c` into its parts, empty ones left out. */
export function listOf(text: string): string[] {
  return text
    .split(/[;；、,，|/]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

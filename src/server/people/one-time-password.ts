/** A password somebody reads off a list once: no letters or digits that look alike. */
import { randomInt } from "node:crypto";

const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** Three groups of four, e.g. `k7mf-3q8w-xh2t`: 59 bits. */
export function oneTimePassword(pick: (below: number) => number = randomInt): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[pick(ALPHABET.length)]).join("");
  return [group(), group(), group()].join("-");
}

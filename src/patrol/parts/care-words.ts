/** Care level in the patroller's words. */
import type { CareLevel } from "../../domain/scales.ts";
import { p } from "./part-words.ts";

/** 四星 · Care 4; `stars` as shown, which an area may count the other way. */
export function starWord(stars: number): string {
  return p(`star${stars as CareLevel}`);
}

/** 高度关爱 · High. */
export function levelWord(level: CareLevel): string {
  return p(`level${level}`);
}

/** 每周 1 次 · once a week. */
export function rhythmWord(level: CareLevel): string {
  return p(`rhythm${level}`);
}

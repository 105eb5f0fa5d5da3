import type { Gaps } from "../../ui/words.ts";

/** For English words with a count: “1 item”, “2 items”. */
export const plural =
  (one: string, many: string) =>
  (gaps: Gaps): string =>
    `${gaps.n} ${gaps.n === 1 ? one : many}`;

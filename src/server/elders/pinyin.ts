/** How a name is read and found: `王秀兰` → `wang xiu lan`, `wxl`. Surnames with their own reading (单, 解, 曾) are known. */
import { pinyin } from "pinyin-pro";

export function pinyinOf(name: string): { full: string; initials: string } {
  const syllables = pinyin(name.replaceAll("·", " "), {
    toneType: "none",
    type: "array",
    surname: "head",
    v: true,
    nonZh: "consecutive",
  })
    .flatMap((syllable) => syllable.toLowerCase().split(" "))
    .filter((syllable) => syllable !== "");
  return { full: syllables.join(" "), initials: syllables.map((syllable) => [...syllable][0]).join("") };
}

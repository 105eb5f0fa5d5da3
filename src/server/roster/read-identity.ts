/** Who a row is about: name, ID number, birth date and sex, each checked against the others. */
import { codeWords } from "../../domain/codes.ts";
import { readIdNumber } from "../../domain/id-number.ts";
import type { Day } from "../../domain/time.ts";
import { looksScientific, tidyName, withoutSpaces } from "../csv/normal-text.ts";
import { isNone, readBirth, readSex } from "./read-cell.ts";
import type { RowReader } from "./row-reader.ts";

const MAX_NAME = 30;
/** Letters of any script (rare characters of every plane too), the dot of long names, 〇, private-use characters. */
const NAME = /^[\p{L}\p{M}·' .\-()〇\uE000-\uF8FF]+$/u;

export function readName(row: RowReader): string {
  const name = tidyName(row.text("name"));
  if (name === "") row.refuse("name", "name.missing", "没有填。");
  else if ([...name].length > MAX_NAME) row.refuse("name", "name.too-long", `太长了，最多 ${MAX_NAME} 个字。`);
  else if (!NAME.test(name)) row.refuse("name", "name.form", `姓名里有不该有的符号：“${name}”。`);
  return name;
}

export type Identity = { idNumber: string | null; birthOn: string | null; sex?: 0 | 1 | 2 | 9 };

/** @param demo whether the invented prefixes 98 and 99 are accepted. */
export function readIdentity(row: RowReader, today: Day, demo: boolean): Identity {
  const birth = row.read("birth", (given) => readBirth(given, today));
  const sex = row.read("sex", readSex);
  const stated = { idNumber: null, birthOn: birth ?? null, ...(sex === undefined ? {} : { sex }) };
  const given = withoutSpaces(row.text("idNumber")).toUpperCase();
  if (given === "" || isNone(given)) return stated;
  if (looksScientific(given)) {
    const reason = `被表格改成了“${given}”，末几位已经丢了，请把这一列设为文本再填。`;
    row.refuse("idNumber", "id-number.scientific", reason);
    return stated;
  }
  const id = readIdNumber(given, { demo });
  if ("refused" in id) {
    row.refuse("idNumber", id.refused, codeWords(id.refused, "zh", id.gaps));
    return stated;
  }
  const born = readBirth(id.birthOn, today);
  if (!("value" in born))
    row.refuse("idNumber", `id-number.${born.code.replace(".", "-")}`, `里面的生日不对：${born.reason}`);
  if (birth !== undefined && !id.birthOn.startsWith(birth))
    row.refuse("birth", "birth.differs", `和身份证号里的 ${id.birthOn} 不一样。`);
  if ((sex === 1 || sex === 2) && sex !== id.sex)
    row.refuse("sex", "sex.differs", `和身份证号对不上，按身份证号是${id.sex === 1 ? "男" : "女"}。`);
  return { idNumber: id.number, birthOn: id.birthOn, sex: id.sex };
}

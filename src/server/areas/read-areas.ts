/** Reads an area file: `code,name,level,parent`. */
import type { Problem } from "../csv/problem.ts";
import { readTable, type Sheet } from "../csv/read-table.ts";
import { type Area, type AreaLevel, CODE_LENGTH, parentCode } from "./area.ts";

type Key = "code" | "name" | "level" | "parent";

const sheet: Sheet<Key> = {
  columns: [
    { key: "code", title: "code", also: ["代码", "区划代码", "片区代码"], required: true },
    { key: "name", title: "name", also: ["名称", "片区名称"], required: true },
    { key: "level", title: "level", also: ["级别", "层级"], required: true },
    { key: "parent", title: "parent", also: ["上级", "上级代码"], required: true },
  ],
};

const LEVELS = new Map<string, AreaLevel>([
  ["district", "district"],
  ["street", "street"],
  ["community", "community"],
  ["区", "district"],
  ["区县", "district"],
  ["街道", "street"],
  ["乡镇", "street"],
  ["社区", "community"],
  ["村", "community"],
]);

/** @param known codes the database has already. */
export function readAreaFile(bytes: Uint8Array, known: ReadonlySet<string>): { areas: Area[]; problems: Problem[] } {
  const table = readTable(bytes, sheet);
  const problems = [...table.problems];
  const areas = new Map<string, Area>();
  const lineOf = new Map<string, number>();
  const inFile = new Set(table.rows.map((row) => row.cells.code));

  for (const { line, cells } of table.rows) {
    const before = problems.length;
    const problem = (key: Key, code: string, reason: string) =>
      problems.push({ line, column: table.headers.get(key) ?? key, code, reason });
    const code = cells.code ?? "";
    const name = cells.name ?? "";
    const level = LEVELS.get((cells.level ?? "").toLowerCase());
    if (!/^\d+$/.test(code)) problem("code", "area.code", code === "" ? "没有填。" : `应该全是数字，写的是“${code}”。`);
    else if (level && code.length !== CODE_LENGTH[level])
      problem(
        "code",
        "area.code-length",
        `${cells.level} 的代码是 ${CODE_LENGTH[level]} 位，这里有 ${code.length} 位。`,
      );
    if (name === "") problem("name", "area.name", "没有填。");
    else if (name.length > 60) problem("name", "area.name", "太长了，最多 60 个字。");
    if (!level) problem("level", "area.level", "只能是 district、street 或 community。");
    if (problems.length > before || !level) continue;

    const parent = parentCode(code);
    const given = cells.parent ?? "";
    if (given !== (parent ?? ""))
      problem(
        "parent",
        "area.parent",
        parent === null ? "区没有上级，请留空。" : `应该是代码的前 ${parent.length} 位 ${parent}。`,
      );
    else if (parent !== null && !inFile.has(parent) && !known.has(parent))
      problem("parent", "area.parent-unknown", `文件和库里都没有上级 ${parent}。`);
    const earlier = lineOf.get(code);
    if (earlier !== undefined) problem("code", "area.duplicate", `和第 ${earlier} 行的代码一样。`);
    lineOf.set(code, earlier ?? line);
    areas.set(code, { code, name, level, parent });
  }
  return { areas: [...areas.values()], problems };
}

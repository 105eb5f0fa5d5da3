/**
 * Reads a CSV somebody made in a spreadsheet: comma or tab, quoted cells over several lines, any line ending, a
 * title above the header. Every row keeps the line it starts on in the file.
 */
import { CsvError, parse } from "csv-parse/sync";
import { decodeText } from "./decode-text.ts";
import { cellText, tidy } from "./normal-text.ts";
import type { Problem } from "./problem.ts";

/** One column we know. `also` are other headers people use for it. */
export type Column<Key extends string> = { key: Key; title: string; also?: readonly string[]; required?: true };

export type Sheet<Key extends string> = {
  columns: readonly Column<Key>[];
  /** Headers that are understood and left out on purpose. */
  ignored?: readonly string[];
};

/** Cells are tidied text, `""` when empty; a column the file lacks is absent. */
export type Row<Key extends string> = { line: number; cells: Partial<Record<Key, string>> };

export type Table<Key extends string> = {
  rows: Row<Key>[];
  problems: Problem[];
  /** Key → header as this file writes it, for the columns it has. */
  headers: Map<Key, string>;
  /** Headers left out on purpose. */
  ignored: string[];
  /** Line of the header, null when there is none. */
  headerLine: number | null;
  /** Rows with data, good or not. */
  count: number;
};

/** A header is looked for in this many first rows, because lists often carry a title above it. */
const HEADER_WITHIN = 8;

type Raw = { line: number; cells: string[] };

/** `身份证号*`, `出生日期（年-月-日）`, `住址 ` → the bare word. */
function headerWord(text: string): string {
  return tidy(text)
    .replace(/[*＊:：\s]/g, "")
    .toLowerCase();
}
const withoutBrackets = (word: string) => word.replace(/[(（[【].*?[)）\]】]/g, "");

function delimiterOf(text: string): string {
  const head = text.split(/\r\n|\n|\r/, HEADER_WITHIN).join("\n");
  const count = (sign: string) => head.split(sign).length - 1;
  return count("\t") > count(",") ? "\t" : ",";
}

function split(text: string, problems: Problem[]): Raw[] {
  const bytes = Buffer.from(text, "utf8");
  const rows: Raw[] = [];
  let line = 1;
  let from = 0;
  const advance = (to: number) => {
    line += bytes.toString("utf8", from, to).match(/\r\n|\n|\r/g)?.length ?? 0;
    from = to;
  };
  try {
    parse(bytes, {
      delimiter: delimiterOf(text),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      on_record: (cells: string[], info) => {
        rows.push({ line, cells });
        advance(info.bytes);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push({
      line,
      column: null,
      code: "file.quote",
      reason: "从这一行开始，有一个引号没有配对，后面的内容读不出来。",
    });
  }
  return rows.filter((row) => row.cells.some((cell) => tidy(cell) !== ""));
}

export function readTable<Key extends string>(bytes: Uint8Array, sheet: Sheet<Key>): Table<Key> {
  const table: Table<Key> = { rows: [], problems: [], headers: new Map(), ignored: [], headerLine: null, count: 0 };
  const text = decodeText(bytes);
  if (typeof text !== "string") {
    table.problems.push(text);
    return table;
  }
  const raw = split(text, table.problems);
  const keyOf = new Map<string, Key>();
  for (const column of sheet.columns)
    for (const word of [column.title, ...(column.also ?? [])]) keyOf.set(headerWord(word), column.key);
  const ignored = new Set((sheet.ignored ?? []).map(headerWord));
  const find = (cell: string): Key | undefined =>
    keyOf.get(headerWord(cell)) ?? keyOf.get(withoutBrackets(headerWord(cell)));

  const known = raw.slice(0, HEADER_WITHIN).map((row) => row.cells.filter((cell) => find(cell) !== undefined).length);
  const most = Math.max(0, ...known);
  const header = raw[known.indexOf(most)];
  if (most === 0 || !header) {
    const needed = sheet.columns.filter((column) => column.required).map((column) => column.title);
    table.problems.push({
      line: raw[0]?.line ?? null,
      column: null,
      code: "header.missing",
      reason: `没有找到表头，第一行要写明各列：${needed.join("、")}。`,
    });
    return table;
  }

  table.headerLine = header.line;
  const at: (Key | null)[] = header.cells.map((cell) => {
    const title = tidy(cell);
    const key = find(cell);
    const problem = (code: string, reason: string) =>
      table.problems.push({ line: header.line, column: title, code, reason });
    if (key !== undefined) {
      const before = table.headers.get(key);
      if (before === undefined) table.headers.set(key, title);
      else
        problem(
          "header.duplicate",
          before === title ? "这一列出现了两次。" : `和「${before}」是同一个意思，只留一列。`,
        );
      return before === undefined ? key : null;
    }
    if (ignored.has(headerWord(cell)) || ignored.has(withoutBrackets(headerWord(cell)))) table.ignored.push(title);
    else if (title !== "") problem("header.unknown", "不认识这一列，请改成约定的列名，或删掉这一列。");
    return null;
  });
  for (const column of sheet.columns)
    if (column.required && !table.headers.has(column.key))
      table.problems.push({ line: header.line, column: column.title, code: "header.missing", reason: "缺少这一列。" });

  for (const row of raw.slice(raw.indexOf(header) + 1)) {
    table.count += 1;
    const extra = row.cells.slice(at.length).some((cell) => tidy(cell) !== "");
    const unnamed = row.cells.findIndex(
      (cell, i) => i < at.length && tidy(header.cells[i] ?? "") === "" && tidy(cell) !== "",
    );
    if (extra || row.cells.length < at.length || unnamed >= 0) {
      table.problems.push({
        line: row.line,
        column: null,
        code: "row.cells",
        reason:
          unnamed >= 0
            ? `第 ${unnamed + 1} 格有内容，但这一列没有列名。`
            : `这一行有 ${row.cells.length} 格，表头有 ${at.length} 列，请看是不是多了或少了逗号。`,
      });
      continue;
    }
    const cells: Partial<Record<Key, string>> = {};
    at.forEach((key, i) => {
      if (key !== null) cells[key] = cellText(row.cells[i] ?? "");
    });
    table.rows.push({ line: row.line, cells });
  }
  if (table.count === 0 && table.problems.length === 0)
    table.problems.push({ line: header.line, column: null, code: "file.no-rows", reason: "只有表头，没有数据。" });
  return table;
}

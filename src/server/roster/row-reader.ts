/** What every part of a row's reading needs: the cells, and a place to say what is wrong with them. */
import type { Problem } from "../csv/problem.ts";
import type { Row } from "../csv/read-table.ts";
import { type RosterKey, roster } from "./columns.ts";
import type { CellRefusal, Read } from "./read-cell.ts";

export type RowReader = {
  line: number;
  /** Tidied text, `""` when empty or when the file has no such column. */
  text(key: RosterKey): string;
  has(key: RosterKey): boolean;
  /** The header as the file writes it. */
  header(key: RosterKey): string;
  refuse(key: RosterKey, code: string, reason: string): void;
  /** Reads a cell that may be empty; undefined when it is, or when it was refused. */
  read<T>(key: RosterKey, reader: (text: string) => Read<T>): T | undefined;
  limit(key: RosterKey, characters: number): void;
};

const titleOf = new Map(roster.columns.map((column) => [column.key, column.title]));

export function rowReader(
  row: Row<RosterKey>,
  headers: ReadonlyMap<RosterKey, string>,
  problems: Problem[],
): RowReader {
  const text = (key: RosterKey) => row.cells[key] ?? "";
  const header = (key: RosterKey) => headers.get(key) ?? titleOf.get(key) ?? key;
  const put = (key: RosterKey, refusal: CellRefusal) =>
    problems.push({ line: row.line, column: header(key), code: refusal.code, reason: refusal.reason });
  return {
    line: row.line,
    text,
    has: (key) => headers.has(key),
    header,
    refuse: (key, code, reason) => put(key, { code, reason }),
    read: (key, reader) => {
      if (text(key) === "") return undefined;
      const result = reader(text(key));
      if ("value" in result) return result.value;
      put(key, result);
      return undefined;
    },
    limit: (key, characters) => {
      if ([...text(key)].length > characters)
        put(key, { code: "cell.too-long", reason: `太长了，最多 ${characters} 个字。` });
    },
  };
}

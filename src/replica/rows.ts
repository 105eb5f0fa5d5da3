/** The server's rows in memory, as they came: kinds and fields this version does not know are kept and given back [K9]. */
import type { DropLine, PutLine, RowKind, RowOf } from "../protocol/pull.ts";

export type Rows = {
  apply(line: PutLine | DropLine): void;
  forget(kind: RowKind, id: string): void;
  /** A row of a kind this version knows. */
  get<K extends RowKind>(kind: K, id: string): RowOf[K] | null;
  all<K extends RowKind>(kind: K): RowOf[K][];
  visitsOf(elderId: string): RowOf["visit"][];
  /** The line as the server sent it, of any kind. */
  line(kind: string, id: string): PutLine | null;
  /** Every line, in pages of about `size` lines, for compaction. */
  pageTexts(size: number): string[];
  count: number;
};

export function createRows(): Rows {
  const kinds = new Map<string, Map<string, PutLine>>();
  const byElder = new Map<string, Set<PutLine>>();

  const forget = (line: PutLine) => {
    kinds.get(line.kind)?.delete(line.id);
    if (line.elder) byElder.get(line.elder)?.delete(line);
  };
  const known = (kind: string, id: string) => kinds.get(kind)?.get(id) ?? null;

  // Versions count per community. Between two communities (the elder moved) the later line wins: the server decides
  // put or drop by what holds at the moment it reads, so the order of the stream is the order of truth.
  const put = (line: PutLine) => {
    const old = known(line.kind, line.id);
    if (old && old.community === line.community && old.version > line.version) return;
    if (old) forget(old);
    if (!kinds.has(line.kind)) kinds.set(line.kind, new Map());
    kinds.get(line.kind)?.set(line.id, line);
    if (!line.elder) return;
    if (!byElder.has(line.elder)) byElder.set(line.elder, new Set());
    byElder.get(line.elder)?.add(line);
  };
  const drop = (line: DropLine) => {
    const old = known(line.kind, line.id);
    if (old && old.community === line.community && old.version > line.version) return;
    if (old) forget(old);
    if (line.kind !== "elder") return;
    for (const theirs of [...(byElder.get(line.id) ?? [])]) forget(theirs);
    byElder.delete(line.id);
  };

  return {
    apply: (line) => (line.t === "put" ? put(line) : drop(line)),
    forget(kind, id) {
      const line = known(kind, id);
      if (line) forget(line);
    },
    get: <K extends RowKind>(kind: K, id: string) => (known(kind, id)?.row as RowOf[K] | undefined) ?? null,
    all: <K extends RowKind>(kind: K) => Array.from(kinds.get(kind)?.values() ?? [], (line) => line.row as RowOf[K]),
    visitsOf: (elderId) =>
      Array.from(byElder.get(elderId) ?? [])
        .filter((line) => line.kind === "visit")
        .map((line) => line.row as RowOf["visit"]),
    line: known,
    pageTexts(size) {
      const lines = Array.from(kinds.values()).flatMap((rows) =>
        Array.from(rows.values(), (line) => JSON.stringify(line)),
      );
      const pages: string[] = [];
      for (let from = 0; from < lines.length; from += size) pages.push(lines.slice(from, from + size).join("\n"));
      return pages;
    },
    get count() {
      let sum = 0;
      for (const rows of kinds.values()) sum += rows.size;
      return sum;
    },
  };
}

/** Lines of a page as text back into rows. */
export function applyPageText(rows: Rows, text: string): void {
  for (const line of text.split("\n")) rows.apply(JSON.parse(line) as PutLine | DropLine);
}

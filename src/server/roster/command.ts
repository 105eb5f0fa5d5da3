/** `npm run roster -- FILE.csv [--dry-run] [--skip-bad]`: the elders of this office and who visits them. */
import { dayOf } from "../../domain/calendar.ts";
import { readAreas } from "../areas/areas.sql.ts";
import { isDemo } from "../auth/accounts.sql.ts";
import { type CommandIo, readArgs, readInput } from "../csv/command.ts";
import { type Problem, problemReport } from "../csv/problem.ts";
import { readTable, type Table } from "../csv/read-table.ts";
import { type Db, system } from "../db/connection.ts";
import { readAccounts } from "../people/people.sql.ts";
import { areaBook } from "./area-book.ts";
import { type RosterKey, roster } from "./columns.ts";
import type { RosterEntry } from "./entry.ts";
import { matchKnown, withoutRepeats } from "./identity.ts";
import { type Change, planImport } from "./plan-import.ts";
import { readRow } from "./read-row.ts";
import { importReport } from "./report.ts";
import { readKnownElders } from "./roster.sql.ts";
import { writeImport } from "./write-import.ts";

const USAGE = "npm run roster -- 文件.csv [--dry-run] [--skip-bad]";

/** Codes of what is wrong with the file as a whole; `--skip-bad` does not get past these. */
const wholeFile = (problem: Problem) => /^(file|header)\./.test(problem.code);

/** @returns the exit code: 0 done, 1 nothing imported, 2 wrong use. */
export async function runRoster(args: readonly string[], io: CommandIo): Promise<number> {
  const parsed = readArgs(args, USAGE, ["--dry-run", "--skip-bad"]);
  if (typeof parsed === "string") {
    io.complain(parsed);
    return 2;
  }
  const bytes = await readInput(parsed.file);
  if (typeof bytes === "string") {
    io.complain(bytes);
    return 1;
  }
  const dryRun = parsed.options.has("--dry-run");
  const skipBad = parsed.options.has("--skip-bad");
  const today = dayOf(io.now.toISOString());

  const office = await io.database.as(system, async (db) => ({
    areas: areaBook(await readAreas(db)),
    accounts: new Map((await readAccounts(db)).map((account) => [account.login.toLowerCase(), account])),
    demo: await isDemo(db),
  }));
  const table = readTable(bytes, roster);
  const problems = [...table.problems, ...missingColumns(table)];
  const blocked = problems.some(wholeFile);
  const entries = table.rows.flatMap(
    (row) => readRow(row, { headers: table.headers, today, ...office }, problems) ?? [],
  );
  const column = (key: RosterKey) => table.headers.get(key) ?? "姓名";
  const people = withoutRepeats(entries, { idNumber: column("idNumber"), name: column("name") }, problems);
  const stops = (found: readonly Problem[]) => blocked || (found.length > 0 && !skipBad);

  const work = async (db: Db): Promise<{ changes: Change[]; found: Problem[] }> => {
    const found = [...problems];
    const hashes = new Map(
      people.map((entry) => [entry, entry.idNumber === null ? null : io.keys.idHash(entry.idNumber)]),
    );
    const known = await readKnownElders(
      db,
      [...hashes.values()].filter((hash) => hash !== null),
      people.map((entry) => ({ community: entry.community.code, name: entry.name })),
    );
    const persons = known.map((elder) => ({ ...elder, idHash: elder.idHash?.toString("hex") ?? null }));
    const hashOf = (entry: RosterEntry) => hashes.get(entry)?.toString("hex") ?? null;
    const matched = matchKnown(people, persons, hashOf, column("name"), found);
    if (stops(found)) return { changes: [], found };
    const changes = planImport(matched, new Map(known.map((elder) => [elder.elderId, elder])), {
      keys: io.keys,
      today,
      now: io.now,
      demo: false,
    });
    if (!dryRun) await writeImport(db, changes, io.now);
    return { changes, found };
  };
  const { changes, found } = await io.database.as(system, work);

  for (const line of found.length > 0 ? problemReport(found) : []) io.complain(line);
  if (stops(found)) {
    io.complain("没有导入任何内容。");
    return 1;
  }
  if (table.ignored.length > 0) io.print(`没有导入的列：${table.ignored.join("、")}。`);
  for (const line of importReport(changes, { dryRun, skipped: table.count - changes.length })) io.print(line);
  return 0;
}

/** Columns of which one or another will do. */
function missingColumns({ headers, headerLine }: Table<RosterKey>): Problem[] {
  if (headerLine === null) return [];
  const lacks = (column: string, reason: string): Problem => ({
    line: headerLine,
    column,
    code: "header.missing",
    reason,
  });
  return [
    ...(headers.has("community") || headers.has("communityName")
      ? []
      : [lacks("社区代码", "缺少这一列，用“社区”写名称也行。")]),
    ...(headers.has("room") || headers.has("address") ? [] : [lacks("门牌", "缺少这一列，用“居住地址”也行。")]),
  ];
}

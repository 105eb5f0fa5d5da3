/** `npm run areas -- FILE.csv`: the districts, streets and communities this office works in. */
import { type CommandIo, readArgs, readInput } from "../csv/command.ts";
import { problemReport } from "../csv/problem.ts";
import { type Db, system } from "../db/connection.ts";
import { logChanges, nextVersion } from "../sync/changes.sql.ts";
import type { Area } from "./area.ts";
import { communitiesInUse, readAreas, saveAreas } from "./areas.sql.ts";
import { readAreaFile } from "./read-areas.ts";

const USAGE = "npm run areas -- 文件.csv";

export type AreaCounts = { added: number; updated: number; unchanged: number };

/** Writes what is new or different; phones that hold a renamed community (or one below it) are told. */
export async function importAreas(db: Db, areas: readonly Area[]): Promise<AreaCounts> {
  const before = new Map((await readAreas(db)).map((area) => [area.code, area]));
  const added = areas.filter((area) => !before.has(area.code));
  const updated = areas.filter((area) => before.has(area.code) && before.get(area.code)?.name !== area.name);
  await saveAreas(db, [...added, ...updated]);
  for (const community of await communitiesInUse(
    db,
    updated.map((area) => area.code),
  )) {
    const version = await nextVersion(db, community);
    await logChanges(db, community, version, [{ kind: "community", id: community, elderId: null }]);
  }
  return { added: added.length, updated: updated.length, unchanged: areas.length - added.length - updated.length };
}

/** @returns the exit code. */
export async function runAreas(args: readonly string[], io: CommandIo): Promise<number> {
  const parsed = readArgs(args, USAGE);
  if (typeof parsed === "string") {
    io.complain(parsed);
    return 2;
  }
  const bytes = await readInput(parsed.file);
  if (typeof bytes === "string") {
    io.complain(bytes);
    return 1;
  }
  return io.database.as(system, async (db) => {
    const known = new Set((await readAreas(db)).map((area) => area.code));
    const { areas, problems } = readAreaFile(bytes, known);
    if (problems.length > 0) {
      for (const line of problemReport(problems)) io.complain(line);
      io.complain("没有导入任何内容。");
      return 1;
    }
    const counts = await importAreas(db, areas);
    io.print(`片区：新增 ${counts.added}，更新 ${counts.updated}，未变 ${counts.unchanged}。`);
    return 0;
  });
}

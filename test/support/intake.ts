/** What the import commands need to be run by a test: a file, keys, and ears for what they print. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAreas } from "../../src/server/areas/command.ts";
import type { CommandIo } from "../../src/server/csv/command.ts";
import type { Database } from "../../src/server/db/connection.ts";
import { loadKeys } from "../../src/server/keys.ts";
import { runPeople } from "../../src/server/people/command.ts";

export type Intake = {
  io: CommandIo;
  /** Everything printed and complained since the last call. */
  said(): string;
  file(name: string, content: string | Uint8Array): string;
  close(): void;
};

export function intake(database: Database, now = new Date("2026-11-22T02:00:00Z")): Intake {
  const folder = mkdtempSync(join(tmpdir(), "xunan-intake-"));
  let lines: string[] = [];
  const io: CommandIo = {
    database,
    keys: loadKeys(folder),
    now,
    print: (line) => lines.push(line),
    complain: (line) => lines.push(line),
  };
  return {
    io,
    said() {
      const text = lines.join("\n");
      lines = [];
      return text;
    },
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const AREAS = `code,name,level,parent
110102,北京市西城区,district,
110102007,月坛街道,street,110102
110102010,德胜街道,street,110102
110102007018,三里河二区社区居委会,community,110102007
110102007032,真武庙社区居委会,community,110102007
110102010011,德胜里社区居委会,community,110102010
`;

export const PEOPLE = `姓名,账号,角色,片区代码
王芳,wangfang,巡视员,110102007018;110102007032
李强,liqiang,巡视员,110102007
赵敏,zhaomin,督导,110102007
`;

/** Three communities, two patrollers, one supervisor. */
export async function office(on: Intake): Promise<void> {
  await runAreas([on.file("areas.csv", AREAS)], on.io);
  await runPeople([on.file("people.csv", PEOPLE)], on.io);
  on.said();
}

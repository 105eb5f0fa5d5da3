import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runAreas } from "../../src/server/areas/command.ts";
import { system } from "../../src/server/db/connection.ts";
import { logChanges, nextVersion } from "../../src/server/sync/changes.sql.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { AREAS, type Intake, intake } from "../support/intake.ts";

let db: TestDatabase;
let office: Intake;
beforeAll(async () => {
  db = await createTestDatabase();
  office = intake(db.database);
});
afterAll(async () => {
  office?.close();
  await db?.close();
});
beforeEach(async () => {
  await db.query("truncate areas cascade");
  office.said();
});

const run = (content: string | Uint8Array) => runAreas([office.file("areas.csv", content)], office.io);
const count = async () => (await db.query("select count(*)::int as n from areas"))[0]?.n;

test("the shipped areas are read, and reading them again changes nothing", async () => {
  const shipped = readFileSync(new URL("../../src/server/areas/areas.csv", import.meta.url));
  expect(await run(shipped)).toBe(0);
  expect(office.said()).toBe("片区：新增 453，更新 0，未变 0。");
  expect(await run(shipped)).toBe(0);
  expect(office.said()).toBe("片区：新增 0，更新 0，未变 453。");
});

test("a renamed street is told to phones that hold a community of it", async () => {
  await run(AREAS);
  await db.database.as(system, async (db) => {
    const version = await nextVersion(db, "110102007018");
    await logChanges(db, "110102007018", version, []);
  });
  office.said();
  expect(await run(AREAS.replace("月坛街道", "月坛路街道"))).toBe(0);
  expect(office.said()).toBe("片区：新增 0，更新 1，未变 5。");
  expect(await db.query("select community, version::int, kind from changes")).toEqual([
    { community: "110102007018", version: 2, kind: "community" },
  ]);
});

test("tabs, a byte order mark, CRLF and Chinese headers are fine", async () => {
  const text = `\ufeff代码\t名称\t级别\t上级\r\n110102\t北京市西城区\t区\t\r\n110102007\t月坛街道\t街道\t110102\r\n`;
  expect(await run(text)).toBe(0);
  expect(await count()).toBe(2);
});

test("every problem is told by line and column, and nothing is imported", async () => {
  const bad = `code,name,level,parent
110102,北京市西城区,district,
11010,短,district,
1101O2007,字母,street,110102
110102007,月坛街道,street,110103
110102008001,孤儿,community,110102008
110102009,,street,110102
110102011,某,区域,110102
110102,又一次,district,
110103,多,district,110
`;
  expect(await run(bad)).toBe(1);
  expect(office.said().split("\n")).toEqual([
    "一共 8 处问题，在 8 行里。",
    "第 3 行「code」：district 的代码是 6 位，这里有 5 位。",
    "第 4 行「code」：应该全是数字，写的是“1101O2007”。",
    "第 5 行「parent」：应该是代码的前 6 位 110102。",
    "第 6 行「parent」：文件和库里都没有上级 110102008。",
    "第 7 行「name」：没有填。",
    "第 8 行「level」：只能是 district、street 或 community。",
    "第 9 行「code」：和第 2 行的代码一样。",
    "第 10 行「parent」：区没有上级，请留空。",
    "一共 8 处问题，在 8 行里。",
    "没有导入任何内容。",
  ]);
  expect(await count()).toBe(0);
});

test("a file that is missing, and a wrong option", async () => {
  expect(await runAreas(["/nowhere/a.csv"], office.io)).toBe(1);
  expect(office.said()).toBe("没有这个文件：/nowhere/a.csv");
  expect(await runAreas([], office.io)).toBe(2);
  expect(await runAreas(["a.csv", "--force"], office.io)).toBe(2);
  expect(office.said()).toContain("不认识的选项 --force");
});

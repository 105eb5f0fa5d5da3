import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runAreas } from "../../src/server/areas/command.ts";
import { verifyPassword } from "../../src/server/auth/password.ts";
import { runPeople } from "../../src/server/people/command.ts";
import { oneTimePassword } from "../../src/server/people/one-time-password.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { AREAS, type Intake, intake, PEOPLE } from "../support/intake.ts";

let db: TestDatabase;
let office: Intake;
beforeAll(async () => {
  db = await createTestDatabase();
  office = intake(db.database);
  await runAreas([office.file("areas.csv", AREAS)], office.io);
});
afterAll(async () => {
  office?.close();
  await db?.close();
});
beforeEach(async () => {
  await db.query("truncate users cascade");
  office.said();
});

const run = (content: string, ...options: string[]) =>
  runPeople([office.file("people.csv", content), ...options], office.io);
const account = async (login: string) =>
  (
    await db.query(
      `select u.*, array(select area_code from user_areas a where a.user_id = u.user_id order by 1) as areas
       from users u where login = $1`,
      [login],
    )
  )[0];
const passwordOf = (said: string, login: string) => new RegExp(`${login} +\\S+ +(\\S+)`).exec(said)?.[1] ?? "";

test("accounts get a one-time password that opens them and has to be changed", async () => {
  expect(await run(PEOPLE)).toBe(0);
  const said = office.said();
  expect(said).toContain("人员：新增 3，更新 0，未变 0。");
  const password = passwordOf(said, "wangfang");
  expect(password).toMatch(/^[a-km-np-z2-9-]{14}$/);
  const user = await account("wangfang");
  expect(user).toMatchObject({
    name: "王芳",
    role: "patroller",
    must_change_password: true,
    areas: ["110102007018", "110102007032"],
  });
  expect(await verifyPassword(String(user?.password_hash), password)).toBe(true);
  expect(await verifyPassword(String(user?.password_hash), passwordOf(said, "liqiang"))).toBe(false);
});

test("the same account again is updated, keeps its password and is never doubled", async () => {
  await run(PEOPLE);
  const before = await account("wangfang");
  office.said();
  expect(await run(PEOPLE.replace("王芳,wangfang,巡视员", "王芳芳,WangFang,巡视员"))).toBe(0);
  const said = office.said();
  expect(said).toBe("人员：新增 0，更新 1，未变 2。");
  const after = await account("wangfang");
  expect(after).toMatchObject({ user_id: before?.user_id, name: "王芳芳", password_hash: before?.password_hash });
  expect((await db.query("select count(*)::int as n from users"))[0]?.n).toBe(3);
});

test("--reset gives a new password and ends the sessions", async () => {
  await run(PEOPLE);
  const before = await account("wangfang");
  await db.query(
    `insert into sessions (token_hash, user_id, side, expires_at) values ('\\x01', $1, 'phone', now() + interval '1 day')`,
    [before?.user_id],
  );
  office.said();
  expect(await run(PEOPLE)).toBe(0);
  expect((await db.query("select count(*)::int as n from sessions"))[0]?.n).toBe(1);
  office.said();
  expect(await run(PEOPLE, "--reset")).toBe(0);
  const after = await account("wangfang");
  expect(after?.password_hash).not.toBe(before?.password_hash);
  expect(await verifyPassword(String(after?.password_hash), passwordOf(office.said(), "wangfang"))).toBe(true);
  expect((await db.query("select count(*)::int as n from sessions"))[0]?.n).toBe(0);
});

test("an administrator needs no area; areas may be written with 、", async () => {
  expect(await run("姓名,账号,角色,片区代码\n管,admin2,管理员,\n钱,qian,督导,110102007、110102010\n")).toBe(0);
  expect((await account("admin2"))?.areas).toEqual([]);
  expect((await account("qian"))?.areas).toEqual(["110102007", "110102010"]);
});

test("every problem is told by line and column, and nobody is imported", async () => {
  const bad = `姓名,账号,角色,片区代码
,zhang,巡视员,110102007
张三,,巡视员,110102007
张三,张三,巡视员,110102007
张三,zhangsan,队长,110102007
张三,zhangsi,巡视员,
张三,zhangwu,巡视员,110102099
张三,zhangliu,巡视员,月坛街道
李四,ZhangWu,督导,110102007
李五,liwu,督导
`;
  expect(await run(bad)).toBe(1);
  expect(office.said().split("\n")).toEqual([
    "一共 9 处问题，在 9 行里。",
    "第 2 行「姓名」：没有填。",
    "第 3 行「账号」：没有填。",
    "第 4 行「账号」：“张三”不能用：2 到 32 位字母、数字或 . _ - @，字母或数字开头。",
    "第 5 行「角色」：只能是 巡视员、督导 或 管理员，写的是“队长”。",
    "第 6 行「片区代码」：没有填；巡视员和督导都要有片区。",
    "第 7 行「片区代码」：没有 110102099 这个片区，先用 npm run areas 导入。",
    "第 8 行「片区代码」：片区代码应该全是数字，写的是“月坛街道”；几个之间用分号隔开。",
    "第 9 行「账号」：和第 7 行的账号一样。",
    "第 10 行：这一行有 3 格，表头有 4 列，请看是不是多了或少了逗号。",
    "一共 9 处问题，在 9 行里。",
    "没有导入任何内容。",
  ]);
  expect((await db.query("select count(*)::int as n from users"))[0]?.n).toBe(0);
});

test("one-time passwords use no letters or digits that look alike", () => {
  const many = Array.from({ length: 200 }, () => oneTimePassword()).join("");
  expect(many).not.toMatch(/[ilo01A-Z]/);
});

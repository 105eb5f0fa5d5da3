/** `npm run people -- FILE.csv [--reset]`: accounts of patrollers, supervisors and administrators. */
import { readAreas } from "../areas/areas.sql.ts";
import { hashPassword } from "../auth/password.ts";
import { type CommandIo, readArgs, readInput } from "../csv/command.ts";
import { problemReport } from "../csv/problem.ts";
import { textTable } from "../csv/text-table.ts";
import { system } from "../db/connection.ts";
import { uuid7 } from "../elders/uuid7.ts";
import { oneTimePassword } from "./one-time-password.ts";
import { type Account, type KnownAccount, readAccounts, saveAccounts } from "./people.sql.ts";
import { type Person, readPeopleFile } from "./read-people.ts";

const USAGE = "npm run people -- 文件.csv [--reset]";
const ROLE_WORDS = { patroller: "巡视员", supervisor: "督导", admin: "管理员" } as const;

const same = (person: Person, known: KnownAccount) =>
  known.name === person.name && known.role === person.role && known.areas.join() === [...person.areas].sort().join();

/** @returns the exit code. */
export async function runPeople(args: readonly string[], io: CommandIo): Promise<number> {
  const parsed = readArgs(args, USAGE, ["--reset"]);
  if (typeof parsed === "string") {
    io.complain(parsed);
    return 2;
  }
  const bytes = await readInput(parsed.file);
  if (typeof bytes === "string") {
    io.complain(bytes);
    return 1;
  }
  const reset = parsed.options.has("--reset");

  const before = await io.database.as(system, async (db) => ({
    areas: new Map((await readAreas(db)).map((area) => [area.code, area])),
    accounts: new Map((await readAccounts(db)).map((account) => [account.login.toLowerCase(), account])),
  }));
  const { people, problems, ignored } = readPeopleFile(bytes, before.areas);
  if (problems.length > 0) {
    for (const line of problemReport(problems)) io.complain(line);
    io.complain("没有导入任何内容。");
    return 1;
  }

  const counts = { added: 0, updated: 0, unchanged: 0 };
  const passwords = new Map<string, string>();
  const accounts: Account[] = [];
  for (const person of people) {
    const known = before.accounts.get(person.login);
    if (known && same(person, known) && !reset) {
      counts.unchanged += 1;
      continue;
    }
    counts[known ? "updated" : "added"] += 1;
    const password = known && !reset ? null : oneTimePassword();
    if (password !== null) passwords.set(person.login, password);
    accounts.push({
      userId: known?.userId ?? uuid7(io.now),
      login: known?.login ?? person.login,
      name: person.name,
      role: person.role,
      areas: person.areas,
      passwordHash: password === null ? null : await hashPassword(password),
      mustChangePassword: true,
      demo: false,
    });
  }
  await io.database.as(system, (db) => saveAccounts(db, accounts));

  if (ignored.length > 0) io.print(`没有导入的列：${ignored.join("、")}。`);
  io.print(`人员：新增 ${counts.added}，更新 ${counts.updated}，未变 ${counts.unchanged}。`);
  if (passwords.size > 0) {
    io.print("一次性密码只显示这一次，请交给本人；第一次登录要改成自己的密码。");
    const rows = people
      .filter((person) => passwords.has(person.login))
      .map((person) => [person.name, person.login, ROLE_WORDS[person.role], passwords.get(person.login) ?? ""]);
    for (const line of textTable(["姓名", "账号", "角色", "一次性密码"], rows)) io.print(line);
  }
  return 0;
}

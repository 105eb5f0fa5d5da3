/** Reads a list of staff: 姓名, 账号, 角色, 片区代码. */
import type { Role } from "../../domain/scales.ts";
import type { Area } from "../areas/area.ts";
import { listOf, tidyName } from "../csv/normal-text.ts";
import type { Problem } from "../csv/problem.ts";
import { readTable, type Sheet } from "../csv/read-table.ts";

type Key = "name" | "login" | "role" | "areas";

const sheet: Sheet<Key> = {
  columns: [
    { key: "name", title: "姓名", also: ["名字"], required: true },
    { key: "login", title: "账号", also: ["帐号", "用户名", "登录名"], required: true },
    { key: "role", title: "角色", also: ["岗位", "身份"], required: true },
    { key: "areas", title: "片区代码", also: ["片区", "社区代码", "区划代码", "管辖片区"], required: true },
  ],
  ignored: ["序号", "编号", "备注", "手机", "手机号", "电话", "联系电话", "单位", "部门", "性别", "片区名称"],
};

const ROLES = new Map<string, Role>([
  ["巡视员", "patroller"],
  ["养老助残协管员", "patroller"],
  ["协管员", "patroller"],
  ["督导", "supervisor"],
  ["督导员", "supervisor"],
  ["审核员", "supervisor"],
  ["管理员", "admin"],
  ["系统管理员", "admin"],
]);

export type Person = { line: number; name: string; login: string; role: Role; areas: string[] };

/** What accounts look like; kept in lower case, because nobody remembers which letter was a capital. */
const LOGIN = /^[a-z0-9][a-z0-9._@-]{1,31}$/;

export function readPeopleFile(
  bytes: Uint8Array,
  areas: ReadonlyMap<string, Area>,
): { people: Person[]; problems: Problem[]; ignored: string[] } {
  const table = readTable(bytes, sheet);
  const problems = [...table.problems];
  const people: Person[] = [];
  const lineOf = new Map<string, number>();

  for (const { line, cells } of table.rows) {
    const before = problems.length;
    const problem = (key: Key, code: string, reason: string) =>
      problems.push({ line, column: table.headers.get(key) ?? key, code, reason });

    const name = tidyName(cells.name ?? "");
    if (name === "") problem("name", "name.missing", "没有填。");
    else if ([...name].length > 30) problem("name", "name.too-long", "太长了，最多 30 个字。");

    const login = (cells.login ?? "").toLowerCase();
    if (login === "") problem("login", "login.missing", "没有填。");
    else if (!LOGIN.test(login))
      problem("login", "login.form", `“${login}”不能用：2 到 32 位字母、数字或 . _ - @，字母或数字开头。`);
    const earlier = lineOf.get(login);
    if (login !== "" && earlier !== undefined) problem("login", "login.duplicate", `和第 ${earlier} 行的账号一样。`);
    lineOf.set(login, earlier ?? line);

    const role = ROLES.get(cells.role ?? "");
    if (!role) problem("role", "role.unknown", `只能是 巡视员、督导 或 管理员，写的是“${cells.role ?? ""}”。`);

    const codes = [...new Set(listOf((cells.areas ?? "").replaceAll(" ", ";")))];
    if (codes.length === 0 && role !== undefined && role !== "admin")
      problem("areas", "area.missing", "没有填；巡视员和督导都要有片区。");
    for (const code of codes) {
      if (!/^\d+$/.test(code))
        problem("areas", "area.form", `片区代码应该全是数字，写的是“${code}”；几个之间用分号隔开。`);
      else if (!areas.has(code)) problem("areas", "area.unknown", `没有 ${code} 这个片区，先用 npm run areas 导入。`);
    }
    if (problems.length === before && role) people.push({ line, name, login, role, areas: codes });
  }
  return { people, problems, ignored: table.ignored };
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Elder } from "../../src/domain/elder.ts";
import { readIdNumber } from "../../src/domain/id-number.ts";
import { openProfile } from "../../src/server/elders/sealed-profile.ts";
import { runRoster } from "../../src/server/roster/command.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Intake, intake, office } from "../support/intake.ts";

let db: TestDatabase;
let on: Intake;
beforeAll(async () => {
  db = await createTestDatabase();
  on = intake(db.database);
  await office(on);
});
afterAll(async () => {
  on?.close();
  await db?.close();
});
beforeEach(async () => {
  await db.query("truncate elders, assignments, visits, visit_revisions, hazards, changes, community_versions cascade");
  await db.query("delete from meta where key = 'demo'");
  on.said();
});

const HEAD = "姓名,身份证号,性别,出生日期,社区代码,楼栋,单元,门牌,手机,居住情况,巡视员账号";
const C = "110102007018";
/** 11010519491231002X is the sample of the standard: a woman born on 1949-12-31. */
const GOOD = `${HEAD}
王秀兰,11010519491231002X,女,1949-12-31,${C},3,2,402,13900001001,独居,wangfang
李德福,,男,1938-08-08,${C},3,4,603,,空巢,wangfang
赵广才,,男,1945,110102007032,,,真武庙头条12号,13900001003,与子女同住,liqiang
`;

const run = (content: string, ...options: string[]) => runRoster([on.file("roster.csv", content), ...options], on.io);
const count = async (table: string, where = "true") =>
  (await db.query(`select count(*)::int as n from ${table} where ${where}`))[0]?.n;
const elder = async (name: string): Promise<Elder & { _box: Buffer; _hash: Buffer | null }> => {
  const [row] = await db.query("select row_text, profile_box, id_number_hash from elders where name = $1", [name]);
  if (!row) throw new Error(`no elder ${name}`);
  return { ...JSON.parse(String(row.row_text)), _box: row.profile_box, _hash: row.id_number_hash };
};
const profileOf = async (name: string) => openProfile(on.io.keys, (await elder(name))._box);
const log = () =>
  db.query("select community, version::int, kind, id, patroller_id from changes order by community, version, kind, id");

describe("a good roster", () => {
  test("becomes elders, assignments and lines of the log, with the ID number only sealed", async () => {
    expect(await run(GOOD)).toBe(0);
    expect(on.said()).toBe("老人：新增 3，更新 0，未变 0，换巡视员 0。");
    const wang = await elder("王秀兰");
    expect(wang).toMatchObject({
      community: C,
      communityName: "三里河二区社区",
      pinyin: { full: "wang xiu lan", initials: "wxl" },
      sex: 2,
      birthOn: "1949-12-31",
      phone: "13900001001",
      address: { building: "3", unit: "2", room: "402", floor: 4 },
      plate: "3号楼 2-402",
      status: "active",
      tags: ["独居"],
      facts: { alone: true, gas_used: true },
    });
    expect(wang._hash).toEqual(on.io.keys.idHash("11010519491231002X"));
    const [row] = await db.query("select row_text, id_number_box from elders where name = '王秀兰'");
    expect(row?.row_text).not.toContain("1949123100");
    expect(on.io.keys.open(row?.id_number_box as Buffer)).toBe("11010519491231002X");
    expect((await profileOf("王秀兰")).profile.living).toBe("alone");
    expect((await elder("赵广才")).plate).toBe("真武庙头条 12号");

    const lines = await log();
    expect(lines.map((line) => [line.community, line.version, line.kind])).toEqual([
      [C, 1, "assignment"],
      [C, 1, "assignment"],
      [C, 1, "community"],
      [C, 1, "elder"],
      [C, 1, "elder"],
      ["110102007032", 1, "assignment"],
      ["110102007032", 1, "community"],
      ["110102007032", 1, "elder"],
    ]);
    expect(await count("assignments", "active")).toBe(3);
    expect(await count("audit_log", "act = 'roster.import'")).toBeGreaterThan(0);
  });

  test("again changes nothing: no elder doubled, no number taken", async () => {
    await run(GOOD);
    const before = await log();
    on.said();
    expect(await run(GOOD)).toBe(0);
    expect(on.said()).toBe("老人：新增 0，更新 0，未变 3，换巡视员 0。");
    expect(await count("elders")).toBe(3);
    expect(await log()).toEqual(before);
  });

  test("nobody starts overdue: first visits are spread over six weeks, those who need most care first", async () => {
    const rows = Array.from({ length: 42 }, (_, n) => {
      const alone = n % 3 === 0;
      return `老人${"甲乙丙丁戊己庚"[n % 7]}${"一二三四五六"[Math.floor(n / 7)]},,女,${alone ? 1935 : 1955}-01-0${(n % 9) + 1},${C},1,1,${101 + n},,${alone ? "独居" : "与子女同住"},wangfang`;
    });
    expect(await run(`${HEAD}\n${rows.join("\n")}\n`)).toBe(0);
    const days = await db.query("select next_due_on as on, row_text from elders order by next_due_on, plate");
    expect(days[0]?.on).toBe("2026-11-22");
    expect(days.at(-1)?.on).toBe("2027-01-02");
    expect(new Set(days.map((day) => day.on)).size).toBe(42);
    const tags = days.map((day) => (JSON.parse(String(day.row_text)) as Elder).tags.includes("独居"));
    expect(tags).toEqual([...Array(14).fill(true), ...Array(28).fill(false)]);
  });

  test("is updated: profile fields change, visits, planned day and what a row leaves empty stay", async () => {
    await run(GOOD);
    await db.query(
      `update elders set row_text = jsonb_set(jsonb_set(row_text::jsonb, '{state,level}', '4'), '{facts,incense}', 'true')::text
       where name = '王秀兰'`,
    );
    const before = await elder("王秀兰");
    on.said();
    const again = `${HEAD},燃气类型\n王秀兰,11010519491231002X,,,${C},5,1,101,,与子女同住,wangfang,液化气\n`;
    expect(await run(again)).toBe(0);
    expect(on.said()).toBe("老人：新增 0，更新 1，未变 0，换巡视员 0。");
    const after = await elder("王秀兰");
    expect(after).toMatchObject({ id: before.id, plate: "5号楼 1-101", phone: "13900001001", birthOn: "1949-12-31" });
    expect(after.state).toEqual(before.state);
    expect(after.tags).toEqual(["瓶装燃气"]);
    expect(after.facts).toEqual({ gas_used: true, lpg: true, incense: true });
  });

  test("the point of a home stays with the door: another door or community has none until somebody gives one", async () => {
    const at = (door: string, more = ",,", community = C) =>
      `${HEAD},小区,纬度,经度\n王秀兰,11010519491231002X,,,${community},${door},,独居,wangfang,${more}\n`;
    const point = async () => (await elder("王秀兰")).homePoint;
    await run(at("3,2,402", "月坛小区,39.91,116.35"));
    const first = { lat: 39.91, lng: 116.35 };
    expect(await point()).toMatchObject(first);
    // The same door, also where the row says less about it.
    for (const same of [at("3,2,402", "月坛小区,,"), at("3,2,402"), at("3,,402")]) {
      expect(await run(same)).toBe(0);
      expect(await point()).toMatchObject(first);
    }
    for (const other of [
      at("3,1,402"),
      at("3,2,403"),
      at("4,2,402"),
      at("3,2,402", "真武庙小区,,"),
      at("3,2,402", ",,", "110102007032"),
    ]) {
      await run(at("3,2,402", "月坛小区,39.91,116.35"));
      expect(await point()).toMatchObject(first);
      expect(await run(other)).toBe(0);
      expect(await point()).toBeNull();
    }
    // An estate's name does not move to another community.
    expect((await elder("王秀兰")).address.estate).toBeUndefined();
    await run(at("5,1,101", ",39.92,116.36"));
    expect(await point()).toMatchObject({ lat: 39.92, lng: 116.36 });
  });

  test("an elder known by name, birth date and community gains the ID number and is found by it from then on", async () => {
    const row = (id: string, name = "王秀兰") => `${HEAD}\n${name},${id},女,1949-12-31,${C},3,2,402,,独居,wangfang\n`;
    await run(row(""));
    expect(await run(row("11010519491231002X"))).toBe(0);
    expect(await run(row("11010519491231002x", "王秀岚"))).toBe(0);
    expect(await count("elders")).toBe(1);
    expect((await elder("王秀岚")).pinyin.full).toBe("wang xiu lan");
  });

  test("another patroller takes over: the old one is told to let go", async () => {
    await run(GOOD);
    on.said();
    expect(await run(GOOD.replace("独居,wangfang", "独居,liqiang"))).toBe(0);
    expect(on.said()).toBe("老人：新增 0，更新 1，未变 2，换巡视员 1。");
    const { id } = await elder("王秀兰");
    const rows = await db.query(
      "select u.login, a.active, a.ended_at is not null as ended from assignments a join users u on u.user_id = a.patroller_id where elder_id = $1 order by 1",
      [id],
    );
    expect(rows).toEqual([
      { login: "liqiang", active: true, ended: false },
      { login: "wangfang", active: false, ended: true },
    ]);
    const moved = (await log()).filter((line) => line.version === 2).map((line) => line.kind);
    expect(moved).toEqual(["assignment", "assignment", "elder"]);
  });

  test("an elder who moves takes visits and hazards along, and both logs say so", async () => {
    await run(GOOD);
    const { id } = await elder("王秀兰");
    const user = (await db.query("select user_id from users where login = 'wangfang'"))[0]?.user_id;
    await db.query(
      `insert into visits (visit_id, elder_id, community, patroller_id, revision, state, outcome, visited_on, occurred_at, row_text)
       values ('v1', $1, $2, $3, 1, 'submitted', 'completed', '2026-11-01', now(), '{"id":"v1","community":"110102007018"}')`,
      [id, C, user],
    );
    await db.query("insert into changes values ($1, 1, 'visit', 'v1', $2, null)", [C, id]);
    const there = `${HEAD}\n王秀兰,11010519491231002X,,,110102007032,1,1,101,,,liqiang\n`;
    expect(await run(there)).toBe(0);
    expect(await elder("王秀兰")).toMatchObject({ id, community: "110102007032", communityName: "真武庙社区" });
    expect(await db.query("select community, row_text::jsonb ->> 'community' as row from visits")).toEqual([
      { community: "110102007032", row: "110102007032" },
    ]);
    const lines = (await log()).filter((line) => String(line.id).startsWith(id) || line.id === "v1");
    expect(lines.map((line) => [line.community, line.version, line.kind, line.patroller_id === user])).toEqual([
      [C, 2, "assignment", true],
      ["110102007032", 2, "assignment", false],
      ["110102007032", 2, "elder", false],
      ["110102007032", 2, "visit", false],
    ]);
  });

  test("--dry-run says what would happen and changes nothing", async () => {
    expect(await run(GOOD, "--dry-run")).toBe(0);
    expect(on.said().split("\n")).toEqual([
      "第 2 行 新增：王秀兰，三里河二区社区 3号楼 2-402，wangfang，首次巡视 2026-11-22",
      "第 3 行 新增：李德福，三里河二区社区 3号楼 4-603，wangfang，首次巡视 2026-12-13",
      "第 4 行 新增：赵广才，真武庙社区 真武庙头条 12号，liqiang，首次巡视 2026-11-22",
      "试运行，什么都没有写入。会新增 3，更新 0，未变 0，换巡视员 0。",
    ]);
    for (const table of ["elders", "assignments", "changes", "community_versions"]) expect(await count(table)).toBe(0);
  });

  test("other words for the columns, one address text, the community by name, full-width signs", async () => {
    const text = `居家老人花名册,,,,,,,,,,
序号,老人姓名,公民身份号码,街道,所属社区,家庭住址,联系电话,紧急联系人,与老人关系,紧急联系人电话,慢病,备注,巡视员
1,阿依古丽·买买提,１１０１０５１９４９１２３１００２ｘ,月坛街道,三里河二区,北京市西城区月坛街道三里河二区3号楼2单元402室,010-66001234,张 磊,儿子,138 0000 1001,高血压、糖尿病,不导入,WANGFANG
`;
    expect(await run(text)).toBe(0);
    expect(on.said()).toContain("没有导入的列：序号、备注。");
    expect(await elder("阿依古丽·买买提")).toMatchObject({
      community: C,
      plate: "3号楼 2-402",
      phone: "010-66001234",
      contacts: [{ name: "张磊", relation: "儿子", phone: "13800001001" }],
      facts: { hypertension: true, diabetes: true, takes_medicine: true },
    });
    expect(await run(text.replace(",三里河二区,", `,${C},`))).toBe(0);
    expect(await count("elders")).toBe(1);
    const sealed = await profileOf("阿依古丽·买买提");
    expect(sealed.asWritten.diagnoses).toBe("高血压、糖尿病");
    const [row] = await db.query("select row_text from elders");
    expect(row?.row_text).not.toContain("高血压");
  });
});

describe("problems", () => {
  const row = (over: Record<string, string>) => {
    const cells: Record<string, string> = {
      姓名: "王秀兰",
      身份证号: "",
      性别: "女",
      出生日期: "1949-12-31",
      社区代码: C,
      楼栋: "3",
      单元: "2",
      门牌: "402",
      手机: "",
      居住情况: "独居",
      巡视员账号: "wangfang",
      ...over,
    };
    return Object.values(cells).join(",");
  };
  const one = async (over: Record<string, string>) => {
    const extra = Object.keys(over).filter((key) => !HEAD.split(",").includes(key));
    const head = [HEAD, ...extra].join(",");
    expect(await run(`${head}\n${row(over)}\n`)).toBe(1);
    expect(await count("elders")).toBe(0);
    return on.said().split("\n")[1];
  };

  test.each([
    [{ 姓名: "" }, "第 2 行「姓名」：没有填。"],
    [{ 姓名: "王*兰" }, "第 2 行「姓名」：姓名里有不该有的符号：“王*兰”。"],
    [{ 姓名: "王".repeat(31) }, "第 2 行「姓名」：太长了，最多 30 个字。"],
    [{ 身份证号: "110105194912310021" }, "第 2 行「身份证号」：身份证号校验位不对，请核对。"],
    [{ 身份证号: "11010549123100" }, "第 2 行「身份证号」：身份证号应是 18 位，这里是 14 位。"],
    [{ 身份证号: "110105491231002" }, "第 2 行「身份证号」：这是 15 位老号码，请填 18 位身份证号。"],
    [{ 身份证号: "11010519490231002X" }, "第 2 行「身份证号」：身份证号里的出生日期不存在。"],
    [
      { 身份证号: "1.10105E+17" },
      "第 2 行「身份证号」：被表格改成了“1.10105E+17”，末几位已经丢了，请把这一列设为文本再填。",
    ],
    [{ 身份证号: "990000194503150121", 出生日期: "" }, "第 2 行「身份证号」：98、99 开头的身份证号只能用在演示里。"],
    [
      { 身份证号: "11010519491231002X", 出生日期: "1949-12-30" },
      "第 2 行「出生日期」：和身份证号里的 1949-12-31 不一样。",
    ],
    [{ 身份证号: "11010519491231002X", 性别: "男" }, "第 2 行「性别」：和身份证号对不上，按身份证号是女。"],
    [{ 出生日期: "1949-02-30" }, "第 2 行「出生日期」：没有“1949-02-30”这一天。"],
    [{ 性别: "妇" }, "第 2 行「性别」：不认识“妇”，可以写：男、女。"],
    [{ 社区代码: "" }, "第 2 行「社区代码」：没有填。"],
    [{ 社区代码: "110102007" }, "第 2 行「社区代码」：社区代码是 12 位数字，写的是“110102007”。"],
    [{ 社区代码: "110102007999" }, "第 2 行「社区代码」：片区表里没有 110102007999，先用 npm run areas 导入。"],
    [{ 社区代码: "1.10102E+11" }, "第 2 行「社区代码」：被表格改成了“1.10102E+11”，请把这一列设为文本再填。"],
    [{ 社区: "真武庙" }, "第 2 行「社区」：和社区代码对不上，110102007018 是三里河二区社区居委会。"],
    [{ 社区代码: "", 社区: "月球" }, "第 2 行「社区」：片区表里没有“月球”。"],
    [{ 门牌: "" }, "第 2 行「门牌」：没有填。"],
    [{ 手机: "12345" }, "第 2 行「手机」：手机应是 1 开头的 11 位数字，写的是“12345”。"],
    [{ 手机: "010-66001234" }, "第 2 行「手机」：这是固话，请填到“固话”列。"],
    [{ 固话: "66001234" }, "第 2 行「固话」：固话应像 010-66001234，写的是“66001234”。"],
    [{ 联系人: "张磊" }, "第 2 行「联系人电话」：填了联系人“张磊”，没有填电话。"],
    [
      { 居住情况: "月球" },
      "第 2 行「居住情况」：不认识“月球”，可以写：独居、空巢（老两口）、留守、与残疾子女同住、与家人同住。",
    ],
    [{ 能力等级: "5" }, "第 2 行「能力等级」：不认识“5”，可以写：0 到 4，或 完好、轻度、中度、重度、完全失能。"],
    [{ 电动车: "两辆" }, "第 2 行「电动车」：应写“是”或“否”，写的是“两辆”。"],
    [{ 纬度: "116.3", 经度: "39.9" }, "第 2 行「纬度」：纬度和经度写反了。"],
    [{ 纬度: "39.9" }, "第 2 行「经度」：经度、纬度要一起填。"],
    [
      { 纬度: "39.9", 经度: "116.3", 坐标系: "GCJ-02" },
      "第 2 行「坐标系」：坐标要用 WGS-84（GPS）坐标；高德、腾讯、百度的坐标会偏几百米。",
    ],
    [{ 巡视员账号: "" }, "第 2 行「巡视员账号」：没有填。"],
    [{ 巡视员账号: "nobody" }, "第 2 行「巡视员账号」：没有账号“nobody”，先用 npm run people 导入。"],
    [{ 巡视员账号: "zhaomin" }, "第 2 行「巡视员账号」：zhaomin 不是巡视员。"],
    [{ 社区代码: "110102010011" }, "第 2 行「巡视员账号」：wangfang 的片区不包括 德胜里社区居委会（110102010011）。"],
    [{ 身份证: "11010519491231002X" }, "第 1 行「身份证」：和「身份证号」是同一个意思，只留一列。"],
    [{ 星座: "处女" }, "第 1 行「星座」：不认识这一列，请改成约定的列名，或删掉这一列。"],
  ] as [Record<string, string>, string][])("%j", async (over, words) => {
    expect(await one(over)).toBe(words);
  });

  test("columns that cannot be left out", async () => {
    expect(await run("姓名,性别\n王秀兰,女\n")).toBe(1);
    expect(on.said().split("\n")).toEqual([
      "一共 6 处问题，在 2 行里。",
      "第 1 行「巡视员账号」：缺少这一列。",
      "第 1 行「社区代码」：缺少这一列，用“社区”写名称也行。",
      "第 1 行「门牌」：缺少这一列，用“居住地址”也行。",
      "第 2 行「巡视员账号」：没有填。",
      "第 2 行「社区」：没有填。",
      "第 2 行「居住地址」：没有填。",
      "一共 6 处问题，在 2 行里。",
      "没有导入任何内容。",
    ]);
  });

  test("no table, and an empty file", async () => {
    expect(await runRoster([on.file("a.xlsx", Buffer.from("504b0304", "hex"))], on.io)).toBe(1);
    expect(on.said()).toContain("这是 Excel 文件，请另存为 CSV UTF-8。");
    expect(await run("")).toBe(1);
    expect(on.said()).toContain("文件是空的。");
    expect(await run(GOOD.slice(0, GOOD.indexOf("\n")))).toBe(1);
    expect(on.said()).toContain("只有表头，没有数据。");
    expect(await run("%PDF-1.7 这是一份文件", "--skip-bad")).toBe(1);
    expect(on.said()).toContain("这不是文字表格");
  });

  test("200 of them: every one is printed, the total before and after, nothing imported", async () => {
    const rows = Array.from({ length: 200 }, (_, n) =>
      row({ 姓名: `王${String.fromCodePoint(0x4e00 + n)}`, 手机: "1" }),
    );
    expect(await run(`${HEAD}\n${row({})}\n${rows.join("\n")}\n`)).toBe(1);
    const lines = on.said().split("\n");
    expect(lines).toEqual([
      "一共 200 处问题，在 200 行里。",
      ...Array.from({ length: 200 }, (_, n) => `第 ${n + 3} 行「手机」：手机应是 1 开头的 11 位数字，写的是“1”。`),
      "一共 200 处问题，在 200 行里。",
      "没有导入任何内容。",
    ]);
    expect(await count("elders")).toBe(0);
  });

  test("lines are the file's own, also after a cell of several lines", async () => {
    const text = `${HEAD},习惯与忌讳\r\n${row({})},"耳背，\r\n敲门要重"\r\n${row({ 姓名: "李四", 手机: "1" })},\r\n`;
    expect(await run(text)).toBe(1);
    expect(on.said().split("\n")[1]).toContain("第 4 行「手机」");
  });

  test("--skip-bad imports the good rows and says how many it left out", async () => {
    expect(
      await run(
        `${HEAD}\n${row({})}\n${row({ 姓名: "李四", 手机: "1" })}\n${row({ 姓名: "王五" })},多\n`,
        "--skip-bad",
      ),
    ).toBe(0);
    expect(on.said().split("\n")).toEqual([
      "一共 2 处问题，在 2 行里。",
      "第 3 行「手机」：手机应是 1 开头的 11 位数字，写的是“1”。",
      "第 4 行：这一行有 12 格，表头有 11 列，请看是不是多了或少了逗号。",
      "一共 2 处问题，在 2 行里。",
      "老人：新增 1，更新 0，未变 0，换巡视员 0。",
      "跳过了有问题的 2 行。",
    ]);
    expect(await count("elders")).toBe(1);
  });

  test("the same person twice in a file", async () => {
    const id = { 身份证号: "11010519491231002X" };
    const rows = [
      row(id),
      row({ ...id, 姓名: "王秀岚" }),
      row({}),
      row({ 出生日期: "1949" }),
      row({ 姓名: "李四" }),
      row({ 姓名: "李四" }),
    ];
    expect(await run(`${HEAD}\n${rows.join("\n")}\n`)).toBe(1);
    expect(on.said().split("\n").slice(1, 5)).toEqual([
      "第 3 行「身份证号」：和第 2 行的身份证号一样。",
      "第 4 行「姓名」：和第 2 行同名、同生日、同社区。",
      "第 5 行「姓名」：和第 2 行同名、同社区，分不清是不是同一个人，请补上身份证号或出生日期。",
      "第 7 行「姓名」：和第 6 行同名、同生日、同社区。",
    ]);
  });

  test("somebody who may or may not be known is left to a person", async () => {
    await run(`${HEAD}\n${row({})}\n`);
    on.said();
    expect(await run(`${HEAD}\n${row({ 出生日期: "1949" })}\n`)).toBe(1);
    expect(on.said().split("\n")[1]).toBe(
      "第 2 行「姓名」：库里有 1 位同名、同社区的老人，分不清是哪一位，请补上身份证号或出生日期。",
    );
    expect(await count("elders")).toBe(1);
    // Another birth date is another person.
    expect(await run(`${HEAD}\n${row({ 出生日期: "1950-01-01" })}\n`)).toBe(0);
    expect(await count("elders")).toBe(2);
  });

  test("invented ID numbers are fine where the database is a demo", async () => {
    await db.query("insert into meta values ('demo', 'true')");
    expect(await run(`${HEAD}\n${row({ 身份证号: "990000194503150121", 出生日期: "" })}\n`)).toBe(0);
  });
});

/** A number with a right check digit. */
function idNumber(n: number): string {
  const two = (figure: number) => String(figure).padStart(2, "0");
  const body = `110102${1930 + (n % 30)}${two((n % 12) + 1)}${two((n % 28) + 1)}${String((n * 7) % 1000).padStart(3, "0")}`;
  const [number] = [..."0123456789X"]
    .map((check) => readIdNumber(body + check, { demo: false }))
    .flatMap((read) => ("number" in read ? [read.number] : []));
  return number ?? "";
}

test("10,000 rows at once, the same again, and all of them to another patroller", async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => {
    const name = `王${String.fromCodePoint(0x4e00 + (n % 5000))}${String.fromCodePoint(0x6000 + Math.floor(n / 5000))}`;
    const community = n % 2 ? C : "110102007032";
    return `${name},${idNumber(n)},,,${community},${(n % 40) + 1},${(n % 5) + 1},${101 + (n % 900)},1390000${String(n % 10_000).padStart(4, "0")},独居,wangfang`;
  });
  const text = `${HEAD}\n${rows.join("\n")}\n`;
  const timed = async (content: string) => {
    const from = performance.now();
    expect(await run(content)).toBe(0);
    return ((performance.now() - from) / 1000).toFixed(1);
  };
  const first = await timed(text);
  expect(on.said()).toBe("老人：新增 10000，更新 0，未变 0，换巡视员 0。");
  const second = await timed(text);
  expect(on.said()).toBe("老人：新增 0，更新 0，未变 10000，换巡视员 0。");
  expect(await db.query("select community, version::int from community_versions order by 1")).toEqual([
    { community: C, version: 1 },
    { community: "110102007032", version: 1 },
  ]);
  const third = await timed(text.replaceAll("wangfang", "liqiang"));
  expect(on.said()).toBe("老人：新增 0，更新 10000，未变 0，换巡视员 10000。");
  expect(await count("assignments", "active")).toBe(10_000);
  console.log(`roster of 10,000: ${first} s new, ${second} s again, ${third} s to another patroller`);
}, 300_000);

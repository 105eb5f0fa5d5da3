import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "../support/browser.ts";
import {
  canRunAs,
  databasePid,
  isRoot,
  ordinaryUser,
  runCommand,
  runServer,
  type Server,
  startServer,
  tempFolder,
} from "../support/process.ts";

let folder: ReturnType<typeof tempFolder>;
let dataDir: string;
const servers: Server[] = [];
const start = async (env: Record<string, string> = {}, as?: Parameters<typeof startServer>[1]) => {
  const server = await startServer({ DATA_DIR: dataDir, DEMO: "0", ...env }, as);
  servers.push(server);
  return server;
};
const oneSentence = (output: string) =>
  output
    .trim()
    .split("\n")
    .filter((line) => line.startsWith("巡安:"));

/** A data folder that has been used once: copying it is quicker than making a database for every test. */
let used: ReturnType<typeof tempFolder>;
beforeAll(async () => {
  used = tempFolder();
  dataDir = join(used.path, "data");
  await (await start()).end("SIGTERM");
});
afterAll(() => used.remove());
const useBefore = () => {
  expect(spawnSync("cp", ["-a", join(used.path, "data"), dataDir]).status).toBe(0);
};

beforeEach(() => {
  folder = tempFolder();
  dataDir = join(folder.path, "data");
});
afterEach(async () => {
  for (const server of servers.splice(0)) if (server.child.exitCode === null) await server.end("SIGKILL");
  const pid = databasePid(dataDir);
  if (pid) process.kill(pid, "SIGKILL");
  folder.remove();
});

async function addArea(env: Record<string, string> = {}): Promise<string> {
  const file = join(folder.path, "areas.csv");
  writeFileSync(file, "code,name,level,parent\n110102,西城区,district,\n");
  const { code, output } = await runCommand(["areas", file], { DATA_DIR: dataDir, ...env });
  expect(code, output).toBe(0);
  return output;
}

describe("the server as a process", { timeout: 180_000 }, () => {
  it("makes its database, stops it with itself, and finds everything again", async () => {
    const first = await start();
    expect(first.output()).toContain("巡安已启动");
    expect(statSync(join(dataDir, "keys")).mode & 0o777).toBe(0o700);
    const epoch = readFileSync(join(dataDir, "pg/PG_VERSION"), "utf8");
    expect(Number(epoch)).toBeGreaterThanOrEqual(18);
    await addArea();
    const ended = await first.end("SIGTERM");
    expect(ended.code, ended.output).toBe(0);
    expect(databasePid(dataDir)).toBeNull();
    expect(existsSync(join(dataDir, "pg/postmaster.pid"))).toBe(false);

    const second = await start();
    expect(second.output()).not.toContain("正在建立");
    expect(await addArea()).toContain("未变 1");
    expect((await second.end("SIGINT")).code).toBe(0);
    expect(databasePid(dataDir)).toBeNull();
  });

  it("fills an empty database with the demo once, says how to sign in, and not again at the second start", async () => {
    const first = await start({ DEMO: "1" });
    expect(first.output()).toContain("300 位老人");
    const account = /账号 {2}.*\b(patroller1)\b/.exec(first.output())?.[1] ?? "";
    const password = /密码 {2}(\S+)/.exec(first.output())?.[1] ?? "";
    await first.end("SIGTERM");
    const second = await start({ DEMO: "1" });
    expect(second.output()).not.toContain("正在准备演示数据");
    expect(second.output()).toContain(password);
    const answer = await new Browser(second.url).post("/api/phone/sign-in", { login: account, password });
    expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ demo: true })]);
  });

  it("listens on this machine only, keeps fsync on, and lets nobody in without the password", async () => {
    useBefore();
    await start();
    const lines = readFileSync(join(dataDir, "pg/postmaster.pid"), "utf8").split("\n");
    expect(lines[5]).toBe("127.0.0.1");
    const { default: pg } = await import("pg");
    const port = Number(lines[3]);
    const password = readFileSync(join(dataDir, "keys/database")).toString("base64url");
    const open = (secret: string) =>
      new pg.Client({ host: "127.0.0.1", port, user: "xunan", database: "postgres", password: secret });
    const stranger = open("guess");
    await expect(stranger.connect()).rejects.toThrow(/password/);
    const client = open(password);
    await client.connect();
    const { rows } = await client.query(
      "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('data_checksums') as sums",
    );
    expect(rows).toEqual([{ fsync: "on", commit: "on", sums: "on" }]);
    await client.end();
  });

  it("adopts the database that a killed server left running", async () => {
    useBefore();
    const first = await start();
    await addArea();
    await first.end("SIGKILL");
    const left = databasePid(dataDir);
    expect(left).not.toBeNull();
    const second = await start();
    expect(databasePid(dataDir)).toBe(left);
    expect(await addArea()).toContain("未变 1");
    expect((await second.end("SIGTERM")).code).toBe(0);
    expect(databasePid(dataDir)).toBeNull();
  });

  it("recovers when server and database were both killed, also when the number is another program's now", async () => {
    useBefore();
    const first = await start();
    await addArea();
    const left = databasePid(dataDir);
    await first.end("SIGKILL");
    if (left) process.kill(left, "SIGKILL");
    // PostgreSQL itself refuses to start over a living process of its own user.
    const { uid, gid } = statSync(join(dataDir, "pg"));
    const other = spawn("sleep", ["600"], isRoot ? { uid, gid } : {});
    try {
      const file = join(dataDir, "pg/postmaster.pid");
      const lines = readFileSync(file, "utf8").split("\n");
      writeFileSync(file, [other.pid, ...lines.slice(1)].join("\n"));
      await start();
      expect(await addArea()).toContain("未变 1");
    } finally {
      other.kill();
    }
  });

  it("brings a database back that died under it, at the same address", async () => {
    useBefore();
    const server = await start();
    const before = databasePid(dataDir);
    if (before) process.kill(before, "SIGKILL");
    await expect
      .poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 30_000, interval: 200 })
      .toBe(200);
    expect(databasePid(dataDir)).not.toBe(before);
    expect((await server.end("SIGTERM")).code).toBe(0);
    expect(databasePid(dataDir)).toBeNull();
  });

  it("refuses a folder in which another server is at work, and leaves that one alone", async () => {
    useBefore();
    const first = await start();
    const second = await runServer({ DATA_DIR: dataDir, DEMO: "0" });
    expect(second.code).toBe(1);
    expect(oneSentence(second.output)).toEqual([expect.stringContaining("另一个巡安服务器正在用这个数据文件夹")]);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  it("lets only one of two win that start at the same moment on a new folder", async () => {
    const results = await Promise.allSettled([start(), start()]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((result) => result.status === "rejected");
    expect(String(lost?.reason)).toContain("另一个巡安服务器正在用这个数据文件夹");
  });

  it("begins anew after being killed in the middle of its very first start", async () => {
    mkdirSync(join(dataDir, "pg.0000beef"), { recursive: true });
    writeFileSync(join(dataDir, "starting.lock"), "999999999\n");
    const server = await start();
    expect((await server.end("SIGTERM")).code).toBe(0);
    expect(readdirSync(dataDir).sort()).toEqual(["keys", "pg", "pg.log"]);
  });

  it("commands use the running database, or start it and stop it again", async () => {
    useBefore();
    await addArea();
    expect(databasePid(dataDir)).toBeNull();
    await start();
    const running = databasePid(dataDir);
    await Promise.all([addArea(), addArea()]);
    expect(databasePid(dataDir)).toBe(running);
  });

  it("says what is wrong in one sentence and ends with 1", async () => {
    useBefore();
    const busy = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => busy.once("listening", resolve));
    const address = busy.address();
    const port = String(typeof address === "object" ? address?.port : 0);
    const cases: [Record<string, string>, string][] = [
      [{ PORT: "eighty" }, "设置 PORT=eighty 不对"],
      [{ PORT: port }, `端口 ${port} 已被占用`],
      [{ HOST: "203.0.113.9" }, "这台机器没有地址 203.0.113.9"],
      [
        { DATABASE_URL: "postgres://me:geheim@127.0.0.1:9/none" },
        "连不上数据库 127.0.0.1:9/none：那里没有数据库在运行",
      ],
      [
        { DATABASE_URL: "postgres://me:geheim@nowhere.invalid/none" },
        "连不上数据库 nowhere.invalid:5432/none：找不到这台主机",
      ],
      [{ DATA_DIR: "/dev/null/data" }, "数据文件夹 /dev/null/data 建不了"],
    ];
    for (const [env, sentence] of cases) {
      const { code, output } = await runServer({ DATA_DIR: dataDir, DEMO: "0", ...env });
      expect([env, code]).toEqual([env, 1]);
      expect(oneSentence(output)).toEqual([expect.stringContaining(sentence)]);
      expect(output).not.toContain("geheim");
      expect(output).not.toMatch(/^\s+at /m);
    }
    busy.close();
    expect(databasePid(dataDir)).toBeNull();
  });

  it("refuses keys that are not this database's", async () => {
    useBefore();
    await (await start()).end("SIGTERM");
    for (const name of ["box", "id-number"]) rmSync(join(dataDir, "keys", name));
    const { code, output } = await runServer({ DATA_DIR: dataDir, DEMO: "0" });
    expect([code, oneSentence(output)]).toEqual([1, [expect.stringContaining("钥匙不是这个数据库的")]]);
  });
});

describe.runIf(isRoot)("as root and as an ordinary user", { timeout: 180_000 }, () => {
  it.runIf(canRunAs(ordinaryUser))("runs as an ordinary user", async () => {
    const server = await start({}, ordinaryUser);
    expect(statSync(join(dataDir, "pg")).uid).toBe(ordinaryUser?.uid);
    expect((await server.end("SIGTERM")).code).toBe(0);
  });

  it.runIf(canRunAs(ordinaryUser))("says whose folder it is when it belongs to somebody else", async () => {
    useBefore();
    await (await start()).end("SIGTERM");
    const { code, output } = await runServer({ DATA_DIR: dataDir, DEMO: "0" }, ordinaryUser);
    expect([code, oneSentence(output)]).toEqual([1, [expect.stringContaining("数据文件夹属于另一个系统用户")]]);
  });

  it("as root in a folder closed to others, keeps the database where it can run, and says where", async () => {
    const home = join(folder.path, "home");
    mkdirSync(home, { mode: 0o700 });
    dataDir = join(home, "data");
    const first = await start();
    const place = readlinkSync(join(dataDir, "pg"));
    try {
      expect(first.output()).toContain(place);
      await addArea();
      expect((await first.end("SIGTERM")).code).toBe(0);
      const second = await start();
      expect(await addArea()).toContain("未变 1");
      expect((await second.end("SIGTERM")).code).toBe(0);
      expect(readdirSync(dirname(place))).toEqual(["pg"]);
    } finally {
      rmSync(dirname(place), { recursive: true, force: true });
    }
  });
});

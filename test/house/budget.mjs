/**
 * Byte budgets of the built phone app and console, gzip level 9, from Vite's manifest.
 * First phone route = everything loaded before 今日 is on the screen: the page, its static imports, the screen, the worker.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1024;
const web = "dist/web";
const manifestPath = join(web, ".vite/manifest.json");
if (!existsSync(manifestPath)) {
  console.error("No built app: run `npm run build` first.");
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
const size = (file) => gzipSync(readFileSync(join(web, file)), { level: 9 }).length;

/** The chunk and everything it imports statically. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return seen;
  seen.add(key);
  for (const next of chunk.imports ?? []) closure(next, seen);
  return seen;
}
const filesOf = (keys) => [
  ...new Set([...keys].map((key) => manifest[key].file).filter((file) => file.endsWith(".js"))),
];
const cssOf = (keys) => [...new Set([...keys].flatMap((key) => manifest[key].css ?? []))];
const sum = (files) => files.reduce((total, file) => total + size(file), 0);

/** All chunks reachable from an entry, lazy ones too. */
function reachable(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return seen;
  seen.add(key);
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) reachable(next, seen);
  return seen;
}

const assets = readdirSync(join(web, "assets")).map((name) => `assets/${name}`);
const workers = assets.filter(
  (name) => name.endsWith(".js") && !Object.values(manifest).some((chunk) => chunk.file === name),
);
const today = Object.keys(manifest).find((key) => /patrol\/today\/screen\.tsx$/.test(key));
const first = closure("index.html");
if (today) closure(today, first);
const patrol = reachable("index.html");
const console_ = reachable("console/index.html");

const lines = [
  ["first phone route, JS with worker", sum(filesOf(first)) + sum(workers), 120 * KB],
  ["whole patroller app, JS", sum([...new Set([...filesOf(patrol), ...workers])]) + size("sw.js"), 350 * KB],
  ["whole patroller app, CSS", sum(cssOf(patrol)), 40 * KB],
  ["largest phone chunk", Math.max(...[...filesOf(patrol), ...workers].map(size)), 60 * KB],
  ["console, JS", sum(filesOf(console_)), 450 * KB],
];
let over = false;
for (const [name, bytes, limit] of lines) {
  const mark = bytes > limit ? "OVER" : "ok";
  over ||= bytes > limit;
  console.log(`${mark.padEnd(5)} ${name.padEnd(36)} ${(bytes / KB).toFixed(1).padStart(7)} of ${limit / KB} KB`);
}
if (!today) {
  console.error("The chunk of 今日 was not found in the manifest, so the first route cannot be measured.");
  process.exit(1);
}
process.exit(over ? 1 : 0);

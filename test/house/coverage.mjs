/** Holds docs/coverage.md to its word: 92 rows in order, and every built row names something that exists. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const states = ["built", "later", "not software"];

function testText(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return testText(path);
      return /\.tsx?$/.test(entry.name) ? readFileSync(path, "utf8") : "";
    })
    .join("\n");
}

/** Rule IDs a row names; `[T1]–[T10]` names both ends. */
const ruleIds = (cell) => [...cell.matchAll(/\[([A-Za-z0-9-]+)\]/g)].map((match) => match[1]);
const paths = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);

const rows = readFileSync("docs/coverage.md", "utf8")
  .split("\n")
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));
const tests = testText("test");
const problems = [];

if (rows.length !== 92) problems.push(`expected 92 rows, found ${rows.length}`);
rows.forEach(([, number, , , state, where], index) => {
  if (Number(number) !== index + 1) problems.push(`row ${index + 1} is numbered ${number}`);
  if (!states.includes(state)) problems.push(`row ${number}: state “${state}”`);
  if (!where) problems.push(`row ${number}: nothing said`);
  if (state !== "built") return;
  const named = [...paths(where), ...ruleIds(where)];
  if (named.length === 0) problems.push(`row ${number}: built, but names neither a place nor a rule`);
  for (const path of paths(where)) if (!existsSync(path)) problems.push(`row ${number}: ${path} does not exist`);
  for (const id of ruleIds(where))
    if (!tests.includes(`[${id}]`)) problems.push(`row ${number}: no test carries [${id}]`);
});

for (const problem of problems) console.error(`docs/coverage.md: ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(`docs/coverage.md: 92 functions, ${rows.filter((row) => row[4] === "built").length} built`);

/**
 * What the compiler cannot forbid in src/domain: the clock and chance are part of the language.
 * Everything else (fetch, console, process, document …) does not compile there, for want of types.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const forbidden = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\b|\bcrypto\b|\bIntl\b/;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

let bad = 0;
for (const path of files("src/domain")) {
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((line, index) => {
      if (/^\s*(\*|\/\/|\/\*)/.test(line) || !forbidden.test(line)) return;
      console.error(`${path}:${index + 1}: the domain takes time and chance as arguments: ${line.trim()}`);
      bad += 1;
    });
}
if (bad > 0) process.exit(1);

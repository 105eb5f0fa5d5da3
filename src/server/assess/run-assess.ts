/** `npm run --silent assess`: one JSON object a line in, one a line out, in order; a bad line never stops the rest. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { assessLine } from "./assess-line.ts";

/** Exit code: 0, or 1 when any line was bad. Empty lines are passed over. Resolves when all is written. */
export async function runAssess(input: Readable, output: Writable): Promise<number> {
  let line = 0;
  let bad = 0;
  let gone = false;
  output.once("error", () => {
    gone = true;
  });
  const closed = new Promise<void>((resolve) => output.once("close", resolve));
  for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (gone) break;
    line += 1;
    const text = line === 1 ? raw.replace(/^\uFEFF/, "") : raw;
    if (text.trim() === "") continue;
    const answer = assessLine(text);
    if ("problem" in answer) bad += 1;
    const out = "problem" in answer ? { error: { ...answer.problem, line } } : answer.out;
    if (!output.write(`${JSON.stringify(out)}\n`))
      await Promise.race([once(output, "drain").catch(() => undefined), closed]);
  }
  if (!gone) await Promise.race([new Promise<void>((resolve) => output.write("", () => resolve())), closed]);
  return bad > 0 ? 1 : 0;
}

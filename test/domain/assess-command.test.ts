/** The `assess` command: against a second writing of the rules on random cases, and with lines nobody should send. */
import { PassThrough, Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessLine } from "../../src/server/assess/assess-line.ts";
import { runAssess } from "../../src/server/assess/run-assess.ts";
import { allCodes, rules } from "./support/homes.ts";
import { type Case, plainAssess } from "./support/plain-rules.ts";
import vectors from "./vectors.json";

const flag = fc.constantFrom(0, 1, true, false);
const profile = fc.record(
  {
    age: fc.integer({ min: 60, max: 100 }),
    living: fc.constantFrom("alone", "couple", "leftbehind", "disabled_child", "family"),
    ability: fc.integer({ min: 0, max: 4 }),
    severe_disability: flag,
    dementia: flag,
    special_family: flag,
    hardship: flag,
    recent_change: flag,
    gas: flag,
    oxygen: flag,
    hypo: flag,
  },
  { requiredKeys: ["age", "living"] },
);
/** Items of the cross rules come often enough to meet. */
const meeting = ["U03", "U05", "U08", "M04", "H01", "H02", "H04", "H05", "H06", "L12", "L09", "L07"];
const someCodes = fc.oneof(fc.subarray(allCodes, { maxLength: 9 }), fc.subarray(meeting));
const optionsOf = new Map(rules.items.map((item) => [item.id, item.options.map((option) => option.k)]));
const answersNotA = fc
  .tuple(someCodes, fc.subarray(meeting))
  .chain(([some, more]) =>
    fc.record(
      Object.fromEntries(
        [...new Set([...some, ...more])].map((code) => [code, fc.constantFrom(...(optionsOf.get(code) ?? ["A"]))]),
      ),
    ),
  );
const options = fc.record(
  {
    due: fc.subarray(allCodes, { minLength: 3 }),
    fixed: fc.subarray(allCodes, { maxLength: 12 }),
    not_seen: fc.subarray(allCodes, { maxLength: 8 }),
    prior_open: fc.array(fc.constantFrom("none", "low", "medium", "high", "critical"), { maxLength: 3 }),
    prev: fc.constantFrom(1, 2, 3, 4, 5),
  },
  { requiredKeys: [] },
);
const anyCase = fc.record({ profile, answersNotA, options }) as fc.Arbitrary<Case>;

describe("assess", () => {
  test("[assess] says what the text says, on 4,000 random cases", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const answer = assessLine(JSON.stringify(one));
        const { reasons: _, ...figures } = "out" in answer ? answer.out : { reasons: null, answer };
        const wanted = plainAssess(one);
        if (JSON.stringify(figures) !== JSON.stringify(wanted)) expect(figures).toEqual(wanted);
      }),
      { numRuns: 4000 },
    );
  }, 120_000);

  test("[assess] one line out for each line in, in order; bad lines are answered by number and end in exit code 1", async () => {
    const good = JSON.stringify(vectors.grades[0]);
    const lines = [
      `\uFEFF${good}`,
      "",
      "{",
      "[1]",
      '{"profile":{"age":"70"}}',
      '{"profile":{},"answersNotA":{"Z99":"B"}}',
    ];
    const more = ['{"profile":{},"answersNotA":{"H07":"E"}}', '{"profile":{},"options":{"due":["U99"]}}', good];
    const { code, out } = await run([...lines, ...more].join("\r\n"));
    expect(code).toBe(1);
    expect(out.map((line) => line.error?.line ?? "ok")).toEqual(["ok", 3, 4, 5, 6, 7, 8, "ok"]);
    expect(out.map((line) => line.error?.code).filter(Boolean)).toEqual([
      "line.not-json",
      "line.not-an-object",
      "line.invalid",
      "line.invalid",
      "line.invalid",
      "line.invalid",
    ]);
    expect(out[3]?.error?.message).toContain("profile.age");
  });

  test("[assess] exactly the keys of the vectors and reasons; exit code 0", async () => {
    const { code, out } = await run(vectors.grades.map((vector) => JSON.stringify(vector)).join("\n"));
    expect(code).toBe(0);
    expect(out).toHaveLength(vectors.grades.length);
    for (const line of out)
      expect(Object.keys(line)).toEqual([...Object.keys(vectors.grades[0]?.expect ?? {}), "reasons"]);
  });

  test("[assess] a reader that is slow gets every line", async () => {
    const line = JSON.stringify(vectors.grades[4]);
    const output = new PassThrough({ highWaterMark: 64 });
    const done = runAssess(Readable.from([`${line}\n`.repeat(500)]), output).then((code) => {
      output.end();
      return code;
    });
    let text = "";
    for await (const chunk of output) text += String(chunk);
    expect(await done).toBe(0);
    expect(text.trim().split("\n")).toHaveLength(500);
  });

  test("[assess] A is the first option of H07, and its numbers are read", () => {
    const star = (given: unknown) =>
      JSON.stringify(assessLine(JSON.stringify({ profile: {}, answersNotA: { H07: given } })));
    expect(star("A")).toBe(star("0"));
    expect(star(2)).toBe(star("2"));
    expect(star("3+")).not.toBe(star("2"));
  });
});

type Line = { error?: { code: string; message: string; line: number } } & Record<string, unknown>;

async function run(text: string): Promise<{ code: number; out: Line[] }> {
  const output = new PassThrough();
  let written = "";
  output.on("data", (chunk) => {
    written += String(chunk);
  });
  const code = await runAssess(Readable.from([text]), output);
  return {
    code,
    out: written
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line),
  };
}

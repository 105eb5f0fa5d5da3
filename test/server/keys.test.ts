import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadKeys } from "../../src/server/keys.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xunan-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const number = "990000195203140012";

describe("the server's keys", () => {
  it("are made once, for the server alone", () => {
    const hash = loadKeys(folder).idHash(number);
    expect(loadKeys(folder).idHash(number)).toEqual(hash);
    expect(statSync(join(folder, "keys")).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(folder, "keys"))) {
      expect(statSync(join(folder, "keys", name)).mode & 0o777).toBe(0o600);
    }
  });

  it("tell the same number, and give nothing of it away", () => {
    const keys = loadKeys(folder);
    expect(keys.idHash(number)).toEqual(keys.idHash(number));
    expect(keys.idHash(number)).not.toEqual(keys.idHash("990000195203140020"));
    expect(keys.idHash(number)).toHaveLength(32);
    rmSync(join(folder, "keys"), { recursive: true });
    expect(loadKeys(folder).idHash(number)).not.toEqual(keys.idHash(number));
  });

  it("seal text so that only they open it, differently each time", () => {
    const keys = loadKeys(folder);
    const boxes = Array.from({ length: 200 }, () => keys.seal(number));
    expect(new Set(boxes.map((box) => box.subarray(1, 13).toString("hex"))).size).toBe(200);
    for (const box of boxes) expect(keys.open(box)).toBe(number);
    expect(keys.open(keys.seal(""))).toBe("");
    expect(keys.open(keys.seal("老人📞"))).toBe("老人📞");
    expect(Buffer.concat(boxes).includes(number)).toBe(false);
  });

  it("refuse a box that was changed anywhere, shortened, or sealed elsewhere", () => {
    const keys = loadKeys(folder);
    const box = keys.seal(number);
    for (let at = 0; at < box.length; at++) {
      const changed = Buffer.from(box);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => keys.open(changed), `byte ${at}`).toThrow();
    }
    for (const length of [0, 1, 13, 28, box.length - 1]) expect(() => keys.open(box.subarray(0, length))).toThrow();
    const elsewhere = mkdtempSync(join(tmpdir(), "xunan-keys-"));
    expect(() => loadKeys(elsewhere).open(box)).toThrow();
    rmSync(elsewhere, { recursive: true });
  });

  it("say when a key file is damaged instead of making another", () => {
    loadKeys(folder);
    const path = join(folder, "keys", "box");
    chmodSync(path, 0o600);
    writeFileSync(path, readFileSync(path).subarray(0, 10));
    expect(() => loadKeys(folder)).toThrow(/damaged/);
  });
});

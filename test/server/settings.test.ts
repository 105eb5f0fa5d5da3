import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings } from "../../src/server/settings.ts";

describe("settings", () => {
  it("have a default each", () => {
    expect(readSettings({})).toEqual({
      port: 8080,
      host: "localhost",
      dataDir: resolve("data"),
      databaseUrl: null,
      demo: true,
    });
  });

  it("are read from the environment", () => {
    const url = "postgres://me:geheim@db.example:5433/xunan";
    expect(readSettings({ PORT: "0", HOST: "::", DATA_DIR: "/srv/x", DATABASE_URL: url, DEMO: "0" })).toEqual({
      port: 0,
      host: "::",
      dataDir: "/srv/x",
      databaseUrl: url,
      demo: false,
    });
  });

  it("count as unset when empty", () => {
    expect(readSettings({ PORT: "", HOST: "", DATA_DIR: "", DATABASE_URL: "", DEMO: "" })).toEqual(readSettings({}));
  });

  it.each([
    ["PORT", "eighty"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["PORT", "0x50"],
    ["HOST", "http://here"],
    ["HOST", "two words"],
    ["DEMO", "yes"],
    ["DATABASE_URL", "mysql://db/x"],
    ["DATABASE_URL", "somewhere"],
  ])("refuse %s=%s in one sentence of both languages", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^设置 ${name}=.+。 Setting ${name}=[^\\n]+\\.$`));
  });

  it("never repeat a password", () => {
    try {
      readSettings({ DATABASE_URL: "mysql://me:geheim@db/x" });
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).not.toContain("geheim");
    }
  });
});

import { join } from "node:path";
import { expect, it } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import { databasePid, startServer, tempFolder } from "../support/process.ts";

it("the server runs on a PostgreSQL of the office's own, also twice at once, and leaves it running", async () => {
  const folder = tempFolder();
  const test = await createTestDatabase({ empty: true });
  const env = { DATA_DIR: join(folder.path, "data"), DATABASE_URL: test.url, DEMO: "0" };
  try {
    const first = await startServer(env);
    const second = await startServer(env);
    expect(first.output()).not.toContain("自带");
    expect((await first.end("SIGTERM")).code).toBe(0);
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
    expect((await second.end("SIGTERM")).code).toBe(0);
    expect(await test.query("select count(*)::int as n from migrations")).not.toEqual([{ n: 0 }]);
    expect(databasePid(env.DATA_DIR)).toBeNull();
  } finally {
    await test.close();
    folder.remove();
  }
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { CURRENT_RULESET, checklistOf } from "../../src/domain/checklist.ts";
import { publishRuleset } from "../../src/server/db/rulesets.sql.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it("a rule set is published as a row once, and never changed afterwards", async () => {
  await publishRuleset(server.app.database);
  const row = async () => (await server.test.query("select * from rulesets where ruleset = $1", [CURRENT_RULESET]))[0];
  const first = await row();
  expect(first?.["content"]).toEqual(JSON.parse(JSON.stringify(checklistOf(CURRENT_RULESET))));
  await server.test.query('update rulesets set content = \'{"as": "published"}\'');
  await publishRuleset(server.app.database);
  expect((await row())?.["content"]).toEqual({ as: "published" });
});

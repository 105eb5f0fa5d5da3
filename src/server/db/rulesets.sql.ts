/** Keeps every rule set this server has known as a row, so that an old visit can always be read with its own rules. */
import { CURRENT_RULESET, checklistOf } from "../../domain/checklist.ts";
import { type Database, system } from "./connection.ts";

/** Version of the code that reads a rule set; counts up when the same data would be read differently. */
const ENGINE_VERSION = 1;

/** A published rule set is never changed: the first row of a name stays. */
export async function publishRuleset(database: Database): Promise<void> {
  const content = JSON.stringify(checklistOf(CURRENT_RULESET));
  await database.as(system, (db) =>
    db
      .insertInto("rulesets")
      .values({ ruleset: CURRENT_RULESET, engine_version: ENGINE_VERSION, content })
      .onConflict((conflict) => conflict.column("ruleset").doNothing())
      .execute(),
  );
}

/** Proves at every start that row-level security holds [K8]: a planted row must be invisible to everyone it does not belong to. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { Trouble } from "../trouble.ts";
import { type Database, type Db, system } from "./connection.ts";

/** Tables that hold no personal data and that every principal may read. */
const OPEN_TABLES = ["meta", "areas", "rulesets", "migrations"];

/** Codes of no real place; the rows are rolled back. */
const PLANTED = "990000000000";
const ELSEWHERE = "990001";

class Rollback extends Error {}

const failed = (what: string) =>
  new Trouble(
    `数据库的行级安全自检没有通过（${what}），为免泄露，服务器不启动。`,
    `Row-level security failed its self-test (${what}).`,
  );

/** @throws Trouble when any row can be seen by someone who must not. Leaves nothing behind. */
export async function selfTest(database: Database): Promise<void> {
  await database
    .as(system, async (db) => {
      await refuseBypass(db);
      await refuseOpenTables(db);
      await refuseForeignReads(db);
      throw new Rollback();
    })
    .catch((error) => {
      if (!(error instanceof Rollback)) throw error;
    });
}

async function refuseBypass(db: Db): Promise<void> {
  const { rows } = await sql<{ bypasses: boolean }>`
    select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`.execute(db);
  if (rows[0]?.bypasses !== false) throw failed("role bypasses row-level security");
}

async function refuseOpenTables(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity) and relname <> all (${OPEN_TABLES})`.execute(db);
  if (rows.length > 0) throw failed(`no row-level security on ${rows.map(({ name }) => name).join(", ")}`);
}

async function refuseForeignReads(db: Db): Promise<void> {
  const id = randomUUID();
  await sql`insert into areas (code, name, level) values (${PLANTED}, 'self-test', 'community') on conflict do nothing`.execute(
    db,
  );
  await sql`insert into elders (elder_id, community, name, row_text, plate)
    values (${id}, ${PLANTED}, 'self-test', '{}', '')`.execute(db);
  const sees = async (role: string, user: string, areas: string): Promise<number> => {
    // The only place besides connection.ts that names a principal: inside a transaction that is always rolled back.
    await sql`select set_config('xunan.role', ${role}, true), set_config('xunan.user', ${user}, true),
                     set_config('xunan.areas', ${areas}, true)`.execute(db);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from elders where elder_id = ${id}`.execute(db);
    return rows[0]?.n ?? -1;
  };
  if ((await sees("", "", "")) !== 0) throw failed("nobody sees an elder");
  if ((await sees("patroller", id, PLANTED)) !== 0) throw failed("a patroller sees an elder who is not assigned");
  if ((await sees("supervisor", id, ELSEWHERE)) !== 0) throw failed("a supervisor sees an elder of another area");
  if ((await sees("supervisor", id, "")) !== 0) throw failed("a supervisor without areas sees an elder");
  if ((await sees("supervisor", id, PLANTED)) !== 1) throw failed("a supervisor does not see an elder of the own area");
  if ((await sees("system", "", "")) !== 1) throw failed("the server does not see its own row");
}

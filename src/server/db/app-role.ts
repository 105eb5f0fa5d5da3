/** Makes sure that no transaction of the application can look past row-level security [K8]. */
import type pg from "pg";
import { Trouble } from "../trouble.ts";
import { APP_ROLE } from "./connection.ts";

/**
 * A superuser, or a role with BYPASSRLS, sees every row whatever the policies say. Where we connect as one,
 * transactions step down to a role that does not.
 * @returns whether they must.
 */
export async function settleRole(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    "select rolname, rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user",
  );
  if (!rows[0].bypasses) return false;
  try {
    await createRole(client);
  } catch (error) {
    throw cannotStepDown(rows[0].rolname, (error as Error).message);
  }
  const { rows: check } = await client.query(
    `select rolsuper or rolbypassrls or rolcreaterole or not pg_has_role(current_user, oid, 'member') as unfit
     from pg_roles where rolname = $1`,
    [APP_ROLE],
  );
  if (check[0]?.unfit !== false) throw cannotStepDown(rows[0].rolname, `role ${APP_ROLE} is not fit`);
  return true;
}

async function createRole(client: pg.Client): Promise<void> {
  // Roles belong to the whole server: another database's migration may be making it at this moment.
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
      create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$`);
  await client.query(`do $$ begin
    if not pg_has_role(current_user, '${APP_ROLE}', 'member') then
      execute format('grant ${APP_ROLE} to %I', current_user);
    end if;
  end $$`);
  await client.query(`
    grant usage on schema public to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema public to ${APP_ROLE};
    grant usage, select on all sequences in schema public to ${APP_ROLE};
    revoke insert, update, delete on migrations from ${APP_ROLE};`);
}

const cannotStepDown = (role: string, why: string) =>
  new Trouble(
    `连接数据库的角色 ${role} 能绕过行级安全，又不能换用 ${APP_ROLE}（${why}）：请改用没有 SUPERUSER 和 BYPASSRLS 的角色。`,
    `The role ${role} would bypass row-level security and cannot step down to ${APP_ROLE}: connect as an ordinary role.`,
  );

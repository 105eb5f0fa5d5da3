/**
 * The one door to the database. Every query runs in a transaction whose principal is set here, so that
 * row-level security limits what it can see even if a route forgets to [K8].
 */
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { Role } from "../../domain/scales.ts";
import type { Tables } from "./tables.ts";

/** Who a transaction acts for. `system` is the server itself: sign-in, push bookkeeping, imports, migrations. */
export type Principal = { role: "system" } | { role: Role; userId: string; areas: readonly string[] };

export type Db = Transaction<Tables>;

export type Database = {
  /** Runs `work` in one transaction as `principal`; retries on serialization failures and deadlocks, at most 5 times. */
  as<T>(principal: Principal, work: (db: Db) => Promise<T>): Promise<T>;
  /** For LISTEN and for locks that outlive a transaction; sees nothing, because no principal is set. */
  pool: pg.Pool;
  close(): Promise<void>;
};

// Days stay text: a `date` must never pass through a time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export const system: Principal = { role: "system" };

/** Role without superuser or bypass rights that every transaction steps down to, where it exists. */
export const APP_ROLE = "xunan_app";

const RETRIED = new Set(["40001", "40P01"]);

/** @param stepDown whether to `set local role xunan_app` (true where the connecting role would bypass row-level security). */
export function openDatabase(options: { connectionString: string; max?: number; stepDown: boolean }): Database {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "xunan",
  });
  pool.on("error", () => {
    // An idle connection was cut by the server; the pool opens another when it is needed.
  });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  async function once<T>(principal: Principal, work: (db: Db) => Promise<T>): Promise<T> {
    return kysely.transaction().execute(async (db) => {
      const user = principal.role === "system" ? "" : principal.userId;
      const areas = principal.role === "system" ? "" : principal.areas.join(",");
      if (options.stepDown) await sql`set local role ${sql.id(APP_ROLE)}`.execute(db);
      await sql`select set_config('xunan.role', ${principal.role}, true),
                       set_config('xunan.user', ${user}, true),
                       set_config('xunan.areas', ${areas}, true)`.execute(db);
      return work(db);
    });
  }

  return {
    pool,
    async as(principal, work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(principal, work);
        } catch (error) {
          const code = (error as { code?: string }).code ?? "";
          if (attempt >= 5 || !RETRIED.has(code)) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * attempt));
        }
      }
    },
    close: () => kysely.destroy(),
  };
}

/** Where the test databases come from; read by vitest.config.ts, the global set-up and the tests. */

/** Debian's PostgreSQL 15, the oldest supported one. The server tests run on it too where it is installed. */
export const POSTGRES_15 = "/usr/lib/postgresql/15/bin";

/** The migrated database every test database is a copy of. */
export const TEMPLATE = "xunan_template";

/** A roster row → an entry, collecting every problem of the row. */
import type { Day } from "../../domain/time.ts";
import type { Problem } from "../csv/problem.ts";
import type { Row } from "../csv/read-table.ts";
import type { KnownAccount } from "../people/people.sql.ts";
import type { AreaBook } from "./area-book.ts";
import type { RosterKey } from "./columns.ts";
import type { RosterEntry } from "./entry.ts";
import { isNone } from "./read-cell.ts";
import { readStatus } from "./read-choices.ts";
import { readIdentity, readName } from "./read-identity.ts";
import { readContacts, readPhones } from "./read-people-around.ts";
import { readCommunity, readHome, readHomePoint, readPatroller } from "./read-place.ts";
import { readProfile } from "./read-profile.ts";
import { rowReader } from "./row-reader.ts";

export type RowContext = {
  headers: ReadonlyMap<RosterKey, string>;
  areas: AreaBook;
  /** By login in lower case. */
  accounts: ReadonlyMap<string, KnownAccount>;
  /** Whether invented ID prefixes are accepted. */
  demo: boolean;
  today: Day;
};

const MAX_ADVICE = 300;
const KEPT_AS_WRITTEN = ["diagnoses", "medicine", "aids", "disability"] as const;

/** @returns null when the row has a problem; the problems say which. */
export function readRow(cells: Row<RosterKey>, context: RowContext, problems: Problem[]): RosterEntry | null {
  const before = problems.length;
  const row = rowReader(cells, context.headers, problems);
  const name = readName(row);
  const identity = readIdentity(row, context.today, context.demo);
  const patroller = readPatroller(row, context.accounts);
  const community = readCommunity(row, context.areas, patroller);
  const address = readHome(row, community ? context.areas.above(community) : []);
  const phones = readPhones(row);
  const contacts = readContacts(row);
  const homePoint = readHomePoint(row);
  const profile = readProfile(row, address, context.today);
  const status = row.read("status", readStatus);
  row.limit("advice", MAX_ADVICE);
  if (problems.length > before || !community || !patroller || !address) return null;

  const advice = row.text("advice");
  return {
    line: row.line,
    name,
    ...identity,
    community,
    address,
    ...phones,
    ...(contacts.length > 0 ? { contacts } : {}),
    ...(advice === "" ? {} : { advice: isNone(advice) ? "" : advice }),
    ...(homePoint ? { homePoint } : {}),
    ...(status ? { status } : {}),
    profile,
    asWritten: Object.fromEntries(
      KEPT_AS_WRITTEN.filter((key) => row.text(key) !== "").map((key) => [key, row.text(key)]),
    ),
    patroller: { userId: patroller.userId, login: patroller.login },
  };
}

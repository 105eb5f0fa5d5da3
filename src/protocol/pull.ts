/**
 * `POST /api/sync/pull`: NDJSON out, one PullLine a line. Rows first, a `mark` with a new cursor at least
 * every 500 rows, `end` last. A connection that breaks resumes from the last mark.
 */
import * as z from "zod/mini";
import type { Community } from "../domain/community.ts";
import type { Elder } from "../domain/elder.ts";
import type { Visit } from "../domain/visit.ts";
import { phoneHeadSchema } from "./message.ts";

export const MARK_EVERY = 500;

/** Community → [version, lastId]: everything up to and including that line of its change log is on the phone. */
export const cursorSchema = z.record(z.string(), z.tuple([z.int(), z.string()]));
export type Cursor = z.infer<typeof cursorSchema>;

export const pullRequestSchema = z.object({
  ...phoneHeadSchema.shape,
  cursor: z.nullable(cursorSchema),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** Row kinds a phone of this version knows; others are kept raw. */
export type RowOf = { community: Community; elder: Elder; visit: Visit };
export type RowKind = keyof RowOf;

/**
 * `elder` names whose row it is (absent for a community). Dropping an elder drops everything of that elder.
 * `version` is the community's version that stamped the row.
 */
export type PutLine = {
  t: "put";
  kind: string;
  id: string;
  community: string;
  elder?: string | undefined;
  version: number;
  row: unknown;
};
export type DropLine = { t: "drop"; kind: string; id: string; community: string; version: number };
export type MarkLine = { t: "mark"; cursor: Cursor; remaining: number };
/** The cursor is older than the log: forget every row, keep the outbox, start from here. */
export type ResetLine = { t: "reset" };
export type HeadLine = { t: "head"; protocol: number; epoch: string; serverTime: string; total: number };
export type EndLine = { t: "end"; cursor: Cursor };

export type PullLine = HeadLine | PutLine | DropLine | MarkLine | ResetLine | EndLine;

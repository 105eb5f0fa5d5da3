/** The tables as kysely sees them; the truth is in migrations/. */
import type { ColumnType, Generated } from "kysely";

type At = ColumnType<Date, Date | string, Date | string>;
type MaybeAt = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** `date` columns are read as text (see connection parsers) and written as `YYYY-MM-DD`. */
type On = ColumnType<string, string, string>;
/** bigint arrives as text; cast with `::int` where a number is wanted. */
type Big = ColumnType<string, number | string | bigint, number | string | bigint>;
type Json<T> = ColumnType<T, string, string>;

export type Tables = {
  meta: { key: string; value: Json<unknown> };
  areas: {
    code: string;
    name: string;
    level: string;
    parent: string | null;
    settings: ColumnType<unknown, string | undefined, string>;
  };
  rulesets: { ruleset: string; engine_version: number; content: Json<unknown>; published_at: Generated<Date> };
  users: {
    user_id: string;
    login: string;
    name: string;
    role: string;
    password_hash: string;
    must_change_password: Generated<boolean>;
    demo: Generated<boolean>;
    disabled_at: MaybeAt;
    created_at: Generated<Date>;
  };
  user_areas: { user_id: string; area_code: string };
  sessions: {
    token_hash: Buffer;
    user_id: string;
    side: string;
    device_id: string | null;
    created_at: Generated<Date>;
    last_seen_at: ColumnType<Date, Date | string | undefined, Date | string>;
    expires_at: At;
  };
  sign_in_failures: { subject_hash: Buffer; failures: number; last_at: At };
  devices: {
    device_id: string;
    user_id: string;
    app_version: Generated<string>;
    protocol: Generated<number>;
    last_dseq: ColumnType<string, number | string | undefined, number | string>;
    last_hash: Generated<string>;
    pending: Generated<number>;
    clock_offset_ms: ColumnType<string | null, number | null | undefined, number | null>;
    first_seen_at: Generated<Date>;
    last_seen_at: ColumnType<Date, Date | string | undefined, Date | string>;
  };
  community_versions: {
    community: string;
    version: Big;
    pruned_before: ColumnType<string, number | undefined, number>;
  };
  changes: {
    community: string;
    version: Big;
    kind: string;
    id: string;
    elder_id: string | null;
    patroller_id: string | null;
  };
  elders: {
    elder_id: string;
    community: string;
    id_number_hash: Buffer | null;
    id_number_box: Buffer | null;
    name: string;
    birth_on: string | null;
    profile_box: Buffer | null;
    status: Generated<string>;
    row_text: string;
    plate: string;
    /** Full spelling and initials in lower case, made by PostgreSQL from the row. */
    pinyin: ColumnType<string | null, never, never>;
    level: number | null;
    next_due_on: ColumnType<string | null, string | null, string | null>;
    demo: Generated<boolean>;
    version: ColumnType<string, number | string | undefined, number | string>;
    created_at: Generated<Date>;
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>;
  };
  assignments: {
    elder_id: string;
    patroller_id: string;
    community: string;
    active: Generated<boolean>;
    since: ColumnType<Date, Date | string | undefined, Date | string>;
    ended_at: MaybeAt;
  };
  visits: {
    visit_id: string;
    elder_id: string;
    community: string;
    patroller_id: string;
    revision: number;
    state: string;
    outcome: string;
    visited_on: On;
    occurred_at: At;
    received_at: ColumnType<Date, Date | string | undefined, Date | string>;
    level: number | null;
    worst: Generated<number>;
    row_text: string;
    clock_offset_ms: ColumnType<string | null, number | null | undefined, number | null>;
    flags: ColumnType<string[], string | undefined, string>;
    shortcut_pct: number | null;
    numbers: string | null;
    version: ColumnType<string, number | string | undefined, number | string>;
  };
  visit_revisions: {
    visit_id: string;
    revision: number;
    community: string;
    mutation_id: string | null;
    record: Json<unknown>;
    result: Json<unknown>;
    received_at: ColumnType<Date, Date | string | undefined, Date | string>;
  };
  hazards: {
    hazard_id: string;
    elder_id: string;
    community: string;
    item: string;
    severity: string;
    state: string;
    visit_id: string;
    found_on: On;
    content: Json<unknown>;
    version: ColumnType<string, number | string | undefined, number | string>;
  };
  mutations: {
    mutation_id: string;
    device_id: string;
    user_id: string;
    dseq: Big;
    hash: string;
    prev_hash: string | null;
    replaces: string | null;
    target: string | null;
    kind: string;
    community: string | null;
    elder_id: string | null;
    verdict: string;
    code: string | null;
    version: ColumnType<string | null, number | string | null, number | string | null>;
    occurred_at: MaybeAt;
    received_at: ColumnType<Date, Date | string | undefined, Date | string>;
    envelope: ColumnType<unknown, string | null, string | null>;
  };
  audit_log: {
    audit_id: Generated<string>;
    at: Generated<Date>;
    actor_id: string;
    act: string;
    community: string | null;
    object_id: string | null;
    detail: ColumnType<unknown, string | null, string | null>;
  };
};

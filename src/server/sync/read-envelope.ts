/**
 * Opens one envelope as far as this server can. The envelope is strict and the body loose; what cannot be read or is
 * not known here is held with everything that was sent, because only a person may throw work away [K3][K9].
 */
import { createHash } from "node:crypto";
import type * as z from "zod/mini";
import { checklistOf } from "../../domain/checklist.ts";
import type { Code } from "../../domain/codes.ts";
import { type MutationKind, mutations } from "../../domain/mutations.ts";
import { type Body, bodySchema, type Envelope, envelopeSchema } from "../../protocol/envelope.ts";
import { idSchema } from "../../protocol/message.ts";
import { ENVELOPE_VERSION } from "../../protocol/wire.ts";
import { unknownMembers } from "./unknown-members.ts";

export type Item = {
  /** The sender's own id, as the verdict must name it. */
  id: string;
  /** Key of its row: the id, or a hash of the whole where there is no usable id. */
  key: string;
  raw: unknown;
  dseq: number;
  /** SHA-256 hex of the body's text [K11]. */
  hash: string;
  /** As the phone said, where it is a hash and an id at all. */
  prevHash: string | null;
  replaces: string | null;
  /** What a discard throws away. */
  target: string | null;
  lane: string;
  kind: string;
  /** Which elder it is about, as far as one can tell. */
  elderId: string | null;
  visitId: string | null;
  occurredAt: string | null;
  /** The body has members beside the arguments that this server does not know: keep what was sent. */
  loose: boolean;
  work: Work;
};

/** Ready for a rule, or already answered for. */
export type Work =
  | { ready: true; kind: MutationKind; args: unknown; body: Body }
  | { ready: false; verdict: "held" | "rejected"; code: Code };

/** Acts a patroller's phone may send; the rest are a supervisor's and come over REST. */
const fromPhones: readonly string[] = ["visit.submit", "work.discard"] satisfies MutationKind[];

const bodyMembers = new Set(Object.keys(bodySchema.def.shape));

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const held = (code: Code): Work => ({ ready: false, verdict: "held", code });
const rejected = (code: Code): Work => ({ ready: false, verdict: "rejected", code });

export function readEnvelope(raw: unknown, author: { userId: string }): Item {
  const outer = looseOuter(raw);
  const envelope = envelopeSchema.safeParse(raw);
  if (!envelope.success) {
    const code =
      outer.v > ENVELOPE_VERSION
        ? "envelope.newer"
        : onlyNewer(envelope.error)
          ? "mutation.newer-fields"
          : "envelope.invalid";
    return { ...outer.item, work: held(code) };
  }
  if (envelope.data.v !== ENVELOPE_VERSION) return { ...outer.item, work: held("envelope.newer") };
  const body = readBody(envelope.data);
  if (!body) return { ...outer.item, work: held("envelope.unreadable") };
  const item = {
    ...outer.item,
    ...namedIn(body.args),
    kind: text(body.kind, 100),
    occurredAt: instant(body.occurredAt),
    loose: Object.keys(body).some((name) => !bodyMembers.has(name)),
  };
  if (item.occurredAt === null) return { ...item, work: held("envelope.unreadable") };
  if (body.by !== author.userId) return { ...item, work: held("mutation.wrong-author") };
  // The ids that everything else goes by; the domain does not care what they look like.
  if (body.kind === "visit.submit" && (item.elderId === null || item.visitId === null)) {
    return { ...item, work: rejected("mutation.invalid") };
  }
  return { ...item, work: readWork(body) };
}

function readWork(body: Body): Work {
  if (!Object.hasOwn(mutations, body.kind)) return held("mutation.unknown-kind");
  const kind = body.kind as MutationKind;
  if (!fromPhones.includes(kind)) return rejected("mutation.not-allowed");
  const ruleset = (body.args as { ruleset?: unknown } | null)?.ruleset;
  // Before the arguments are checked: a newer checklist may bring newer shapes with it.
  if (kind === "visit.submit" && typeof ruleset === "string" && !checklistOf(ruleset)) {
    return held("visit.unknown-ruleset");
  }
  const args = mutations[kind].args.safeParse(body.args);
  if (!args.success) return onlyNewer(args.error) ? held("mutation.newer-fields") : rejected("mutation.invalid");
  if (unknownMembers(body.args, args.data)) return held("mutation.newer-fields");
  return { ready: true, kind, args: args.data, body };
}

/** Sealed bodies join here: `alg` other than `none` is opened with the server's key `kid` first. */
function readBody(envelope: Envelope): Body | null {
  if (envelope.alg !== "none") return null;
  try {
    const read = bodySchema.safeParse(JSON.parse(envelope.body));
    return read.success ? (read.data as Body) : null;
  } catch {
    return null; // No JSON: the caller holds it.
  }
}

/** What can be told of an envelope whatever its state, so that every one gets a row and a verdict. */
function looseOuter(raw: unknown): { v: number; item: Omit<Item, "work"> } {
  const seen = (typeof raw === "object" && raw !== null ? raw : {}) as Record<string, unknown>;
  const whole = JSON.stringify(raw) ?? "";
  const usable = idSchema.safeParse(seen["id"]);
  return {
    v: whole && Number.isInteger(seen["v"]) ? (seen["v"] as number) : 0,
    item: {
      id: text(seen["id"], 200),
      key: usable.success ? usable.data : `unnamed-${sha256(whole)}`,
      raw,
      dseq: Number.isSafeInteger(seen["dseq"]) ? (seen["dseq"] as number) : 0,
      hash: sha256(typeof seen["body"] === "string" ? seen["body"] : whole),
      prevHash: /^[0-9a-f]{64}$/.test(String(seen["prevHash"])) ? String(seen["prevHash"]) : null,
      replaces: idOf(seen["replaces"]),
      target: null,
      lane: text(seen["lane"], 64),
      kind: "",
      elderId: idSchema.safeParse(seen["lane"]).success ? (seen["lane"] as string) : null,
      visitId: null,
      occurredAt: null,
      loose: false,
    },
  };
}

/** PostgreSQL keeps no NUL in text. */
function text(value: unknown, limit: number): string {
  return typeof value === "string" ? value.replaceAll("\0", "").slice(0, limit) : "";
}

/** A clock may be wrong by decades; what is no moment at all, or none that PostgreSQL can keep, is null. */
function instant(value: string): string | null {
  const at = Date.parse(value);
  const iso = Number.isNaN(at) || !value.endsWith("Z") ? "" : new Date(at).toISOString();
  return /^\d{4}-/.test(iso) ? iso : null;
}

function idOf(value: unknown): string | null {
  const id = idSchema.safeParse(value);
  return id.success ? id.data : null;
}

function namedIn(args: unknown): Partial<Pick<Item, "elderId" | "visitId" | "target">> {
  const named = (args ?? {}) as { elderId?: unknown; visitId?: unknown; mutationId?: unknown };
  const elderId = idOf(named.elderId);
  return {
    ...(elderId === null && named.elderId === undefined ? {} : { elderId }),
    visitId: idOf(named.visitId),
    target: idOf(named.mutationId),
  };
}

type Issue = z.core.$ZodIssue;

/** Whether nothing is wrong but members this server has not heard of. */
function onlyNewer(error: z.core.$ZodError): boolean {
  const newer = (issue: Issue): boolean =>
    issue.code === "unrecognized_keys" ||
    (issue.code === "invalid_union" && issue.errors.some((branch) => branch.length > 0 && branch.every(newer)));
  return error.issues.length > 0 && error.issues.every(newer);
}

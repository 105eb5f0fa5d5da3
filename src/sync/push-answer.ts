/** Is this an answer of ours? By hand, because the service worker and the page worker carry no parser. */
import type { PushAnswer, Verdict } from "../protocol/push.ts";

const verdicts: readonly unknown[] = ["applied", "rejected", "held", "deferred"] satisfies Verdict["verdict"][];

/** The same as pushAnswerSchema says: only a well-formed answer may settle anything [K3]. */
export function isPushAnswer(value: unknown): value is PushAnswer {
  if (!isRecord(value)) return false;
  const { protocol, epoch, serverTime, verdicts: list } = value;
  return (
    Number.isInteger(protocol) &&
    typeof epoch === "string" &&
    typeof serverTime === "string" &&
    Array.isArray(list) &&
    list.every(isVerdict)
  );
}

function isVerdict(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return (
    typeof value.id === "string" &&
    verdicts.includes(value.verdict) &&
    isAbsentOr(value.replayed, "boolean") &&
    isAbsentOr(value.code, "string") &&
    isAbsentOr(value.community, "string") &&
    isAbsentOr(value.version, "number") &&
    isAbsentOr(value.retryAfterS, "number")
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isAbsentOr = (value: unknown, type: string) => value === undefined || typeof value === type;

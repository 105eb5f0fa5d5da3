/** The domain saying no. */
import type { Code } from "./codes.ts";

/** `refused` is a code of `codes.ts`; `gaps` fill the `{…}` of its words. */
export type Refusal = { refused: string; gaps?: Record<string, string | number> | undefined };

export function refuse(code: Code, gaps?: Record<string, string | number>): Refusal {
  return gaps ? { refused: code, gaps } : { refused: code };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && typeof (value as Refusal).refused === "string";
}

/** Which screens a person may be on. Work goes on after a session has ended; only the first sign-in cannot be skipped. */
import type { Start } from "../worker/api.ts";

/** Drafts and outbox outlive the list: a phone that lost its pages, away from any network, still has them. */
const isOwnWork = (path: string): boolean => path === "/outbox" || path.startsWith("/visit/");

/** Where to go instead of `path`, or null to stay. */
export function redirectOf(start: Start, path: string): string | null {
  if (!start.me || start.me.mustChangePassword) return path === "/sign-in" ? null : "/sign-in";
  if (path === "/sign-in") return start.signedOut ? null : start.ready ? "/" : "/first-sync";
  if (!start.ready) return path === "/first-sync" || isOwnWork(path) ? null : "/first-sync";
  return null;
}

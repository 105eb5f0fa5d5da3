/** Signing in and out, as the phone does it. A refusal keeps its code from the catalogue; the words are made on screen. */
import type { Me, PasswordChange, SignIn } from "../protocol/session.ts";
import type { Transport } from "./transport.ts";
import type { SyncTrouble } from "./trouble.ts";

export type SessionTrouble = SyncTrouble | { word: "refused"; code: string; gaps?: Record<string, string | number> };
export type SessionOutcome<T> = { ok: true; value: T } | { ok: false; trouble: SessionTrouble };

export async function signIn(transport: Transport, request: SignIn): Promise<SessionOutcome<Me>> {
  return asMe(await transport.json("POST", "/api/phone/sign-in", request));
}

export async function changePassword(transport: Transport, change: PasswordChange): Promise<SessionOutcome<null>> {
  const answer = await transport.json("POST", "/api/phone/password", change);
  return answer.ok ? { ok: true, value: null } : { ok: false, trouble: refusalOf(answer.trouble) };
}

export async function signOut(transport: Transport): Promise<SessionOutcome<null>> {
  const answer = await transport.json("POST", "/api/phone/sign-out", {});
  return answer.ok ? { ok: true, value: null } : { ok: false, trouble: refusalOf(answer.trouble) };
}

function asMe(answer: { ok: true; value: unknown } | { ok: false; trouble: SyncTrouble }): SessionOutcome<Me> {
  if (!answer.ok) return { ok: false, trouble: refusalOf(answer.trouble) };
  const me = answer.value as Partial<Me> | null;
  if (typeof me?.user?.id === "string" && typeof me.epoch === "string") return { ok: true, value: me as Me };
  return { ok: false, trouble: { word: "server-trouble" } };
}

/** Here a code is an answer to the person; only the server's own troubles stay troubles. */
function refusalOf(trouble: SyncTrouble): SessionTrouble {
  const { code, retryAfterS } = trouble;
  if (!code || code.startsWith("server.") || trouble.word === "outdated-app") return trouble;
  return { word: "refused", code, ...(retryAfterS === undefined ? {} : { gaps: { seconds: retryAfterS } }) };
}

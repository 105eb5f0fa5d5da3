/** Session tokens: 256 random bits in a cookie that no script can read and no other site can send. */
import { createHash, randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Side, sideRules } from "./side.ts";

export const newToken = () => randomBytes(32).toString("base64url");

export const hashToken = (token: string) => createHash("sha256").update(token).digest();

const ATTRIBUTES = { path: "/", httpOnly: true, secure: true, sameSite: "strict" } as const;

export function readToken(request: FastifyRequest, side: Side): string | null {
  return request.cookies[sideRules[side].cookie] || null;
}

export function giveToken(reply: FastifyReply, side: Side, token: string, expiresAt: Date): void {
  const maxAge = Math.max(0, Math.round((expiresAt.getTime() - Date.now()) / 1000));
  reply.setCookie(sideRules[side].cookie, token, { ...ATTRIBUTES, maxAge });
}

export function takeToken(reply: FastifyReply, side: Side): void {
  reply.clearCookie(sideRules[side].cookie, ATTRIBUTES);
}

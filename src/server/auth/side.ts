/** The two front ends: who may use each, the name of its cookie, and how long its sessions last. */
import type { Role } from "../../domain/scales.ts";

export const sides = ["phone", "console"] as const;
export type Side = (typeof sides)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type SideRules = {
  cookie: string;
  roles: readonly Role[];
  /** A session ends after this long without a request … */
  idleMs: number;
  /** … and in any case after this long; null = never. */
  absoluteMs: number | null;
  /** Being seen is written down at most this often. */
  touchMs: number;
};

/** A patroller may be without a signal for weeks; a desk in an office is left at night. */
export const sideRules: Record<Side, SideRules> = {
  phone: { cookie: "__Host-xunan-phone", roles: ["patroller"], idleMs: 30 * DAY, absoluteMs: null, touchMs: HOUR },
  console: {
    cookie: "__Host-xunan-console",
    roles: ["supervisor", "admin"],
    idleMs: 12 * HOUR,
    absoluteMs: 7 * DAY,
    touchMs: HOUR / 12,
  },
};

/** When a session of this age ends if nothing more is heard of it. */
export function expiryOf(side: Side, createdAt: Date, now: Date): Date {
  const { idleMs, absoluteMs } = sideRules[side];
  const idle = now.getTime() + idleMs;
  return new Date(absoluteMs === null ? idle : Math.min(idle, createdAt.getTime() + absoluteMs));
}

/** Resident ID numbers, GB 11643: 18 characters, a real birth date, MOD 11-2 checksum. */
import { isDay } from "./calendar.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Day } from "./time.ts";

export type IdNumber = {
  /** 18 characters, `X` in upper case. */
  number: string;
  birthOn: Day;
  /** From the 17th digit: odd male. */
  sex: 1 | 2;
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

/** Reads what a person typed or a table holds (full-width digits, spaces and a small x are fine). Prefixes 98 and 99 belong to nobody: demo only. */
export function readIdNumber(text: string, { demo }: { demo: boolean }): IdNumber | Refusal {
  const number = text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  if (/^\d{15}$/.test(number)) return refuse("id-number.old");
  if (number.length !== 18) return refuse("id-number.length", { length: number.length });
  if (!/^\d{17}[\dX]$/.test(number)) return refuse("id-number.characters");
  const birthOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birthOn)) return refuse("id-number.birth-date");
  if (number[17] !== checkOf(number)) return refuse("id-number.checksum");
  if (!demo && /^9[89]/.test(number)) return refuse("id-number.demo-only");
  return { number, birthOn, sex: Number(number[16]) % 2 === 1 ? 1 : 2 };
}

function checkOf(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECKS[sum % 11] as string;
}

/** Finding an elder by what one has at hand: name, pinyin, initials, `3-2-402`, the end of a phone number, a tag. */
import type { Elder } from "../../domain/elder.ts";
import type { TodayCard } from "../api.ts";
import { today } from "../day.ts";
import type { Desk } from "../desk.ts";
import { cardOf } from "./today.ts";

const MOST = 50;
const PHONE_DIGITS = 3;

export function searchView(desk: Desk, text: string): TodayCard[] {
  const on = today(desk.clock);
  return desk.replica
    .elders()
    .map((elder) => ({ elder, rank: matchRank(elder, text) }))
    .filter((match): match is { elder: Elder; rank: number } => match.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.elder.plate.localeCompare(b.elder.plate, "zh-Hans-CN", { numeric: true }))
    .slice(0, MOST)
    .map(({ elder }) => cardOf(desk, elder, on, null));
}

/** 0 is the best match; null is none. */
export function matchRank(elder: Elder, text: string): number | null {
  const asked = text.trim().toLowerCase().normalize("NFKC");
  if (asked === "") return null;
  const letters = asked.replace(/\s+/g, "");
  const full = elder.pinyin.full.toLowerCase().replace(/\s+/g, "");
  if (elder.name.startsWith(letters)) return 0;
  if (doorOf(elder).includes(doorText(asked)) && /\d/.test(asked)) return doorOf(elder)[0] === doorText(asked) ? 0 : 1;
  if (elder.pinyin.initials.toLowerCase().startsWith(letters) || full.startsWith(letters)) return 1;
  if (
    elder.name.includes(letters) ||
    elder.pinyin.full
      .toLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(letters))
  )
    return 2;
  if (elder.plate.toLowerCase().includes(asked)) return 2;
  if (isPhoneTail(elder, letters)) return 3;
  if (elder.tags.some((tag) => tag.toLowerCase().includes(letters))) return 4;
  return null;
}

/** `3号楼 2-402` as one may type it: `3-2-402`, `2-402`, `402`. */
function doorOf({ plate, address }: Elder): string[] {
  const parts = [address.building, address.unit, address.room].filter((part): part is string => !!part);
  const ends = parts.map((_, from) => doorText(parts.slice(from).join("-")));
  return [doorText(plate), ...ends];
}

function doorText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[号楼栋幢座单元室#\s_–—./]+/g, "-")
    .replace(/-+/g, "-")
    .replace(/^-|-$/g, "");
}

function isPhoneTail({ phone, contacts }: Elder, digits: string): boolean {
  if (!/^\d+$/.test(digits) || digits.length < PHONE_DIGITS) return false;
  return [phone, ...contacts.map((contact) => contact.phone)].some((number) =>
    number?.replace(/\D/g, "").endsWith(digits),
  );
}

/** Reads a home address as people write it into its parts, as far as it can be read. */
import type { HomeAddress } from "../../domain/elder.ts";

const BUILDING = /^(.*?)(?:第)?([甲乙丙丁]?\d+[A-Za-z]?|[A-Za-z]|[东南西北中])(号楼|号院楼|栋|幢|座|#楼|#|楼)(.*)$/;
const AFTER_BUILDING =
  /^(?:(\d+|[A-Za-z]|[一二三四五六七八九十])(?:单元|门洞|门|-|—))?(?:(\d+)(?:层|楼))?-?([A-Za-z]?\d+[A-Za-z]?)(?:室|号|户)?$/;
const DASHED = /^(.*?)(\d+)-(\d+)-(\d+[A-Za-z]?)(?:室|号)?$/;
const DASHED_SHORT = /^(.*?)(\d+)-(\d{3,4})(?:室|号)?$/;
const COURTYARD = /^(.*?\D)([甲乙丙丁]?\d+号.*)$/;

const CHINESE_DIGITS = "一二三四五六七八九十";

const digits = (text: string) => {
  const at = CHINESE_DIGITS.indexOf(text);
  return text.length === 1 && at >= 0 ? String(at + 1) : text;
};

/** `3号楼` `3栋` `3#` → `3`; `A座`, `东楼` → as they are. */
export function buildingOf(text: string): string {
  const bare = /^(?:第)?([甲乙丙丁]?\d+[A-Za-z]?)(?:号楼|栋|幢|座|#楼|#|楼|号)?$/.exec(text);
  return bare?.[1] ?? text;
}
/** `2单元` `2门` `二单元` → `2` */
export function unitOf(text: string): string {
  return digits(text.replace(/(单元|门洞|门)$/, ""));
}
/** `402室` → `402`; `12号院` stays. */
export function roomOf(text: string): string {
  return /^[A-Za-z]?\d+[A-Za-z]?(室|户)$/.test(text) ? text.slice(0, -1) : text;
}

/** Rooms of blocks carry their floor: `402` → 4, `1203` → 12. */
export function floorOf(room: string): number | undefined {
  const match = /^(\d{1,2})\d{2}$/.exec(room);
  const floor = match ? Number(match[1]) : 0;
  return floor > 0 ? floor : undefined;
}

const inBuilding = (estate: string, building: string, unit: string | undefined, room: string, floor?: string) => ({
  ...(estate ? { estate } : {}),
  building,
  ...(unit === undefined ? {} : { unit: digits(unit) }),
  room,
  ...(floor === undefined ? (floorOf(room) === undefined ? {} : { floor: floorOf(room) }) : { floor: Number(floor) }),
});

/**
 * @param above names that may stand in front and are not part of the home (district, street, community), longest first.
 * @returns the parts; an address no pattern fits stays whole as `room`; null when it names no door at all.
 */
export function readAddress(text: string, above: readonly string[] = []): HomeAddress | null {
  let rest = text.replace(/\s+/g, "");
  for (let cut = true; cut; ) {
    cut = false;
    for (const name of above)
      if (name !== "" && rest.startsWith(name) && rest.length > name.length) {
        rest = rest.slice(name.length);
        cut = true;
      }
  }
  const dashed = DASHED.exec(rest);
  if (dashed) return inBuilding(dashed[1] ?? "", dashed[2] ?? "", dashed[3], dashed[4] ?? "");
  const block = BUILDING.exec(rest);
  if (block) {
    const [, estate = "", number = "", word = "", door = ""] = block;
    const within = AFTER_BUILDING.exec(door);
    if (within) return inBuilding(estate, buildingOf(number + word), within[1], within[3] ?? "", within[2]);
  }
  const short = DASHED_SHORT.exec(rest);
  if (short) return inBuilding(short[1] ?? "", short[2] ?? "", undefined, short[3] ?? "");
  const courtyard = COURTYARD.exec(rest);
  if (courtyard) return { estate: courtyard[1] ?? "", room: courtyard[2] ?? "" };
  return /[\d一二三四五六七八九十]/.test(rest) && /\d|号/.test(rest) ? { room: rest } : null;
}

/** The area table as a roster needs it: communities by code or by the name people write. */
import { type Area, liesIn, shortAreaName } from "../areas/area.ts";

export type AreaBook = {
  byCode(code: string): Area | undefined;
  /** Communities of this name; a street name or the patroller's areas decide where several have it. */
  named(name: string, street: string, within: readonly string[]): Area[];
  isNamed(area: Area, name: string): boolean;
  /** Names that may stand in front of a home's address in this community, longest first. */
  above(area: Area): string[];
};

export function areaBook(areas: readonly Area[]): AreaBook {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const byName = new Map<string, Area[]>();
  for (const area of areas) {
    if (area.level !== "community") continue;
    const name = shortAreaName(area.name);
    byName.set(name, [...(byName.get(name) ?? []), area]);
  }
  const streetOf = (area: Area) => byCode.get(area.code.slice(0, 9))?.name ?? "";
  const districtOf = (area: Area) => byCode.get(area.code.slice(0, 6))?.name ?? "";
  const bare = (name: string) => shortAreaName(name.replaceAll(" ", ""));

  const aboveCache = new Map<string, string[]>();
  return {
    byCode: (code) => {
      const area = byCode.get(code);
      return area?.level === "community" ? area : undefined;
    },
    named: (name, street, within) => {
      const written = bare(name);
      let found = byName.get(written) ?? [];
      if (found.length === 0)
        found = [...byName.values()].flat().filter((area) => written === streetOf(area) + shortAreaName(area.name));
      const ofStreet = found.filter((area) => street !== "" && shortStreet(streetOf(area)) === shortStreet(street));
      if (ofStreet.length > 0) found = ofStreet;
      const covered = found.filter((area) => liesIn(area.code, within));
      return found.length > 1 && covered.length > 0 ? covered : found;
    },
    isNamed: (area, name) => {
      const written = bare(name);
      return written === shortAreaName(area.name) || written === streetOf(area) + shortAreaName(area.name);
    },
    above: (area) => {
      const cached = aboveCache.get(area.code);
      if (cached) return cached;
      const district = districtOf(area);
      const [, city = "", rest = ""] = /^(.+?[省市])(.+)$/.exec(district) ?? [];
      const short = shortAreaName(area.name);
      const names = [district, city, rest, streetOf(area), area.name, `${short}社区居委会`, `${short}社区`];
      const longest = [...new Set(names)].filter((word) => word !== "").sort((a, b) => b.length - a.length);
      aboveCache.set(area.code, longest);
      return longest;
    },
  };
}

const shortStreet = (name: string) => name.replaceAll(" ", "").replace(/(街道办事处|街道|地区|镇|乡)$/, "");

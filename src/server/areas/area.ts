/** Area codes: 6 digits a district, 9 a street, 12 a community; each begins with the code it lies in. */

export const areaLevels = ["district", "street", "community"] as const;
export type AreaLevel = (typeof areaLevels)[number];

export type Area = { code: string; name: string; level: AreaLevel; parent: string | null };

export const CODE_LENGTH: Record<AreaLevel, number> = { district: 6, street: 9, community: 12 };

/** `110102007018` → `110102007`; null for a district. */
export function parentCode(code: string): string | null {
  return code.length > 6 ? code.slice(0, -3) : null;
}

/** Whether `code` lies in (or is) one of `areas`. */
export function liesIn(code: string, areas: readonly string[]): boolean {
  return areas.some((area) => code.startsWith(area));
}

/** `三里河一区社区居委会` → `三里河一区`, the way people write it. */
export function shortAreaName(name: string): string {
  return name.replace(/(社区居民委员会|社区居委会|居民委员会|居委会|村民委员会|村委会|社区)$/, "");
}

/** `三里河一区社区居委会` → `三里河一区社区`, the way screens say it. */
export function communityWords(name: string): string {
  return name.replace(/(居民委员会|居委会)$/, "");
}

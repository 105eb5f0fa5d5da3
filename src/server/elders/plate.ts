/** The door plate, the name patrollers find a home by: `3号楼 2-402`, `真武庙头条 12号`. */
import type { HomeAddress } from "../../domain/elder.ts";

/** `3` → `3号楼`; `A座`, `东楼` stay as they are. */
function buildingWords(building: string): string {
  return /^[甲乙丙丁]?\d+[A-Za-z]?$/.test(building) ? `${building}号楼` : building;
}

export function plateOf(address: HomeAddress): string {
  const door = address.unit === undefined ? address.room : `${address.unit}-${address.room}`;
  const before = address.building === undefined ? address.estate : buildingWords(address.building);
  return before === undefined ? door : `${before} ${door}`;
}

/** Where a row's elder lives and who visits: community, patroller, door, position. */
import type { HomeAddress } from "../../domain/elder.ts";
import { type Area, liesIn } from "../areas/area.ts";
import { looksScientific, withoutSpaces } from "../csv/normal-text.ts";
import { buildingOf, floorOf, readAddress, roomOf, unitOf } from "../elders/address.ts";
import type { KnownAccount } from "../people/people.sql.ts";
import type { AreaBook } from "./area-book.ts";
import { type Point, readPoint, readPointCell, readYesNo } from "./read-cell.ts";
import type { RowReader } from "./row-reader.ts";

const MAX_DOOR = 60;
const MAX_ADDRESS = 120;

export function readPatroller(row: RowReader, accounts: ReadonlyMap<string, KnownAccount>): KnownAccount | null {
  const login = row.text("patroller");
  const account = accounts.get(login.toLowerCase());
  const refuse = (code: string, reason: string) => row.refuse("patroller", code, reason);
  if (login === "") refuse("patroller.missing", "没有填。");
  else if (!account) refuse("patroller.unknown", `没有账号“${login}”，先用 npm run people 导入。`);
  else if (account.role !== "patroller") refuse("patroller.role", `${account.login} 不是巡视员。`);
  else if (account.disabled) refuse("patroller.disabled", `${account.login} 已停用。`);
  else return account;
  return null;
}

function communityByName(row: RowReader, areas: AreaBook, within: readonly string[]): Area | null {
  const name = row.text("communityName");
  const found = areas.named(name, row.text("street"), within);
  if (found.length === 0) row.refuse("communityName", "community.unknown", `片区表里没有“${name}”。`);
  else if (found.length > 1)
    row.refuse("communityName", "community.ambiguous", `有 ${found.length} 个社区叫“${name}”，请填社区代码。`);
  else return found[0] ?? null;
  return null;
}

/** By code, else by name; both must agree, and the patroller's areas must hold it. */
export function readCommunity(row: RowReader, areas: AreaBook, patroller: KnownAccount | null): Area | null {
  const community = find();
  if (community && patroller && !liesIn(community.code, patroller.areas))
    row.refuse(
      "patroller",
      "patroller.outside",
      `${patroller.login} 的片区不包括 ${community.name}（${community.code}）。`,
    );
  return community;

  function find(): Area | null {
    // Some lists write the code in the column for the name.
    const named = row.text("communityName");
    const isCode = /^\d{12}$/.test(named);
    const name = isCode ? "" : named;
    const code = withoutSpaces(row.text("community")) || (isCode ? named : "");
    const refuse = (reason: string, words: string) => row.refuse("community", `community.${reason}`, words);
    if (code === "" && name !== "") return communityByName(row, areas, patroller?.areas ?? []);
    const area = areas.byCode(code);
    if (code === "") row.refuse(row.has("community") ? "community" : "communityName", "community.missing", "没有填。");
    else if (looksScientific(code)) refuse("scientific", `被表格改成了“${code}”，请把这一列设为文本再填。`);
    else if (!/^\d{12}$/.test(code)) refuse("form", `社区代码是 12 位数字，写的是“${code}”。`);
    else if (!area) refuse("unknown", `片区表里没有 ${code}，先用 npm run areas 导入。`);
    else if (name !== "" && !areas.isNamed(area, name))
      row.refuse("communityName", "community.differs", `和社区代码对不上，${code} 是${area.name}。`);
    else return area;
    return null;
  }
}

/** Doors in parts (小区, 楼栋, 单元, 门牌), else one address text. */
export function readHome(row: RowReader, above: readonly string[]): HomeAddress | null {
  for (const key of ["estate", "building", "unit", "room"] as const) row.limit(key, MAX_DOOR);
  row.limit("address", MAX_ADDRESS);
  const floorText = row.text("floor");
  const floor = /^(-?\d{1,2})(层|楼)?$/.exec(floorText)?.[1];
  if (floorText !== "" && floor === undefined)
    row.refuse("floor", "floor.form", `楼层应是数字，写的是“${floorText}”。`);
  const lift = row.read("lift", readYesNo);
  const more = { ...(floor === undefined ? {} : { floor: Number(floor) }), ...(lift === undefined ? {} : { lift }) };
  const estate = row.text("estate") === "" ? {} : { estate: row.text("estate") };
  const [building, unit, room] = [row.text("building"), row.text("unit"), row.text("room")];

  if (room !== "" && (building !== "" || unit !== "")) {
    const door = roomOf(room);
    const guessed = building === "" ? undefined : floorOf(door);
    return {
      ...estate,
      ...(building === "" ? {} : { building: buildingOf(building) }),
      ...(unit === "" ? {} : { unit: unitOf(unit) }),
      room: door,
      ...(guessed === undefined ? {} : { floor: guessed }),
      ...more,
    };
  }
  if (room !== "") {
    // `3号楼2单元402` or `真武庙头条12号` in the one cell for the door.
    const whole = readAddress(room, above);
    const split = whole && (whole.building !== undefined || row.text("estate") === "");
    return { ...estate, ...(split ? whole : { room: roomOf(room) }), ...more };
  }
  const text = row.text("address");
  if (text === "") {
    row.refuse(row.has("room") ? "room" : "address", "address.missing", "没有填。");
    return null;
  }
  const whole = readAddress(text, above);
  if (whole) return { ...estate, ...whole, ...more };
  row.refuse("address", "address.no-door", `看不出门牌号：“${text}”。`);
  return null;
}

/** WGS-84, in one cell or two. */
export function readHomePoint(row: RowReader): Point | undefined {
  const [lat, lng, both, datum] = [row.text("lat"), row.text("lng"), row.text("point"), row.text("datum")];
  if (lat === "" && lng === "" && both === "") return undefined;
  if (datum !== "" && !/wgs|84|cgcs|2000/i.test(datum)) {
    row.refuse("datum", "point.datum", "坐标要用 WGS-84（GPS）坐标；高德、腾讯、百度的坐标会偏几百米。");
    return undefined;
  }
  if (both !== "") return row.read("point", readPointCell);
  if (lat === "" || lng === "") {
    row.refuse(lat === "" ? "lat" : "lng", "point.half", "经度、纬度要一起填。");
    return undefined;
  }
  return row.read("lat", () => readPoint(lat, lng));
}

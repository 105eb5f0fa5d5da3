/** Who works in the demo. */
import type { Role } from "../../domain/scales.ts";
import { uuid7 } from "../elders/uuid7.ts";
import { demoPlaces } from "./homes.ts";
import type { Staff } from "./life.ts";
import { randomOf } from "./random.ts";

/** One password for every demo account, printed at start. Demo data is invented, so it protects nothing. */
export const DEMO_PASSWORD = "xunan-demo";

const STREET = "110102007";
export const DEMO_DISTRICT = "110102";

const people: readonly (readonly [login: string, name: string, role: Role, areas: string[]])[] = [
  ["patroller1", "刘静", "patroller", [demoPlaces[0]?.code ?? ""]],
  ["patroller2", "陈晓燕", "patroller", [demoPlaces[0]?.code ?? ""]],
  ["patroller3", "赵磊", "patroller", [demoPlaces[0]?.code ?? ""]],
  ["patroller4", "孙丽娟", "patroller", [demoPlaces[1]?.code ?? ""]],
  ["patroller5", "马超", "patroller", [demoPlaces[1]?.code ?? ""]],
  ["patroller6", "杨帆", "patroller", [demoPlaces[1]?.code ?? ""]],
  ["supervisor1", "周敏", "supervisor", [STREET]],
  ["supervisor2", "韩志远", "supervisor", [DEMO_DISTRICT]],
  ["admin", "系统管理员", "admin", []],
];

export const DEMO_ACCOUNTS: readonly string[] = people.map(([login]) => login);

export function demoStaff(since: Date): Staff[] {
  const random = randomOf("staff");
  return people.map(([login, name, role, areas]) => ({
    id: uuid7(since, random.bytes(10)),
    login,
    name,
    role,
    areas,
  }));
}

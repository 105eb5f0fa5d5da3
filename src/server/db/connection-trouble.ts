/** Why a database could not be reached, in one sentence; the password in the address is never shown. */
import { Trouble } from "../trouble.ts";

const reasons: Record<string, [string, string]> = {
  ECONNREFUSED: ["那里没有数据库在运行", "nothing is listening there"],
  ENOTFOUND: ["找不到这台主机", "the host is not known"],
  EAI_AGAIN: ["找不到这台主机", "the host is not known"],
  ETIMEDOUT: ["连接超时", "the connection timed out"],
  EHOSTUNREACH: ["网络到不了那里", "no route to the host"],
  "28P01": ["用户名或密码不对", "wrong user or password"],
  "28000": ["这个用户不让进", "this user is not let in"],
  "3D000": ["没有这个数据库", "there is no such database"],
  "53300": ["数据库的连接数满了", "the server has no connections left"],
  "57P03": ["数据库正在启动或恢复", "the database is starting up"],
};

export function connectionTrouble(error: unknown, connectionString: string): Trouble {
  const url = new URL(connectionString);
  const place = `${url.hostname}:${url.port || 5432}${url.pathname}`;
  // A name with two addresses gives an AggregateError, whose first part tells.
  const first = (error as { errors?: unknown[] }).errors?.[0] ?? error;
  const code = (first as { code?: string }).code ?? "";
  const timeout = (error as Error).message?.includes("timeout") ? reasons["ETIMEDOUT"] : undefined;
  const [zh, en] = reasons[code] ?? timeout ?? [code || "连接失败", code || "the connection failed"];
  return new Trouble(`连不上数据库 ${place}：${zh}。`, `The database at ${place} cannot be reached: ${en}.`);
}

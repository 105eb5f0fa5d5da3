/**
 * The one catalogue of reasons to say no: refusals, verdicts and HTTP errors as `noun.reason`, never reused.
 * `status` is the HTTP status where the code ends a REST request. `{…}` in the words is filled by whoever shows them.
 */
export type CodeEntry = { status: number; zh: string; en: string };

export const codes = {
  "session.none": { status: 401, zh: "请先登录。", en: "Please sign in." },
  "session.wrong-password": { status: 401, zh: "账号或密码不对。", en: "Wrong user name or password." },
  "session.too-many": {
    status: 429,
    zh: "试的次数太多，请 {seconds} 秒后再试。",
    en: "Too many tries. Try again in {seconds} s.",
  },
  "session.must-change-password": { status: 403, zh: "请先设一个新密码。", en: "Set a new password first." },
  "session.wrong-role": { status: 403, zh: "这个账号不能用这里。", en: "This account cannot be used here." },
  "password.too-weak": {
    status: 400,
    zh: "新密码太简单：至少 8 位，不要用常见密码。",
    en: "Too simple: at least 8 characters, not a common password.",
  },
  "request.invalid": { status: 400, zh: "内容不合要求：{detail}", en: "Not acceptable: {detail}" },
  "request.not-found": { status: 404, zh: "没有找到。", en: "Not found." },
  "request.too-large": { status: 413, zh: "内容太大。", en: "Too large." },
  "request.cross-site": { status: 403, zh: "请从本站页面操作。", en: "Please act from this site's own pages." },
  "server.trouble": {
    status: 500,
    zh: "服务器出了问题，请稍后再试。",
    en: "The server is in trouble. Try again later.",
  },
  "server.busy": { status: 503, zh: "服务器正忙，请稍后再试。", en: "The server is busy. Try again in a moment." },
  "server.database-down": {
    status: 503,
    zh: "数据库暂时连不上，请稍后再试。",
    en: "The database cannot be reached. Try again later.",
  },
  "app.outdated": { status: 426, zh: "这个版本太旧了，请更新后再用。", en: "This version is too old. Please update." },
  "envelope.invalid": { status: 400, zh: "这条记录的外壳读不懂。", en: "The wrapping of this record cannot be read." },
  "envelope.newer": {
    status: 0,
    zh: "这条记录来自更新的版本，服务器已收好。请告诉督导。",
    en: "Written by a newer version; the server keeps it. Tell your supervisor.",
  },
  "envelope.unreadable": {
    status: 0,
    zh: "服务器读不懂这条记录，已收好。请告诉督导。",
    en: "The server cannot read this record, but keeps it. Tell your supervisor.",
  },
  "mutation.unknown-kind": {
    status: 0,
    zh: "服务器还不认识这种记录，已收好。请告诉督导。",
    en: "The server does not know this kind yet, but keeps it. Tell your supervisor.",
  },
  "mutation.invalid": {
    status: 0,
    zh: "这条记录的内容不合要求，请改一改再交。",
    en: "Something in this record is not acceptable. Correct it and send again.",
  },
  "mutation.newer-fields": {
    status: 0,
    zh: "这条记录里有服务器还不认识的内容，已收好。请告诉督导。",
    en: "It holds something the server does not know yet; the server keeps it. Tell your supervisor.",
  },
  "mutation.not-allowed": { status: 403, zh: "这个账号不能做这件事。", en: "This account may not do this." },
  "mutation.failed": {
    status: 0,
    zh: "服务器处理这条记录时出了错，已收好。请告诉督导。",
    en: "The server failed on this record, but keeps it. Tell your supervisor.",
  },
  "mutation.wrong-author": {
    status: 0,
    zh: "这条记录是别人登录时写的，服务器已收好。请告诉督导。",
    en: "Recorded under another account; the server keeps it. Tell your supervisor.",
  },
  "outbox.not-empty": {
    status: 0,
    zh: "还有 {waiting} 条没传上去。",
    en: "{waiting} still to send.",
  },
  "elder.unknown": { status: 404, zh: "没有这位老人的档案。", en: "No such elder." },
  "mutation.lane-waits": {
    status: 0,
    zh: "同一位老人前面的记录还没处理完，稍后再传。",
    en: "An earlier record of the same elder is still waiting.",
  },
  "elder.not-assigned": {
    status: 0,
    zh: "这位老人已不归您负责，您填的服务器已收好。请告诉督导。",
    en: "No longer assigned to you; the server keeps what you recorded. Tell your supervisor.",
  },
  "visit.unknown": { status: 404, zh: "没有这次巡视。", en: "No such visit." },
  "visit.stale-revision": {
    status: 409,
    zh: "这次巡视已有更新的版本，请刷新后再看。",
    en: "There is a newer revision of this visit. Refresh first.",
  },
  "visit.not-submitted": { status: 409, zh: "这次巡视现在不在待审状态。", en: "This visit is not waiting for review." },
  "visit.not-returned": {
    status: 409,
    zh: "这次巡视没有被退回，不能改交。",
    en: "This visit was not returned, so it cannot be sent again.",
  },
  "visit.own-review": { status: 403, zh: "不能审核自己做的巡视。", en: "Nobody reviews a visit of their own." },
  "visit.unknown-ruleset": {
    status: 0,
    zh: "服务器还没有这个版本的检查表，已收好。请告诉督导。",
    en: "The server does not have this checklist yet, but keeps the record. Tell your supervisor.",
  },
  "hazard.unknown": { status: 404, zh: "没有这条隐患。", en: "No such hazard." },
  "hazard.not-open": { status: 409, zh: "这条隐患已经处理过了。", en: "This hazard is no longer open." },
  "id-number.length": {
    status: 400,
    zh: "身份证号应是 18 位，这里是 {length} 位。",
    en: "An ID number has 18 characters, this has {length}.",
  },
  "id-number.old": {
    status: 400,
    zh: "这是 15 位老号码，请填 18 位身份证号。",
    en: "An old 15-digit number: please give the 18-digit one.",
  },
  "id-number.characters": {
    status: 400,
    zh: "身份证号前 17 位应是数字，末位是数字或 X。",
    en: "17 digits, then a digit or X.",
  },
  "id-number.birth-date": {
    status: 400,
    zh: "身份证号里的出生日期不存在。",
    en: "The birth date inside the ID number does not exist.",
  },
  "id-number.checksum": {
    status: 400,
    zh: "身份证号校验位不对，请核对。",
    en: "The check digit of the ID number is wrong.",
  },
  "id-number.demo-only": {
    status: 400,
    zh: "98、99 开头的身份证号只能用在演示里。",
    en: "ID numbers starting with 98 or 99 are for demo data only.",
  },
  "answer.out-of-range": {
    status: 400,
    zh: "{field}应在 {min} 到 {max} 之间，请再看一遍。",
    en: "{field} must be between {min} and {max}. Look again.",
  },
  "answer.step": { status: 400, zh: "{field}最多 {decimals} 位小数。", en: "{field}: at most {decimals} decimals." },
  "answer.pressure-order": {
    status: 400,
    zh: "高压要比低压大，请再看一遍。",
    en: "Systolic must be above diastolic. Look again.",
  },
  "answer.month": { status: 400, zh: "年月不对，请按 2026-11 这样填。", en: "Not a month: write it like 2026-11." },
  "answer.unknown-option": { status: 400, zh: "没有这个选项。", en: "No such option." },
  "hazard.wrong-elder": { status: 409, zh: "这条隐患不是这位老人的。", en: "This hazard belongs to another elder." },
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof codes;

/** Words for a code, gaps filled; an unknown code (from a newer server) is given back as it is. */
export function codeWords(code: string, language: "zh" | "en", gaps: Record<string, string | number> = {}): string {
  const entry = (codes as Record<string, CodeEntry>)[code];
  if (!entry) return code;
  return entry[language].replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? ""));
}

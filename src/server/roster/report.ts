/** What an import did, or with `--dry-run` would do, in lines for a terminal. */
import type { Change } from "./plan-import.ts";

const LISTED = 30;

function changeWords(change: Change): string {
  const { elder } = change.row;
  const what = { added: "新增", updated: "更新", unchanged: "未变" }[change.kind];
  const moved = change.movedFrom === null ? "" : `，从 ${change.movedFrom} 转来`;
  const handed = change.kind === "added" || !change.joins ? "" : `，改由 ${change.entry.patroller.login} 巡视`;
  const first = change.kind === "added" && elder.state.nextDueOn ? `，首次巡视 ${elder.state.nextDueOn}` : "";
  return `第 ${change.entry.line} 行 ${what}：${elder.name}，${elder.communityName} ${elder.plate}，${change.entry.patroller.login}${moved}${handed}${first}`;
}

export function importReport(changes: readonly Change[], options: { dryRun: boolean; skipped: number }): string[] {
  const count = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
  const handed = changes.filter((change) => change.kind !== "added" && change.joins).length;
  const lines: string[] = [];
  if (options.dryRun) {
    const listed = changes.filter((change) => change.kind !== "unchanged");
    lines.push(...listed.slice(0, LISTED).map(changeWords));
    if (listed.length > LISTED) lines.push(`……还有 ${listed.length - LISTED} 行。`);
  }
  lines.push(
    `${options.dryRun ? "试运行，什么都没有写入。会" : "老人："}新增 ${count("added")}，更新 ${count("updated")}，未变 ${count("unchanged")}，换巡视员 ${handed}。`,
  );
  if (options.skipped > 0) lines.push(`跳过了有问题的 ${options.skipped} 行。`);
  return lines;
}

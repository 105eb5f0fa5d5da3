/** What is wrong in a file somebody gave us, in words that person can act on. */

/**
 * `line` is the line in the file as an editor counts it (1 = first, a quoted cell may span several); null when
 * the whole file is meant. `column` is the header as the file writes it. `code` is `noun.reason`, for tests and
 * searches; `reason` is what is shown.
 */
export type Problem = { line: number | null; column: string | null; code: string; reason: string };

/** `第 12 行「身份证号」：校验码不对` */
export function problemWords(problem: Problem): string {
  const where = `${problem.line === null ? "整个文件" : `第 ${problem.line} 行`}${problem.column === null ? "" : `「${problem.column}」`}`;
  return `${where}：${problem.reason}`;
}

/** Every problem in the order of the file; how many there are stands before and after, where a long list is looked at. */
export function problemReport(problems: readonly Problem[]): string[] {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const bad = new Set(problems.flatMap((problem) => problem.line ?? [])).size;
  const total = `一共 ${problems.length} 处问题${bad > 0 ? `，在 ${bad} 行里` : ""}。`;
  return [total, ...sorted.map(problemWords), total];
}

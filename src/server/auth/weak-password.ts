/** Passwords that are guessed first: short, known, runs on the keyboard, one character again and again, digits only. */

const COMMON = `
  password passw0rd p@ssword p@ssw0rd letmein welcome admin administrator iloveyou sunshine princess football
  baseball superman batman trustno1 starwars whatever dragon monkey master shadow michael jordan jennifer computer
  internet changeme default secret test testtest guest root user login hello helloworld woaini woaiwojia nihao
  mima wodemima zhongguo china beijing shanghai xicheng aaaa abcd asdf qwer zxcv xunan xunandemo laoren shequ
  wangge wanggeyuan tianxia longlong taobao alibaba tencent huawei xiaomi dearbook liang loveyou caonima nicheng
  zhang wang li
`.split(/\s+/);
const ROWS = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb",
  "!@#$%^&*()",
];

/** Undoes the swaps and tails everyone knows: `P@ssw0rd2026!` is `password`. */
function bare(text: string): string {
  const swaps: Record<string, string> = { "@": "a", "0": "o", "1": "l", "3": "e", $: "s", "5": "s" };
  return text
    .replace(/[\d\W_]+$/, "")
    .replace(/^[\d\W_]+/, "")
    .replace(/[@013$5]/g, (sign) => swaps[sign] ?? sign);
}

/** Made of no more than two runs along a row of keys, either way, such as `qwer4321`. */
function isRuns(text: string): boolean {
  const rows = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(""))];
  const runAt = (from: number) => {
    let end = from + 1;
    while (end < text.length && rows.some((row) => row.includes(text.slice(from, end + 1)))) end += 1;
    return end;
  };
  return runAt(runAt(0)) >= text.length;
}

/** @returns whether `password` must not become the password of `login`. */
export function isWeakPassword(password: string, login: string): boolean {
  const text = password.normalize("NFKC").toLowerCase();
  const own = login.normalize("NFKC").toLowerCase();
  if ([...text].length < 8) return true;
  if (text === own || bare(text) === bare(own) || (own.length >= 4 && text.replace(own, "").length < 4)) return true;
  // Birthdays, telephone and account numbers.
  if (/^\d{1,12}$/.test(text)) return true;
  if (new Set(text).size < 4) return true;
  return COMMON.includes(bare(text)) || COMMON.includes(text) || isRuns(text);
}

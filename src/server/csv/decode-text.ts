/** Turns the bytes of a file into text, or says plainly what kind of file was given instead. */
import type { Problem } from "./problem.ts";

const whole = (code: string, reason: string): Problem => ({ line: null, column: null, code, reason });

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, at) => bytes[at] === byte);

function decodes(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Control characters no text file holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f]/;

/** @returns the text without its byte order mark, or the one problem that says what the file is. */
export function decodeText(bytes: Uint8Array): string | Problem {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return whole("file.excel", "这是 Excel 文件，请另存为 CSV UTF-8。");
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))
    return whole("file.utf16", "这是 UTF-16（Unicode 文本）文件，请另存为 CSV UTF-8。");
  if (bytes.includes(0)) return whole("file.binary", "这不是文字表格，请给 CSV UTF-8 文件。");
  const text = decodes(bytes, "utf-8");
  if (text === null) {
    const chinese = decodes(bytes, "gb18030");
    return chinese !== null && !CONTROL.test(chinese)
      ? whole("file.gb18030", "这个文件是 GB18030（GBK）编码，请另存为 CSV UTF-8。")
      : whole("file.binary", "这不是文字表格，请给 CSV UTF-8 文件。");
  }
  if (CONTROL.test(text) || text.startsWith("%PDF-"))
    return whole("file.binary", "这不是文字表格，请给 CSV UTF-8 文件。");
  if (text.trim() === "") return whole("file.empty", "文件是空的。");
  if (/^\s*</.test(text)) return whole("file.web-page", "这是网页格式的表格，请用表格软件打开后另存为 CSV UTF-8。");
  return text;
}

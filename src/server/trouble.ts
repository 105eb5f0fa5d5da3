/**
 * Something the person who runs the server has to put right. It is printed as one sentence (Chinese, then
 * English) without a stack, and the program ends with code 1.
 */
export class Trouble extends Error {
  constructor(zh: string, en: string) {
    super(`${zh} ${en}`);
    this.name = "Trouble";
  }
}

/** Prints what went wrong to stderr: the sentence of a Trouble, else the stack, because then it is our fault. */
export function printTrouble(error: unknown): void {
  const text = error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`巡安: ${text}\n`);
}

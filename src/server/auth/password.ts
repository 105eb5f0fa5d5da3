/** Passwords are kept as argon2id, with OWASP's floor for its cost. */
import { hash, verify } from "@node-rs/argon2";
import { fail } from "../errors.ts";

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each costs 19 MiB and some 80 ms of a core: more at once would only make all of them slower. */
const AT_ONCE = 2;
const MAX_WAITING = 100;
const waiting: (() => void)[] = [];
let running = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) fail("server.busy");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The same password typed on another keyboard is the same password. */
const normal = (password: string) => password.normalize("NFKC");

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), COST));
}

/** False too for a stored hash that cannot be read. */
export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return inTurn(() => verify(stored, normal(password)).catch(() => false));
}

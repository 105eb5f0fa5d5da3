/** What an error of the database driver means for a request. */

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "");
const messageOf = (error: unknown) => String((error as { message?: unknown }).message ?? "");

const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"]);

/** Cannot be reached, is starting or stopping, or has no connections left. */
export function isDatabaseDown(error: unknown): boolean {
  const code = codeOf(error);
  if (NETWORK.has(code) || /^08|^57P0|^53300$/.test(code)) return true;
  // The pool and a cut connection give no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    messageOf(error),
  );
}

/** Reached, but it gave up waiting or is out of room: lock and statement time-outs, deadlock, disk, memory. */
export function isDatabaseBusy(error: unknown): boolean {
  return /^(55P03|57014|25P03|40001|40P01|53\w{3})$/.test(codeOf(error));
}

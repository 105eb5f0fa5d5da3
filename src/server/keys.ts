/**
 * The server's own keys, in DATA_DIR/keys (0700, files 0600), made at the first start. Without them ID numbers can
 * be neither found nor read, so they belong into every backup, and apart from the database.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Trouble } from "./trouble.ts";

export type Keys = {
  /** Blind index of an ID number: the same number gives the same 32 bytes, and nobody without the key can try numbers. */
  idHash(text: string): Buffer;
  /** AES-256-GCM: version byte, 12 bytes nonce, 16 bytes tag, ciphertext. */
  seal(text: string): Buffer;
  /** @throws when the box was changed or sealed with another key. */
  open(box: Buffer): string;
  /** Tells two sets of keys apart and gives nothing away. */
  fingerprint: string;
};

const BYTES = 32;
const VERSION = 1;

export function loadKeys(dataDir: string): Keys {
  const hashKey = readSecret(dataDir, "id-number");
  const boxKey = readSecret(dataDir, "box");
  const hash = (text: string) => createHmac("sha256", hashKey).update(text).digest();
  return {
    idHash: hash,
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", boxKey, nonce);
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), sealed]);
    },
    open(box) {
      if (box[0] !== VERSION || box.length < 29) throw new Error("not a sealed box of this version");
      const opener = createDecipheriv("aes-256-gcm", boxKey, box.subarray(1, 13), { authTagLength: 16 });
      opener.setAuthTag(box.subarray(13, 29));
      return Buffer.concat([opener.update(box.subarray(29)), opener.final()]).toString("utf8");
    },
    fingerprint: createHash("sha256")
      .update("xunan keys 1")
      .update(hash("fingerprint"))
      .update(boxKey)
      .digest("hex")
      .slice(0, 16),
  };
}

/** Reads one 32-byte secret, made on first use; two programs that start together end up with the same one. */
export function readSecret(dataDir: string, name: string): Buffer {
  const folder = join(dataDir, "keys");
  const path = join(folder, name);
  try {
    return wholeSecret(path, readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const own = `${path}.${process.pid}`;
  writeFileSync(own, randomBytes(BYTES), { mode: 0o600, flush: true });
  try {
    // A link never replaces a file that is there already.
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return wholeSecret(path, readFileSync(path));
}

function wholeSecret(path: string, secret: Buffer): Buffer {
  if (secret.length === BYTES) return secret;
  throw new Trouble(`钥匙文件 ${path} 坏了，请从备份里恢复。`, "This key file is damaged: restore it from a backup.");
}

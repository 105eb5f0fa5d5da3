/** Sealing of what is stored. The identity cipher stands where the vault's AES-GCM comes; boxes say how they were sealed. */

/** Stored beside nothing that says what is in it. `data` is text for `none`, bytes for a real cipher. */
export type Box = { alg: string; data: string | Uint8Array };

/**
 * `place` is where the box belongs (`draft/<id>`, `page/7` …). A real cipher binds it into the seal, so that a box
 * moved to another place does not open. Never call it inside a transaction: IndexedDB commits while we wait.
 */
export type Cipher = {
  alg: string;
  seal(place: string, text: string): Promise<Box>;
  /** Throws when the box was sealed otherwise or elsewhere. */
  open(place: string, box: Box): Promise<string>;
};

export const plainCipher: Cipher = {
  alg: "none",
  async seal(_place, text) {
    return { alg: "none", data: text };
  },
  async open(place, box) {
    if (box.alg !== "none" || typeof box.data !== "string")
      throw new Error(`box at ${place} is sealed with ${box.alg}`);
    return box.data;
  },
};

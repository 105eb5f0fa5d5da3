/** What only the server knows of an elder, sealed in `profile_box`: the full profile and words kept as written. */
import type { ElderProfile } from "../../domain/profile.ts";
import type { Keys } from "../keys.ts";

export type SealedProfile = {
  v: 1;
  profile: ElderProfile;
  phone: string | null;
  landline: string | null;
  /** Names of diseases, medicines, aids and disability, as the roster writes them. */
  asWritten: Record<string, string>;
};

export function sealProfile(keys: Keys, sealed: SealedProfile): Buffer {
  return keys.seal(JSON.stringify(sealed));
}

export function openProfile(keys: Keys, box: Buffer): SealedProfile {
  return JSON.parse(keys.open(box)) as SealedProfile;
}

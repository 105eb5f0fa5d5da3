/** One elder as a roster row gives it. What the row does not say is absent, so that an update leaves it as it was. */
import type { Contact, ElderStatus, HomeAddress } from "../../domain/elder.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import type { Area } from "../areas/area.ts";

export type RosterEntry = {
  line: number;
  name: string;
  idNumber: string | null;
  birthOn: string | null;
  sex?: 0 | 1 | 2 | 9 | undefined;
  community: Area;
  address: HomeAddress;
  /** null = the row says there is none. */
  phone?: string | null | undefined;
  landline?: string | null | undefined;
  contacts?: Contact[] | undefined;
  advice?: string | undefined;
  homePoint?: { lat: number; lng: number } | undefined;
  status?: ElderStatus | undefined;
  profile: Partial<ElderProfile>;
  /** Sensitive words kept sealed as they were written: names of diseases, medicines, aids, disability. */
  asWritten: Record<string, string>;
  patroller: { userId: string; login: string };
};

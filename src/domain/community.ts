/** A community (社区) as rules and phone need it, and the settings an area may change (domain pack marks them `[P]`). */
import type { CareLevel } from "./scales.ts";

export type AreaSettings = {
  /** Heating season by month-day, both ends in it. */
  heatingSeason: { from: string; to: string };
  /** Official heat warning in force. */
  heatWarning: boolean;
  /** Days between visits where a stricter local rule holds, e.g. `{ aloneAged80: 7 }`. */
  local: { aloneAged80?: number | undefined };
  /** Local numbers the action cards dial. */
  phones: { gas: string; heating: string; dutyDesk: string };
  /** Which end of the stars is shown as more: more care, or more safety. */
  starDirection: "care" | "safety";
};

export type Community = {
  code: string;
  name: string;
  streetName: string;
  districtName: string;
  settings: AreaSettings;
};

export type IntervalTable = Record<CareLevel, { days: number; graceDays: number }>;

/** What holds where no area says otherwise. */
export const defaultSettings: AreaSettings = {
  heatingSeason: { from: "11-15", to: "03-15" },
  heatWarning: false,
  local: {},
  phones: { gas: "", heating: "", dutyDesk: "" },
  starDirection: "care",
};

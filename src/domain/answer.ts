/** One answer to one checklist item, as the patroller gave it. */
import type { Instant, Month } from "./time.ts";

/** Item code of the rule set, e.g. `U02`. */
export type ItemCode = string;
/** Option code inside an item (`A`…`E`; `0`,`1`,`2`,`3+` for H07). A code, never shown on a screen. */
export type OptionCode = string;
/** Fact id of the rule set, e.g. `gas_used`. */
export type FactId = string;

/**
 * Measured values beside the option. Decimals in natural units (°C, mmol/L, s, kg); rules compare them ×10.
 * H02 sys/dia mmHg · H03 pulse bpm, celsius, spo2 % (any may be missing) · H04 mmol + fasting ·
 * H06 tugSeconds · H07 ticks · H09 kg · L11 celsius · M02 scale+score · M04 errors (+ wordSet 0–3) ·
 * U02 fitted/expires · U03, U04 bought · U05 expires · U07 nextTest/scrap.
 */
export type AnswerValue = {
  sys?: number | undefined;
  dia?: number | undefined;
  pulse?: number | undefined;
  celsius?: number | undefined;
  spo2?: number | undefined;
  mmol?: number | undefined;
  fasting?: boolean | undefined;
  tugSeconds?: number | undefined;
  ticks?: string[] | undefined;
  kg?: number | undefined;
  scale?: "PHQ-2" | "GDS-5" | undefined;
  score?: number | undefined;
  errors?: number | undefined;
  wordSet?: number | undefined;
  fitted?: Month | undefined;
  expires?: Month | undefined;
  bought?: Month | undefined;
  nextTest?: Month | undefined;
  scrap?: Month | undefined;
};

export type Answered = {
  state: "answered";
  option: OptionCode;
  /** `tap` chosen singly · `shortcut` by 这里其余无异常 · `value` banded from a measured number. */
  source: "tap" | "shortcut" | "value";
  value?: AnswerValue | undefined;
  /** L11 only, from option B on. */
  direction?: "cold" | "hot" | undefined;
  /** 当场整改: fixed while the patroller was there, in words. */
  fixed?: { note: string; at: Instant } | undefined;
  note?: string | undefined;
  at: Instant;
};

/** Not seen, refused, or does not apply: never scored; coverage counts it as unanswered (§3.4). `na` leaves the due set. */
export type Unanswered = {
  state: "not_seen" | "refused" | "na";
  note?: string | undefined;
  at: Instant;
};

export type Answer = Answered | Unanswered;
export type Answers = Record<ItemCode, Answer>;

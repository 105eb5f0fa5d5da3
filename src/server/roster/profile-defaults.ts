/** What holds for an elder of whom a roster says nothing. */
import type { ElderProfile } from "../../domain/profile.ts";

/**
 * Where a home was never described, the safe guess is that gas is used: the patroller is then asked about it and can
 * say that it does not apply. The other guess would leave a gas leak unasked.
 */
export const profileDefaults: ElderProfile = {
  living: "family",
  abilityLevel: 0,
  severeDisability: false,
  dementia: "no",
  specialFamily: false,
  hardship: "none",
  diagnoses: [],
  takesMedicine: false,
  bedbound: false,
  wheelchair: false,
  hardOfHearing: false,
  gasType: "natural",
  heating: "district",
  waterHeater: "none",
  eBike: false,
  smoker: false,
  homeOxygen: false,
  hasSteps: false,
  incense: false,
  candles: false,
  induction: false,
  solidFuelCooking: false,
  hasCarer: false,
  oneKeyDevice: false,
};

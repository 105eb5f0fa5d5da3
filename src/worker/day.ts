/** Which day it is, by the corrected clock. */
import { dayOf } from "../domain/calendar.ts";
import type { Day } from "../domain/time.ts";
import type { PhoneClock } from "./clock.ts";

export const today = (clock: PhoneClock): Day => dayOf(clock.now());

/** The numbers both sides agree on. No schema here: the phone imports this without a parser. */

/** Major version of the wire. Add-only within it [K9]. */
export const PROTOCOL = 1;

/** Envelope version. */
export const ENVELOPE_VERSION = 1;

/** Envelopes in one push, at most. */
export const MAX_ENVELOPES = 200;

/** Priority of an envelope; lower goes first: SOS, critical hazard, visit, the rest. */
export const prio = { sos: 0, critical: 1, visit: 2, other: 3 } as const;

/** Days for which a phone holds its patroller's own visits; one still submitted or returned stays longer [K5]. */
export const OWN_VISIT_DAYS = 30;

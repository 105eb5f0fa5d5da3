/** Whether an answer is of the server we think we talk to. Epochs are opaque: they can only be equal or not [K12]. */
export type EpochNews = "same" | "first" | "new" | "old";

/**
 * `known` is the epoch this phone holds to now, `sentTo` the one it held to when it asked. An answer of the epoch we
 * asked, when we meanwhile hold to another, is a late one of a server that was since restored: it must not flip us back.
 */
export function epochNews(answered: string, known: string | null, sentTo: string | null): EpochNews {
  if (answered === known) return "same";
  if (known === null) return "first";
  return answered === sentTo ? "old" : "new";
}

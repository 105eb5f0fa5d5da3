/** A failure as the patroller reads it: what happened and that the work is safe. Never a code. */
import { codeWords } from "../../domain/codes.ts";
import { language } from "../../ui/settings.ts";
import type { Trouble } from "../../worker/api.ts";
import { p } from "./part-words.ts";

export function troubleWords(trouble: Trouble): string {
  switch (trouble.word) {
    case "offline":
      return p("offline");
    case "signed-out":
      return p("signedOutTrouble");
    case "outdated-app":
      return p("outdated");
    case "server-trouble":
      return trouble.retryAfterS ? p("serverTroubleWait", { seconds: trouble.retryAfterS }) : p("serverTrouble");
    case "storage-refused":
      return p("storageRefused");
    case "elsewhere":
      return p("elsewhere");
    case "refused":
      return codeWords(trouble.code, language(), trouble.gaps);
  }
}

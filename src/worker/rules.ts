/** The rules of domain/mutations, as the replica replays them: by kind, with arguments that were checked when recorded. */
import { isMutationKind, mutations } from "../domain/mutations.ts";
import type { RuleOf } from "../replica/overlay.ts";

export const ruleOf: RuleOf = (kind) => {
  if (!isMutationKind(kind)) return null;
  return mutations[kind].rule as ReturnType<RuleOf>;
};

/** The rules of domain/mutations as the replica replays them: by kind, with arguments that this phone made itself. */
import { mutationRules } from "../domain/mutation-rules.ts";
import type { RuleOf } from "../replica/overlay.ts";

const rules = new Map<string, unknown>(Object.entries(mutationRules));

export const ruleOf: RuleOf = (kind) => (rules.get(kind) as ReturnType<RuleOf> | undefined) ?? null;

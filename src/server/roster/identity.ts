/**
 * Who is who: a row is a known elder by ID number, else by name, birth date and community. Where that cannot be
 * decided, the row is a problem and a person decides.
 */
import type { Problem } from "../csv/problem.ts";
import type { RosterEntry } from "./entry.ts";

/** An elder already on file, as far as identity goes. */
export type KnownPerson = {
  elderId: string;
  community: string;
  name: string;
  birthOn: string | null;
  idHash: string | null;
};

/** The ID's blind index as hex, null without an ID. */
export type HashOf = (entry: RosterEntry) => string | null;

const who = (person: { name: string; community: string }) => `${person.community} ${person.name}`;
const whoOf = (entry: RosterEntry) => who({ name: entry.name, community: entry.community.code });

/** `differ` also where only a year is known and it is another one. */
function compareBirth(a: string | null, b: string | null): "same" | "perhaps" | "differ" {
  if (a === b) return "same";
  if (a === null || b === null || a.startsWith(b) || b.startsWith(a)) return "perhaps";
  return "differ";
}

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Rows that name the same person twice in one file. The first keeps its place. */
export function withoutRepeats(
  entries: readonly RosterEntry[],
  columns: { idNumber: string; name: string },
  problems: Problem[],
): RosterEntry[] {
  const byId = new Map<string, RosterEntry>();
  const byWho = new Map<string, RosterEntry[]>();
  return entries.filter((entry) => {
    const put = (column: string, code: string, reason: string) => {
      problems.push({ line: entry.line, column, code, reason });
      return false;
    };
    const twin = entry.idNumber === null ? undefined : byId.get(entry.idNumber);
    if (twin) return put(columns.idNumber, "person.repeated", `和第 ${twin.line} 行的身份证号一样。`);
    const namesakes = byWho.get(whoOf(entry)) ?? [];
    for (const other of namesakes) {
      if (entry.idNumber !== null && other.idNumber !== null) continue;
      const birth = compareBirth(entry.birthOn, other.birthOn);
      if (birth === "same" && entry.birthOn !== null)
        return put(columns.name, "person.repeated", `和第 ${other.line} 行同名、同生日、同社区。`);
      if (birth !== "differ")
        return put(
          columns.name,
          "person.ambiguous",
          `和第 ${other.line} 行同名、同社区，分不清是不是同一个人，请补上身份证号或出生日期。`,
        );
    }
    if (entry.idNumber !== null) byId.set(entry.idNumber, entry);
    byWho.set(whoOf(entry), [...namesakes, entry]);
    return true;
  });
}

export type Matched = { entry: RosterEntry; elderId: string | null };

/** Each entry with the elder it updates, or null for a new one; undecidable ones become problems and are left out. */
export function matchKnown(
  entries: readonly RosterEntry[],
  known: readonly KnownPerson[],
  hashOf: HashOf,
  column: string,
  problems: Problem[],
): Matched[] {
  const byHash = new Map(known.flatMap((person) => (person.idHash === null ? [] : [[person.idHash, person] as const])));
  const byWho = grouped(known, who);
  const taken = new Map<string, number>();
  const matched: Matched[] = [];

  for (const entry of entries) {
    const hash = hashOf(entry);
    const namesakes = (byWho.get(whoOf(entry)) ?? []).filter((person) => hash === null || person.idHash === null);
    const alike = namesakes.filter((person) => compareBirth(person.birthOn, entry.birthOn) !== "differ");
    const sure = alike.filter((person) => person.birthOn === entry.birthOn);
    const byNumber = hash === null ? undefined : byHash.get(hash);
    if (!byNumber && (alike.length > 1 || alike.length > sure.length)) {
      problems.push({
        line: entry.line,
        column,
        code: "person.ambiguous",
        reason: `库里有 ${alike.length} 位同名、同社区的老人，分不清是哪一位，请补上身份证号或出生日期。`,
      });
      continue;
    }
    const elderId = (byNumber ?? sure[0])?.elderId ?? null;
    const earlier = elderId === null ? undefined : taken.get(elderId);
    if (earlier !== undefined) {
      const reason = `和第 ${earlier} 行对上了库里的同一位老人，请核对。`;
      problems.push({ line: entry.line, column, code: "person.repeated", reason });
      continue;
    }
    if (elderId !== null) taken.set(elderId, entry.line);
    matched.push({ entry, elderId });
  }
  return matched;
}

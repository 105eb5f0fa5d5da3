/** A roster entry, alone or laid over what is on file, becomes the elder to be saved. */
import type { Elder } from "../../domain/elder.ts";
import { emptyState } from "../../domain/elder-state.ts";
import { type DerivedFacts, deriveFacts, type ElderProfile } from "../../domain/profile.ts";
import { communityWords } from "../areas/area.ts";
import { pinyinOf } from "../elders/pinyin.ts";
import { plateOf } from "../elders/plate.ts";
import type { SealedProfile } from "../elders/sealed-profile.ts";
import type { RosterEntry } from "./entry.ts";
import { profileDefaults } from "./profile-defaults.ts";

export type Built = { elder: Elder; sealed: SealedProfile };

function mergeProfile(old: SealedProfile | null, entry: RosterEntry): SealedProfile {
  const before = old?.profile ?? profileDefaults;
  const profile: ElderProfile = { ...before, ...entry.profile };
  // Somebody with a disease on the list usually takes something for it; a row that knows better says so.
  if (entry.profile.takesMedicine === undefined && !old && profile.diagnoses.length > 0) profile.takesMedicine = true;
  return {
    v: 1,
    profile,
    phone: entry.phone === undefined ? (old?.phone ?? null) : entry.phone,
    landline: entry.landline === undefined ? (old?.landline ?? null) : entry.landline,
    asWritten: { ...old?.asWritten, ...entry.asWritten },
  };
}

/** Only what the roster changes: facts a patroller switched on during a visit stay. */
function mergeFacts(kept: Elder["facts"], before: DerivedFacts, after: DerivedFacts): Elder["facts"] {
  const facts = { ...kept };
  for (const id of new Set([...Object.keys(before.facts), ...Object.keys(after.facts)])) {
    const [was, is] = [before.facts[id] === true, after.facts[id] === true];
    if (was === is) continue;
    if (is) facts[id] = true;
    else delete facts[id];
  }
  return facts;
}

export function newElder(entry: RosterEntry, id: string): Built {
  const sealed = mergeProfile(null, entry);
  const derived = deriveFacts(sealed.profile);
  return {
    sealed,
    elder: {
      id,
      community: entry.community.code,
      communityName: communityWords(entry.community.name),
      name: entry.name,
      pinyin: pinyinOf(entry.name),
      sex: entry.sex ?? 0,
      birthOn: entry.birthOn,
      phone: sealed.phone ?? sealed.landline,
      address: entry.address,
      plate: plateOf(entry.address),
      homePoint: entry.homePoint ?? null,
      contacts: entry.contacts ?? [],
      advice: entry.advice ?? "",
      tags: derived.tags,
      status: entry.status ?? "active",
      facts: derived.facts,
      vulnerability: derived.vulnerability,
      state: emptyState(),
    },
  };
}

/** Lays the row over the elder on file; what visits have built up stays. */
export function updatedElder(entry: RosterEntry, elder: Elder, old: SealedProfile | null): Built {
  const sealed = mergeProfile(old, entry);
  const derived = deriveFacts(sealed.profile);
  const sameDoor =
    elder.community === entry.community.code &&
    elder.address.room === entry.address.room &&
    elder.address.building === entry.address.building;
  // Key order is kept, so that an unchanged elder gives the same text.
  const address = sameDoor ? { ...elder.address, ...entry.address } : entry.address;
  const sameHome = sameDoor && elder.address.unit === address.unit && elder.address.estate === address.estate;
  return {
    sealed,
    elder: {
      ...elder,
      community: entry.community.code,
      communityName: communityWords(entry.community.name),
      name: entry.name,
      pinyin: entry.name === elder.name ? elder.pinyin : pinyinOf(entry.name),
      sex: entry.sex ?? elder.sex,
      birthOn: entry.birthOn ?? elder.birthOn,
      phone: sealed.phone ?? sealed.landline,
      address,
      plate: plateOf(address),
      homePoint: entry.homePoint ?? (sameHome ? elder.homePoint : null),
      contacts: entry.contacts ?? elder.contacts,
      advice: entry.advice ?? elder.advice,
      tags: derived.tags,
      status: entry.status ?? elder.status,
      facts: old ? mergeFacts(elder.facts, deriveFacts(old.profile), derived) : derived.facts,
      vulnerability: derived.vulnerability,
    },
  };
}

/** The people of the demo on the day their story begins. */
import { addDays } from "../../domain/calendar.ts";
import type { Community } from "../../domain/community.ts";
import type { Elder } from "../../domain/elder.ts";
import { emptyState } from "../../domain/elder-state.ts";
import { deriveFacts } from "../../domain/profile.ts";
import type { Day } from "../../domain/time.ts";
import { communityWords } from "../areas/area.ts";
import { pinyinOf } from "../elders/pinyin.ts";
import { plateOf } from "../elders/plate.ts";
import { uuid7 } from "../elders/uuid7.ts";
import { DEMO_DAYS } from "./calendar-of-demo.ts";
import { firstCondition } from "./condition.ts";
import { demoPlaces, homeMaker } from "./homes.ts";
import { inventElder } from "./invented-elder.ts";
import type { Life, Staff } from "./life.ts";
import { nameMaker } from "./names.ts";
import { randomOf } from "./random.ts";

export const ELDERS_EACH = 50;

/** Fifty elders a patroller. The same day gives the same people. */
export function inventLives(staff: readonly Staff[], communities: ReadonlyMap<string, Community>, today: Day): Life[] {
  const random = randomOf("people");
  const names = nameMaker(random);
  const born = new Date(`${addDays(today, -DEMO_DAYS)}T00:00:00Z`);
  const lives: Life[] = [];
  for (const place of demoPlaces) {
    const community = communities.get(place.code);
    if (!community) throw new Error(`demo: no community ${place.code} among the shipped areas`);
    const homeOf = homeMaker(place, random);
    for (const patroller of staff.filter((one) => one.role === "patroller" && one.areas.includes(place.code))) {
      for (let count = 0; count < ELDERS_EACH; count++) {
        const home = homeOf();
        const invented = inventElder(random, names, home, lives.length + 1, today);
        const derived = deriveFacts(invented.profile);
        const neglect = random.weighted([
          [0.3, 35],
          [0.7, 35],
          [1.4, 20],
          [2.4, 10],
        ]);
        const elder: Elder = {
          id: uuid7(born, random.bytes(10)),
          community: place.code,
          communityName: communityWords(community.name),
          name: invented.name,
          pinyin: pinyinOf(invented.name),
          sex: invented.sex,
          birthOn: invented.birthOn,
          phone: invented.phone,
          address: home.address,
          plate: plateOf(home.address),
          homePoint: home.point,
          contacts: invented.contacts,
          advice: invented.advice,
          tags: derived.tags,
          status: "active",
          facts: derived.facts,
          vulnerability: derived.vulnerability,
          state: emptyState(),
        };
        lives.push({
          elder,
          profile: invented.profile,
          idNumber: invented.idNumber,
          community,
          patroller,
          neglect,
          condition: firstCondition(random, invented.profile, neglect),
          random: randomOf(`life ${lives.length}`),
          visits: [],
          extras: new Map(),
          hazards: new Map(),
        });
      }
    }
  }
  return lives;
}

/** An invented patroller fills in a visit the way the phone does: place by place, with the same steps over a draft. */
import { cardFor } from "../../domain/action-cards.ts";
import type { Answer, ItemCode } from "../../domain/answer.ts";
import { assessVisit } from "../../domain/assess-visit.ts";
import { ageOn } from "../../domain/calendar.ts";
import { CURRENT_RULESET, itemOf } from "../../domain/checklist.ts";
import type { Community } from "../../domain/community.ts";
import type { Elder } from "../../domain/elder.ts";
import type { ElderProfile } from "../../domain/profile.ts";
import { places, severityRank } from "../../domain/scales.ts";
import type { Day, Instant } from "../../domain/time.ts";
import type { CheckIn, VisitDraft, VisitRecord } from "../../domain/visit.ts";
import { answerOf, finishRecord, joinOffers, newDraft, nothingElseWrong, setAnswer } from "../../domain/visit-form.ts";
import type { Condition } from "./condition.ts";
import { measure } from "./measures.ts";
import type { Random } from "./random.ts";

export type VisitPlan = {
  visitId: string;
  elder: Elder;
  profile: ElderProfile;
  community: Community;
  condition: Condition;
  kit: string[];
  on: Day;
  today: Day;
  startedAt: Instant;
  finishedAt: Instant;
  checkIn: CheckIn;
};

/** Put right on the spot, and how that is written. */
const FIXES: Record<ItemCode, string> = {
  S03: "过期食品当场清走。",
  S05: "过道的纸箱移到阳台，能走人了。",
  S07: "和老人一起把垃圾带下楼。",
  L02: "门口的鞋和杂物收到柜里。",
  L03: "换上带来的小夜灯。",
  L09: "香烛移到瓷盘里，旁边清空。",
  L10: "电池拿到楼下充电棚。",
  U08: "教老人用定时，灶边贴了提示。",
  U11: "电热毯铺平，取暖器移开。",
  U12: "拧紧角阀，不滴水了。",
};
const NOTES = [
  "老人精神不错。",
  "提醒按时吃药。",
  "和女儿通了电话，说明了情况。",
  "下次带血糖仪。",
  "老人希望上午来。",
  "提醒天冷少出门，地滑。",
  "社区医生下周上门。",
];

/** @returns the record, and the items put right on the spot. */
export function fillVisit(random: Random, plan: VisitPlan): { record: VisitRecord; fixed: ItemCode[] } {
  const { elder, community, on } = plan;
  const context = { elder, community };
  const age = ageOn(elder.birthOn, on);
  const shortcut = random.chance(0.55);
  const fixed: ItemCode[] = [];
  const length = Date.parse(plan.finishedAt) - Date.parse(plan.startedAt);
  let draft = newDraft({ ...plan, at: plan.startedAt });
  let asked = 0;
  const at = () => new Date(Date.parse(plan.startedAt) + Math.min(length, 60_000 + asked * 22_000)).toISOString();

  const answer = (code: ItemCode): Answer => {
    const item = itemOf(draft.ruleset, code);
    if (!item) return { state: "na", at: at() };
    if (!item.redline && random.chance(0.004)) return { state: "not_seen", at: at() };
    const index = plan.condition[code] ?? 0;
    const value = measure(random, { ...plan, item: code, index, home: elder.id, visit: elder.state.visits.length });
    const banded = ["pressure", "vitals", "glucose", "multi", "temperature", "screen", "memory"].includes(item.kind);
    const option = item.options[index];
    const given = answerOf(item, {
      option: banded ? null : (option?.k ?? "A"),
      ...(value ? { value } : {}),
      at: at(),
      age,
    });
    if (!given) return { state: "not_seen", at: at() };
    if (item.direction?.when.includes(given.option)) given.direction = (value?.celsius ?? 0) < 22 ? "cold" : "hot";
    const note = FIXES[code];
    const known = elder.state.answers[code]?.option === given.option;
    if (note && !known && severityRank(option?.sev ?? "none") >= severityRank("medium") && random.chance(0.3)) {
      given.fixed = { note, at: at() };
      fixed.push(code);
    }
    return given;
  };

  /** Answers a place at a time: what is due is worked out once for all of them, by the last. */
  const answerAll = (codes: readonly ItemCode[]) => {
    const given = codes.map((code): [ItemCode, Answer] => {
      asked += 1;
      return [code, answer(code)];
    });
    const last = given.at(-1);
    if (!last) return;
    draft = { ...draft, answers: { ...draft.answers, ...Object.fromEntries(given) } };
    draft = setAnswer(draft, last[0], last[1], context);
  };
  for (const place of places) {
    const open = unanswered(draft, place);
    answerAll(shortcut ? open.filter((code) => !leftToShortcut(code, plan.condition)) : open);
    if (shortcut) draft = nothingElseWrong(draft, place, at());
  }
  // Answers may bring further items (a low mood brings the screen): until none is left.
  for (let open = unanswered(draft); open.length > 0; open = unanswered(draft)) answerAll(open);

  for (const offer of joinOffers(draft)) draft = { ...draft, joined: [...draft.joined, offer] };
  for (const [code, given] of Object.entries(draft.answers)) {
    if (given.state !== "answered" || given.option === "A") continue;
    const choice = cardFor(draft, code);
    if (!choice || choice.question || draft.cards.some((use) => use.card === choice.card.code)) continue;
    const openedAt = at();
    draft = {
      ...draft,
      cards: [...draft.cards, { card: choice.card.code, item: choice.item, openedAt, toldAt: openedAt }],
    };
  }
  draft = { ...draft, note: random.chance(0.35) ? random.pick(NOTES) : "" };
  const result = assessVisit(elder, community, { ...draft, outcome: "completed" });
  return { record: finishRecord(draft, { outcome: "completed", finishedAt: plan.finishedAt, result, elder }), fixed };
}

/** Nobody opened, or nobody wanted to. */
export function failVisit(plan: VisitPlan, outcome: "no_answer" | "refused"): VisitRecord {
  const draft: VisitDraft = {
    ...newDraft({ ...plan, at: plan.startedAt }),
    outcome,
    note: outcome === "no_answer" ? "敲门三次没有人应，电话也没接，邻居说早上见过。" : "老人说今天不方便，改天再来。",
  };
  const result = assessVisit(plan.elder, plan.community, draft);
  return finishRecord(draft, { outcome, finishedAt: plan.finishedAt, result, elder: plan.elder });
}

function leftToShortcut(code: ItemCode, condition: Condition): boolean {
  const item = itemOf(CURRENT_RULESET, code);
  return item?.kind === "single" && !item.redline && !item.noShortcut && (condition[code] ?? 0) === 0;
}

function unanswered(draft: VisitDraft, place?: string): ItemCode[] {
  return draft.due.filter(
    (code) => !draft.answers[code] && (place === undefined || itemOf(draft.ruleset, code)?.place === place),
  );
}

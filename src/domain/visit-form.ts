/** The visit while it is being filled in: pure steps over a draft. Every step gives a new draft; saving it counts `rev` up. */
import type { Answer, Answered, AnswerValue, FactId, ItemCode, OptionCode } from "./answer.ts";
import { todaysOptions } from "./assess-visit.ts";
import { bandOf, countingOption } from "./band.ts";
import { ageOn } from "./calendar.ts";
import { type ChecklistItem, CURRENT_RULESET, checklistOf, itemOf, type RuleSet } from "./checklist.ts";
import type { Community } from "./community.ts";
import { dueItems } from "./due.ts";
import type { Elder } from "./elder.ts";
import { owedPhotos } from "./photos.ts";
import { type Outcome, type Place, places } from "./scales.ts";
import type { Day, Instant } from "./time.ts";
import type { CheckIn, Visit, VisitDraft, VisitRecord, VisitResult } from "./visit.ts";

/** Whose home, under which settings. */
export type FormContext = { elder: Elder; community: Pick<Community, "settings"> };

export function newDraft(
  input: FormContext & { visitId: string; on: Day; at: Instant; kit: FactId[]; checkIn?: CheckIn | null },
): VisitDraft {
  const { elder, community, visitId, on, at, kit } = input;
  return {
    visitId,
    elderId: elder.id,
    revision: 1,
    baseRevision: 0,
    ruleset: CURRENT_RULESET,
    outcome: null,
    on,
    startedAt: at,
    checkIn: input.checkIn ?? null,
    due: dueItems({ elder, community, on, kit, observed: [] }),
    answers: {},
    observed: [],
    kit,
    cards: [],
    joined: [],
    note: "",
    resumeAt: "checkin",
    rev: 0,
    savedAt: at,
  };
}

/** A correction of a returned visit: its record again, one revision on. */
export function draftFromVisit(visit: Visit, { at }: { at: Instant }): VisitDraft {
  const { correctedAt: _, computed: __, photosOwed: ___, ...record } = visit.record;
  const { reason, note } = visit.reviewed ?? {};
  return {
    ...record,
    revision: visit.revision + 1,
    baseRevision: visit.revision,
    resumeAt: "summary",
    rev: 0,
    savedAt: at,
    ...(reason ? { returned: { reason, note: note ?? "" } } : {}),
  };
}

/** Puts in an answer, or takes it out with null, and works out again what is due. A number decides its own option. */
export function setAnswer(draft: VisitDraft, code: ItemCode, answer: Answer | null, context: FormContext): VisitDraft {
  const answers = { ...draft.answers };
  if (answer) answers[code] = counted(draft, code, answer, context);
  else delete answers[code];
  return withDue({ ...draft, answers }, context);
}

/** Kit carried today (今天没带 takes it out). */
export function setKit(draft: VisitDraft, kit: FactId[], context: FormContext): VisitDraft {
  return withDue({ ...draft, kit }, context);
}

/** Switches a fact on or off for this visit, or back to what the file says. Use `seenFact(code)` for 看到了 on one item. */
export function setObserved(
  draft: VisitDraft,
  fact: FactId,
  state: "on" | "off" | "file",
  context: FormContext,
): VisitDraft {
  const observed = draft.observed.filter((known) => known !== fact && known !== `!${fact}`);
  if (state !== "file") observed.push(state === "on" ? fact : `!${fact}`);
  return withDue({ ...draft, observed }, context);
}

/** 首访第一部分 on or off. */
export function setFirstPart(draft: VisitDraft, firstPart: boolean, context: FormContext): VisitDraft {
  const { firstPart: _, ...rest } = draft;
  return withDue(firstPart ? { ...rest, firstPart } : rest, context);
}

/** A tapped option as an answer; with a number, what the number makes of it. Null when neither says anything. */
export function answerOf(
  item: ChecklistItem,
  given: { option: OptionCode | null; value?: AnswerValue; at: Instant; age: number | null },
): Answered | null {
  const option = countingOption(item, given.option, given.value, { age: given.age });
  if (option === null) return null;
  const banded = given.value !== undefined && bandOf(item, given.value, { age: given.age }) === option;
  return {
    state: "answered",
    option,
    source: banded ? "value" : "tap",
    ...(given.value ? { value: given.value } : {}),
    at: given.at,
  };
}

/**
 * 这里其余无异常: every unanswered, due, single-choice item of the place becomes A. Never a red line, a number or
 * an item the rule set keeps out, and never over an answer.
 */
export function nothingElseWrong(draft: VisitDraft, place: Place, at: Instant): VisitDraft {
  const answers = { ...draft.answers };
  for (const item of shortcutItems(draft, place)) {
    const best = item.options[0];
    if (best) answers[item.id] = { state: "answered", option: best.k, source: "shortcut", at };
  }
  return { ...draft, answers };
}

/** Items the shortcut would set now; the button has nothing to do when there are none. */
export function shortcutItems(draft: VisitDraft, place: Place): ChecklistItem[] {
  return itemsOf(draft).filter(
    (item) =>
      item.place === place &&
      !draft.answers[item.id] &&
      !item.redline &&
      !item.noShortcut &&
      SINGLE_CHOICE.has(item.kind),
  );
}

const SINGLE_CHOICE: ReadonlySet<ChecklistItem["kind"]> = new Set(["single", "mobility", "weight", "months"]);

export type Progress = {
  /** Items with any answer, also not seen, refused or not applicable. */
  answered: number;
  due: number;
  /** First unanswered item in walking order. */
  next: ItemCode | null;
  places: Record<Place, { answered: number; due: number; next: ItemCode | null; redlinesLeft: ItemCode[] }>;
};

export function progressOf(draft: Pick<VisitDraft, "ruleset" | "due" | "answers">): Progress {
  const items = itemsOf(draft);
  const of = (some: ChecklistItem[]) => ({
    answered: some.filter((item) => draft.answers[item.id]).length,
    due: some.length,
    next: some.find((item) => !draft.answers[item.id])?.id ?? null,
  });
  const byPlace = places.map((place) => {
    const here = items.filter((item) => item.place === place);
    const redlinesLeft = here.filter((item) => item.redline && !draft.answers[item.id]).map((item) => item.id);
    return [place, { ...of(here), redlinesLeft }] as const;
  });
  return { ...of(items), places: Object.fromEntries(byPlace) as Progress["places"] };
}

/** Answers found together that may be reported as one hazard, those already joined left out (§2, one place, one ticket). */
export function joinOffers(draft: Pick<VisitDraft, "ruleset" | "answers" | "joined" | "on">): ItemCode[][] {
  const set = checklistOf(draft.ruleset);
  if (!set) return [];
  const options = todaysOptions(draft, null);
  return set.joins
    .map((group) => group.filter(([code, option]) => options[code] === option).map(([code]) => code))
    .filter(
      (found) => found.length >= 2 && !draft.joined.some((joined) => found.every((code) => joined.includes(code))),
    );
}

/** The draft as a record. `photosOwed` is worked out when the elder is given; the rule does it again in any case. */
export function finishRecord(
  draft: VisitDraft,
  end: { outcome: Outcome /** Now. */; finishedAt: Instant; result: VisitResult; elder?: Elder },
): VisitRecord {
  const { resumeAt: _, rev: __, savedAt: ___, returned: ____, ...rest } = draft;
  const record: VisitRecord = {
    ...rest,
    outcome: end.outcome,
    // A correction at the desk does not make the visit longer.
    finishedAt: draft.finishedAt ?? end.finishedAt,
    ...(draft.finishedAt === undefined ? {} : { correctedAt: end.finishedAt }),
    photosOwed: [],
    computed: { level: end.result.level, overall: end.result.overall, dims: end.result.dims },
  };
  return end.elder ? { ...record, photosOwed: owedPhotos(end.elder, record) } : record;
}

function counted(draft: VisitDraft, code: ItemCode, answer: Answer, { elder }: FormContext): Answer {
  const item = itemOf(draft.ruleset, code);
  if (!item || answer.state !== "answered") return answer;
  const option = countingOption(item, answer.option, answer.value, { age: ageOn(elder.birthOn, draft.on) });
  return option === null || option === answer.option ? answer : { ...answer, option, source: "value" };
}

function withDue(draft: VisitDraft, { elder, community }: FormContext): VisitDraft {
  const { on, kit, observed, answers, firstPart, ruleset } = draft;
  return { ...draft, due: dueItems({ elder, community, on, kit, observed, answers, firstPart, ruleset }) };
}

/** Due items in walking order. */
function itemsOf(draft: Pick<VisitDraft, "ruleset" | "due">): ChecklistItem[] {
  const set: RuleSet | null = checklistOf(draft.ruleset);
  return set ? draft.due.flatMap((code) => itemOf(set, code) ?? []) : [];
}

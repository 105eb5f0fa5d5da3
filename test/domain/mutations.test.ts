/** What acts do to an elder: submitting, reviewing, closing, and folding again (§3.3–§3.5, §5.2, §5.3). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessVisit } from "../../src/domain/assess-visit.ts";
import { addDays, daysBetween, lastDayOfMonth } from "../../src/domain/calendar.ts";
import { codes } from "../../src/domain/codes.ts";
import { mutationKinds } from "../../src/domain/mutations.ts";
import { isRefusal } from "../../src/domain/refusal.ts";
import type { Outcome } from "../../src/domain/scales.ts";
import { visitRecordSchema } from "../../src/domain/visit-schema.ts";
import { community, makeElder, makeRecord, patroller, rules, supervisor, tap, World } from "./support/homes.ts";

const gasHome = () => makeElder({ facts: { gas_used: true, ebike_owned: true } });
const openOf = (world: World) => world.elder.state.open.map(({ id, severity, state }) => [id, severity, state]);

describe("a visit counts from submission", () => {
  test("[submit] answers, contact, due day, level and tickets at once; review is still to come", () => {
    const world = new World(gasHome());
    const visit = world.submit({ visitId: "v", notA: { U02: "D", L02: "B", M04: "C" } });
    const { state } = world.elder;
    expect(visit).toMatchObject({ state: "submitted", revision: 1, patrollerId: patroller.id, receivedAt: null });
    expect(state).toMatchObject({
      level: 3,
      levelOn: "2026-11-22",
      contactOn: "2026-11-22",
      awaitingReview: true,
      provisional: false,
    });
    expect(state.nextDueOn).toBe("2026-12-06");
    expect(state.answers.U02).toEqual({ option: "D", on: "2026-11-22", visitId: "v" });
    expect(openOf(world)).toEqual([["v-U02", "high", "found"]]);
    expect(world.hazards.get("v-U02")).toMatchObject({
      item: "U02",
      state: "found",
      rectifyBy: "2026-11-29T02:00:00.000Z",
    });
    expect(visit.before.level).toBeNull();
  });

  test("[submit] a number is banded again here, whatever option came with it", () => {
    const world = new World(makeElder({ facts: { hypertension: true } }));
    const at = "2026-11-22T02:00:00.000Z";
    const wrong = { ...tap("A", at), value: { sys: 186, dia: 104 } };
    world.submit({ visitId: "v", notA: { H02: wrong }, part: { kit: ["bp_device"] } });
    expect(world.visit("v").result.severities.H02).toBe("high");
    expect(world.elder.state.answers.H02?.option).toBe("D");
  });

  test("[submit] what was answered counts even where the file says it does not apply", () => {
    const world = new World(makeElder());
    world.submit({ visitId: "v", notA: { U02: "E" } });
    expect(world.elder.state).toMatchObject({ level: 5, nextDueOn: "2026-11-23" });
  });

  test("[submit] a red line that applies here but was not asked makes the result provisional", () => {
    const world = new World(gasHome());
    const due = makeRecord(makeElder()).due;
    expect(world.submit({ visitId: "v", part: { due } }).result).toMatchObject({ provisional: true });
  });

  test("[submit] refused only for a wrong elder, an unknown rule set, or a visit that is not there to be corrected", () => {
    const world = new World();
    world.submit({ visitId: "v" });
    const refusal = (record: object) =>
      world.act("visit.submit", { ...makeRecord(world.elder), ...record }, { by: patroller, visitId: "v" });
    expect(refusal({ visitId: "v" })).toEqual({ refused: "visit.not-returned" });
    expect(refusal({ visitId: "v", ruleset: "2099.1" })).toMatchObject({ refused: "visit.unknown-ruleset" });
    expect(refusal({ visitId: "v", elderId: "somebody" })).toMatchObject({ refused: "mutation.invalid" });
    world.giveBack("v");
    expect(refusal({ visitId: "v", revision: 3, baseRevision: 2 })).toEqual({ refused: "visit.stale-revision" });
    expect(isRefusal(refusal({ visitId: "v", revision: 2, baseRevision: 1 }))).toBe(false);
    expect(world.act("visit.submit", makeRecord(world.elder), { by: { ...patroller, role: "admin" } })).toEqual({
      refused: "session.wrong-role",
    });
  });

  test("[submit] a correction whose first revision a restored server has lost is taken as it is", () => {
    const world = new World();
    world.submit({ visitId: "v", part: { revision: 2, baseRevision: 1 } });
    expect(world.visit("v")).toMatchObject({ revision: 2, state: "submitted" });
  });

  test("[submit] a visit that arrives late takes its place in time", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "first", on: "2026-11-01" });
    world.submit({ visitId: "new", on: "2026-11-20", notA: { L02: "B" } });
    world.submit({ visitId: "late", on: "2026-11-10", notA: { L02: "C", U09: "D" } });
    const { state } = world.elder;
    expect(state.answers.L02).toMatchObject({ option: "B", visitId: "new" });
    expect(state.contactOn).toBe("2026-11-20");
    expect(state.visits.map((visit) => visit.visitId)).toEqual(["new", "late", "first"]);
    expect(openOf(world)).toEqual([
      ["late-U09", "high", "found"],
      ["late-L02", "medium", "found"],
    ]);
    expect(world.visit("new").before.contactOn).toBe("2026-11-10");
  });

  test("[submit] a late visit on a phone that does not know the newer one takes nothing newer away", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "new", on: "2026-11-20", notA: { L02: "B" } });
    world.visits.clear();
    world.submit({ visitId: "late", on: "2026-11-10", notA: { L02: "C" } });
    expect(world.elder.state.answers.L02).toMatchObject({ option: "B", visitId: "new" });
    expect(world.elder.state).toMatchObject({ contactOn: "2026-11-20", nextDueOn: "2027-02-18" });
  });
});

describe("outcomes", () => {
  const worldAfter = (outcome: Outcome, notA = {}) => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02" });
    world.submit({ visitId: "b", on: "2026-11-22", notA, part: { outcome, ...(wasMet(outcome) ? {} : { due: [] }) } });
    return world;
  };
  const wasMet = (outcome: Outcome) => ["completed", "partial", "emergency_stop"].includes(outcome);

  test.each(["no_answer", "refused"] as const)("[contact] %s is no contact and assesses nothing", (outcome) => {
    const world = worldAfter(outcome);
    expect(world.visit("b").result).toMatchObject({ dims: null, computedLevel: null, level: 1 });
    expect(world.elder.state).toMatchObject({
      contactOn: "2026-11-02",
      nextDueOn: "2027-01-31",
      overall: 100,
      awaitingReview: true,
    });
  });

  test.each(["hospital", "away", "moved", "deceased"] as const)(
    "[contact] %s is a contact that assesses nothing",
    (outcome) => {
      const world = worldAfter(outcome);
      expect(world.visit("b").result.computedLevel).toBeNull();
      expect(world.elder.state).toMatchObject({ contactOn: "2026-11-22", overall: 100 });
    },
  );

  test("[contact] gas smelled at a door nobody opens still opens its ticket and raises the level", () => {
    const world = worldAfter("no_answer", { U01: tap("C", "2026-11-22T02:00:00.000Z") });
    expect(world.visit("b").result).toMatchObject({ provisional: true, level: 5 });
    expect(openOf(world)).toEqual([["b-U01", "critical", "found"]]);
    expect(world.elder.state).toMatchObject({ contactOn: "2026-11-02", nextDueOn: "2026-11-23", level: 5 });
  });

  test("[stop] an emergency stop is assessed as far as it got, provisional, and uses up no first visit", () => {
    const world = new World(gasHome());
    const due = makeRecord(world.elder).due;
    const record = makeRecord(world.elder, { visitId: "v", notA: { U01: "C" } });
    world.mustDo(
      "visit.submit",
      { ...record, outcome: "emergency_stop", answers: { U01: record.answers.U01 } },
      { by: patroller, at: record.finishedAt },
    );
    expect(world.elder.state).toMatchObject({
      level: 5,
      provisional: true,
      contactOn: "2026-11-22",
      nextDueOn: "2026-11-23",
      firstPartUntilOn: "2026-12-22",
    });
    expect(makeRecord(world.elder, { on: "2026-11-23" }).due).toEqual(due);
  });

  test("[first part] a first part is judged by its E items and leaves 30 days for the rest", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "v", part: { firstPart: true } });
    expect(world.elder.state).toMatchObject({ provisional: false, firstPartUntilOn: "2026-12-22" });
    const later = { ...makeRecord(world.elder, { on: "2026-11-23" }), firstPart: true };
    const onlyE = Object.entries(later.answers).filter(
      ([code]) => rules.items.find((item) => item.id === code)?.cycle === "E",
    );
    const cut = { ...later, visitId: "cut", answers: Object.fromEntries(onlyE) };
    expect(assessVisit(world.elder, community, cut).provisional).toBe(true);
    world.submit({ visitId: "w", on: "2026-11-30" });
    expect(world.elder.state.firstPartUntilOn).toBe("2026-12-22");
  });
});

describe("hazards", () => {
  test("[hazard] HZ from medium on and a critical answer of any class; nothing for advice, referrals and needs", () => {
    const world = new World(makeElder());
    world.submit({ visitId: "v", notA: { L02: "B", S05: "C", M03: "B", L12: "D", H01: "D" } });
    expect(openOf(world)).toEqual([
      ["v-H01", "critical", "found"],
      ["v-S05", "medium", "found"],
    ]);
    expect(world.hazards.get("v-S05")?.rectifyBy).toBe("2027-01-01T15:59:59.999Z");
  });

  test("[hazard] one per elder and item: a new sighting joins, the worse severity stays", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { U02: "D" } });
    world.submit({ visitId: "b", on: "2026-11-12", notA: { U02: "C" } });
    expect(openOf(world)).toEqual([["a-U02", "high", "found"]]);
    expect(world.visit("b").result.computedLevel).toBe(3);
    world.submit({ visitId: "c", on: "2026-11-20", notA: { U02: "E" } });
    expect(openOf(world)).toEqual([["a-U02", "critical", "found"]]);
    expect(world.hazards.get("a-U02")?.rectifyBy).toBe("2026-11-09T02:00:00.000Z");
    expect(world.hazards.size).toBe(1);
  });

  test("[hazard] an RF ticket from before sets no floor; an HZ one does, though today is A", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { H01: "D" } });
    expect(world.submit({ visitId: "b", on: "2026-11-03" }).result.computedLevel).toBe(1);
    world.submit({ visitId: "c", on: "2026-11-04", notA: { U09: "E" } });
    expect(world.submit({ visitId: "d", on: "2026-11-05" }).result.computedLevel).toBe(5);
  });

  test("[hazard] fixed on site: state, re-check within 24 hours or 7 days, floor 4 for a critical one until then", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "v", notA: { U09: "E", L10: "D" }, fixed: ["U09", "L10"] });
    expect(openOf(world)).toEqual([
      ["v-U09", "critical", "fixed_on_site"],
      ["v-L10", "high", "fixed_on_site"],
    ]);
    expect(world.hazards.get("v-U09")?.recheckBy).toBe("2026-11-23T02:00:00.000Z");
    expect(world.hazards.get("v-L10")?.recheckBy).toBe("2026-11-29T02:00:00.000Z");
    expect(world.elder.state).toMatchObject({ level: 4, nextDueOn: "2026-11-23" });
    expect(world.submit({ visitId: "w", on: "2026-11-25" }).result.computedLevel).toBe(4);
    world.close("v-U09", "2026-11-26T01:00:00.000Z");
    expect(world.submit({ visitId: "x", on: "2026-11-27" }).result.computedLevel).toBe(1);
  });

  test("[due] a new critical finding is seen again the next day; still there, every three days", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { U09: "E" } });
    expect(world.elder.state.nextDueOn).toBe("2026-11-03");
    world.submit({ visitId: "b", on: "2026-11-03", notA: { U09: "E" } });
    expect(world.elder.state).toMatchObject({ level: 5, nextDueOn: "2026-11-06" });
    world.submit({ visitId: "c", on: "2026-11-06", notA: { U09: "E", H01: "D" } });
    expect(world.elder.state.nextDueOn).toBe("2026-11-07");
  });

  test("[hazard] one ticket for two places is fixed when all of it found today was fixed", () => {
    const joined = { notA: { S05: "D", L07: "D" }, part: { joined: [["S05", "L07"]] } };
    const state = (fixed: string[], notA = joined.notA) => {
      const world = new World(makeElder());
      world.submit({ visitId: "a", on: "2026-11-02", ...joined });
      const { computedLevel } = world.submit({ visitId: "b", on: "2026-11-12", notA, fixed }).result;
      return [world.elder.state.open.map((ticket) => ticket.state), computedLevel];
    };
    expect(state(["S05"])).toEqual([["found"], 3]);
    expect(state(["L07"])).toEqual([["found"], 3]);
    expect(state(["S05", "L07"])).toEqual([["fixed_on_site"], 1]);
    expect(state(["L07"], { S05: "B", L07: "D" })).toEqual([["fixed_on_site"], 1]);
    expect(state(["S05"], { S05: "B", L07: "A" })).toEqual([["found"], 3]);
  });

  test("[hazard] found again after it was fixed: open again; fixed later by the patroller: fixed", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { L10: "D" }, fixed: ["L10"] });
    world.submit({ visitId: "b", on: "2026-11-12", notA: { L10: "D" } });
    expect(openOf(world)).toEqual([["a-L10", "high", "found"]]);
    expect(world.elder.state.open[0]?.recheckBy).toBeUndefined();
    world.submit({ visitId: "c", on: "2026-11-20", notA: { L10: "D" }, fixed: ["L10"] });
    expect(openOf(world)).toEqual([["a-L10", "high", "fixed_on_site"]]);
  });

  test("[join] joined answers make one ticket, under the worse item", () => {
    const world = new World(makeElder());
    world.submit({ visitId: "v", notA: { S05: "D", L07: "D" }, part: { joined: [["S05", "L07"]] } });
    expect(world.elder.state.open).toMatchObject([{ id: "v-L07", item: "L07", joined: ["S05"], severity: "high" }]);
    const damp = new World(makeElder());
    damp.submit({ visitId: "v", notA: { S02: "C", L01: "B" }, part: { joined: [["S02", "L01"]] } });
    expect(damp.elder.state.open).toMatchObject([{ id: "v-S02", joined: ["L01"], severity: "medium" }]);
  });

  test("[close] leaves the floor at the next visit, not the published level; what was found hardly deducts any more", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { U03: "E" } });
    const score = world.elder.state.overall;
    world.close("a-U03", "2026-11-03T01:00:00.000Z");
    expect(world.elder.state).toMatchObject({ level: 3, overall: score, open: [] });
    expect(world.hazards.get("a-U03")).toMatchObject({
      state: "closed",
      closed: { by: supervisor.id, note: "复查通过" },
    });
    const next = world.submit({ visitId: "b", on: "2026-11-16" });
    expect(next.record.due).not.toContain("U03");
    expect(next.result).toMatchObject({ computedLevel: 1, level: 3, dims: { U: 95 } });
  });

  test("[close] once, by a supervisor, for this elder", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", notA: { U02: "D" } });
    const args = { hazardId: "a-U02", note: "换了" };
    expect(world.act("hazard.close", args, { hazardId: "a-U02", by: patroller })).toEqual({
      refused: "session.wrong-role",
    });
    expect(world.act("hazard.close", args, {})).toEqual({ refused: "hazard.unknown" });
    world.close("a-U02", "2026-11-23T01:00:00.000Z");
    expect(world.act("hazard.close", args, { hazardId: "a-U02" })).toEqual({ refused: "hazard.not-open" });
  });
});

describe("review", () => {
  test("[review] nobody reviews an own visit; only a supervisor; only what is waiting; only the revision that was read", () => {
    const world = new World();
    world.submit({ visitId: "v" }, { ...supervisor, role: "supervisor" } as never);
    for (const kind of ["visit.approve", "visit.return", "visit.void"]) {
      const args = { visitId: "v", revision: 1, reason: "other", note: "" };
      expect(world.act(kind, args, { visitId: "v" })).toEqual({ refused: "visit.own-review" });
      expect(world.act(kind, args, { visitId: "v", by: patroller })).toEqual({ refused: "session.wrong-role" });
      const other = { id: "supervisor-2", name: "钱进", role: "supervisor" as const };
      expect(world.act(kind, { ...args, revision: 2 }, { visitId: "v", by: other })).toEqual({
        refused: "visit.stale-revision",
      });
      expect(world.act(kind, args, { by: other })).toEqual({ refused: "visit.unknown" });
    }
    const mine = new World();
    mine.submit({ visitId: "v" });
    mine.approve("v");
    const again = { visitId: "v", revision: 1, reason: "other", note: "" };
    for (const kind of ["visit.approve", "visit.return", "visit.void"]) {
      expect(mine.act(kind, again, { visitId: "v" })).toEqual({ refused: "visit.not-submitted" });
    }
  });

  test("[stability] a fall needs two approved visits in a row, one level at a time; a rise is at once", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-10-01", notA: { M03: "B", H05: "C" } });
    world.approve("a");
    expect(world.elder.state.level).toBe(4);
    world.submit({ visitId: "b", on: "2026-10-08" });
    world.submit({ visitId: "c", on: "2026-10-15" });
    expect(world.elder.state).toMatchObject({ level: 4, streak: 0, nextDueOn: "2026-10-22" });
    expect(world.visit("b").result.reasons).toContainEqual({ kind: "held-up", level: 4, computed: 1 });
    world.approve("c");
    expect(world.elder.state).toMatchObject({ level: 4, streak: 1 });
    world.approve("b");
    expect(world.elder.state).toMatchObject({ level: 3, streak: 0, levelOn: "2026-10-15", nextDueOn: "2026-10-29" });
    world.submit({ visitId: "d", on: "2026-10-22", notA: { H01: "D" } });
    expect(world.elder.state).toMatchObject({ level: 5, streak: 0 });
  });

  test("[stability] a visit computed as published ends the streak; a provisional one leaves it", () => {
    const world = new World(gasHome());
    const approve = (visitId: string, on: string, told: object) => {
      world.submit({ visitId, on, ...told });
      world.approve(visitId);
      return [world.elder.state.level, world.elder.state.streak];
    };
    expect(approve("a", "2026-10-01", { notA: { M03: "B" } })).toEqual([3, 0]);
    expect(approve("b", "2026-10-05", {})).toEqual([3, 1]);
    expect(approve("c", "2026-10-09", { notSeen: ["U01"] })).toEqual([3, 1]);
    expect(approve("d", "2026-10-13", { notA: { M03: "B" } })).toEqual([3, 0]);
    expect(approve("e", "2026-10-17", {})).toEqual([3, 1]);
    expect(approve("f", "2026-10-21", {})).toEqual([2, 0]);
  });

  test("[return] answers, contact, due day, list and streak go back; hazards and a raised level stay", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02" });
    world.approve("a");
    const before = world.elder.state;
    world.submit({ visitId: "b", on: "2026-11-20", notA: { U02: "D", L02: "C" } });
    world.giveBack("b");
    expect(world.visit("b")).toMatchObject({ state: "returned", reviewed: { reason: "other", note: "看不清" } });
    const { level, levelOn, open, ...rest } = world.elder.state;
    const { level: _, levelOn: __, open: ___, ...old } = before;
    expect(rest).toEqual(old);
    expect([level, levelOn]).toEqual([3, "2026-11-20"]);
    expect(open.map((ticket) => ticket.id)).toEqual(["b-U02", "b-L02"]);
  });

  test("[return] corrected: folded from the same place; what it no longer contains is void, the wrong rise is gone", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02" });
    const before = world.elder.state;
    world.submit({ visitId: "b", on: "2026-11-20", notA: { U02: "D", L02: "C" } });
    world.giveBack("b");
    world.submit({ visitId: "b", on: "2026-11-20", notA: { L02: "C" } });
    expect(world.visit("b")).toMatchObject({ revision: 2, state: "submitted", before });
    expect(world.elder.state).toMatchObject({ level: 1, contactOn: "2026-11-20" });
    expect(openOf(world)).toEqual([["b-L02", "medium", "found"]]);
    expect(world.hazards.get("b-U02")?.state).toBe("void");
  });

  test("[return] a ticket closed meanwhile stays closed when the correction still contains it", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { U02: "D" } });
    world.giveBack("a");
    world.close("a-U02", "2026-11-04T01:00:00.000Z");
    world.submit({ visitId: "a", on: "2026-11-02", notA: { U02: "D", L02: "B" } });
    expect(openOf(world)).toEqual([]);
    expect(world.hazards.get("a-U02")?.state).toBe("closed");
    world.submit({ visitId: "b", on: "2026-11-16", notA: { U02: "D" } });
    expect(openOf(world)).toEqual([["b-U02", "high", "found"]]);
  });

  test("[return] of an earlier visit keeps what later ones brought, and gives them a new before", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { L02: "C" } });
    world.submit({ visitId: "b", on: "2026-11-16", notA: { U09: "D" } });
    world.giveBack("a");
    expect(world.elder.state).toMatchObject({ contactOn: "2026-11-16", level: 3 });
    expect(world.elder.state.visits.map((visit) => visit.visitId)).toEqual(["b"]);
    expect(world.visit("b").before.answers.L02).toBeUndefined();
    world.giveBack("b");
    expect(world.elder.state).toMatchObject({ contactOn: null, answers: {}, level: 3 });
    expect(openOf(world)).toEqual([
      ["a-L02", "medium", "found"],
      ["b-U09", "high", "found"],
    ]);
    world.submit({ visitId: "a", on: "2026-11-02" });
    expect(openOf(world)).toEqual([["b-U09", "high", "found"]]);
    expect(world.elder.state.level).toBe(3);
  });

  test("[fold] a ticket of a visit the rule was not shown stays open", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { L02: "C" } });
    world.giveBack("a");
    world.submit({ visitId: "b", on: "2026-11-16", notA: { U09: "D" } });
    world.giveBack("b");
    world.visits.delete("b");
    world.submit({ visitId: "a", on: "2026-11-02", notA: { L02: "B" } });
    expect(openOf(world)).toEqual([["b-U09", "high", "found"]]);
    expect(world.hazards.get("b-U09")?.state).toBe("found");
    expect(world.hazards.get("a-L02")?.state).toBe("void");
  });

  test("[void] everything of it goes; a later sighting of the same thing keeps a ticket of its own", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { U02: "D", L02: "C" } });
    world.submit({ visitId: "b", on: "2026-11-16", notA: { U02: "D" } });
    world.void("a");
    expect(world.elder.state.visits.map((visit) => visit.visitId)).toEqual(["b"]);
    expect(openOf(world)).toEqual([["b-U02", "high", "found"]]);
    expect([world.hazards.get("a-U02")?.state, world.hazards.get("a-L02")?.state]).toEqual(["void", "void"]);
    const alone = new World(gasHome());
    const fresh = alone.elder.state;
    alone.submit({ visitId: "v", notA: { H01: "D" } });
    alone.giveBack("v");
    alone.void("v");
    expect(alone.elder.state).toEqual(fresh);
  });

  test("[void] of a visit that made an older ticket worse gives the older severity back", () => {
    const world = new World(gasHome());
    world.submit({ visitId: "a", on: "2026-11-02", notA: { U02: "C" } });
    world.submit({ visitId: "b", on: "2026-11-16", notA: { U02: "E" } });
    world.void("b");
    expect(openOf(world)).toEqual([["a-U02", "medium", "found"]]);
    expect(world.hazards.get("a-U02")?.severity).toBe("medium");
  });

  test("[fold] whatever the order of approvals, the elder ends the same", () => {
    const nights = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29"];
    const answers = fc.constantFrom<Record<string, string>>(
      {},
      { M03: "B" },
      { L02: "B" },
      { U09: "D", U10: "D" },
      { S05: "C" },
    );
    fc.assert(
      fc.property(
        fc.array(answers, { minLength: 5, maxLength: 5 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 2 }),
        (told, order) => {
          const run = (approvals: number[]) => {
            const world = new World(gasHome());
            for (const [at, on] of nights.entries()) world.submit({ visitId: `v${at}`, on, notA: told[at] ?? {} });
            for (const at of approvals) world.approve(`v${at}`);
            return world.elder.state;
          };
          expect(run(order)).toEqual(run([...order].sort()));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  test("[fold] returned and sent again unchanged is as if never returned", () => {
    const answers = fc.constantFrom<Record<string, string>>(
      {},
      { M03: "B" },
      { U02: "E" },
      { U09: "D", L02: "C" },
      { S05: "C" },
    );
    fc.assert(
      fc.property(fc.array(answers, { minLength: 4, maxLength: 4 }), fc.nat({ max: 3 }), (told, back) => {
        const world = new World(gasHome());
        for (const [at, notA] of told.entries()) world.submit({ visitId: `v${at}`, on: `2026-10-0${at + 1}`, notA });
        const before = structuredClone(world.elder.state);
        const { record } = world.visit(`v${back}`);
        world.giveBack(`v${back}`);
        world.mustDo(
          "visit.submit",
          { ...record, revision: 2, baseRevision: 1 },
          { by: patroller, visitId: `v${back}` },
        );
        expect(world.elder.state).toEqual(before);
        expect([...world.hazards.values()].filter((hazard) => hazard.state === "void")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("due days", () => {
  test("[due] a special-difficulty elder is never due after the end of the month after the contact", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1500 }),
        fc.constantFrom({}, { M03: "B" }, { H01: "D" }, { U09: "D", U10: "D" }),
        (days, notA) => {
          const on = addDays("2026-01-01", days);
          const world = new World(makeElder({ vulnerability: { others: [], specialBesidesAge: true } }));
          world.submit({ visitId: "v", on, notA });
          const due = world.elder.state.nextDueOn ?? "";
          const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
          const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
          expect(due <= lastDayOfMonth(next)).toBe(true);
          expect(daysBetween(on, due)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe("the list of acts", () => {
  test("[mutations] each has a schema and a rule; what cannot be read is invalid, what is not known is unknown", () => {
    expect(mutationKinds.sort()).toEqual([
      "hazard.close",
      "visit.approve",
      "visit.return",
      "visit.submit",
      "visit.void",
      "work.discard",
    ]);
    const world = new World();
    for (const kind of mutationKinds) expect(world.act(kind, {})).toMatchObject({ refused: "mutation.invalid" });
    expect(world.act("sos.raise", {})).toEqual({ refused: "mutation.unknown-kind" });
    expect(world.act("toString", {})).toEqual({ refused: "mutation.unknown-kind" });
    expect(world.act("work.discard", { mutationId: "m" })).toEqual({});
    expect(Object.keys(codes)).toEqual(expect.arrayContaining(["mutation.invalid", "mutation.unknown-kind"]));
  });

  test("[K9] a record from a newer phone keeps what this version does not know", () => {
    const record = makeRecord(makeElder());
    const newer = {
      ...record,
      mood: "good",
      answers: { ...record.answers, H01: { ...tap("A", record.finishedAt), voice: 1 } },
    };
    expect(visitRecordSchema.parse(newer)).toEqual(newer);
    const world = new World();
    world.mustDo("visit.submit", newer, { by: patroller, at: record.finishedAt });
    expect(world.visit(record.visitId).record).toMatchObject({ mood: "good", answers: { H01: { voice: 1 } } });
  });

  test.each([
    { on: "2026-02-30" },
    { finishedAt: "yesterday" },
    { outcome: "finished" },
    { answers: { H01: { state: "answered" } } },
    { revision: 0 },
    { note: "x".repeat(2001) },
    { due: null },
  ])("[submit] refuses what is no record: %j", (wrong) => {
    const world = new World();
    expect(world.act("visit.submit", { ...makeRecord(world.elder), ...wrong })).toMatchObject({
      refused: "mutation.invalid",
    });
  });
});

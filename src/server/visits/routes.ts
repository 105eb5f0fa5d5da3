/** What the console asks about visits: the queue, one visit, approve, return, and how fresh all of it is. */
import type { FastifyInstance } from "fastify";
import * as z from "zod/mini";
import {
  approveSchema,
  type Freshness,
  returnSchema,
  type VisitDetail,
  type VisitList,
  visitQuerySchema,
} from "../../protocol/console.ts";
import { idSchema } from "../../protocol/message.ts";
import { writeAudit } from "../auth/audit.sql.ts";
import { readElder } from "../elders/elders.sql.ts";
import { fail } from "../errors.ts";
import { openHazards } from "../hazards/hazards.sql.ts";
import { decide } from "./decide.ts";
import { countVisits, listVisits, type PageEnd, readFreshness, readVisitExtra } from "./queue.sql.ts";
import { previousVisit, readVisit } from "./visits.sql.ts";

type ById = { Params: { id: string } };

/** What cannot be an id is no visit either. */
function visitId({ id }: ById["Params"]): string {
  return idSchema.safeParse(id).success ? id : fail("visit.unknown");
}

export function registerVisits(app: FastifyInstance): void {
  const supervisors = { config: { access: { side: "console", roles: ["supervisor"] } } } as const;

  app.get("/api/console/visits", supervisors, async (request): Promise<VisitList> => {
    const { state, q = "", order, after } = z.parse(visitQuerySchema, request.query);
    const beyond = after === undefined ? null : readPageEnd(after);
    return request.as(async (db) => {
      const { items, end } = await listVisits(db, { state, order, q, after: beyond });
      return { items, next: end === null ? null : writePageEnd(end), counts: await countVisits(db) };
    });
  });

  app.get<ById>("/api/console/visits/:id", supervisors, async (request): Promise<VisitDetail> => {
    const id = visitId(request.params);
    return request.as(async (db) => {
      const visit = await readVisit(db, id);
      const extra = visit && (await readVisitExtra(db, id));
      const elder = visit && (await readElder(db, visit.elderId));
      if (!visit || !extra || !elder) return fail("visit.unknown");
      await writeAudit(db, [{ actor: request.me.userId, act: "visit.read", community: elder.community, objectId: id }]);
      return {
        visit,
        elder,
        previous: await previousVisit(db, visit),
        hazards: await openHazards(db, elder.id),
        flags: extra.flags,
        clockOffsetS: extra.clockOffsetMs === null ? null : Math.round(extra.clockOffsetMs / 1000),
      };
    });
  });

  app.post<ById>("/api/console/visits/:id/approve", supervisors, async (request) => {
    const { revision } = z.parse(approveSchema, request.body);
    await decide(app, request, "visit.approve", { visitId: visitId(request.params), revision });
    return {};
  });

  app.post<ById>("/api/console/visits/:id/return", supervisors, async (request) => {
    const { revision, reason, note } = z.parse(returnSchema, request.body);
    await decide(app, request, "visit.return", { visitId: visitId(request.params), revision, reason, note });
    return {};
  });

  app.get("/api/console/freshness", supervisors, async (request): Promise<Freshness> => {
    const figures = await request.as(readFreshness);
    return { asOf: new Date().toISOString(), ...figures };
  });
}

const pageEndSchema = z.tuple([
  z.int(),
  z.int(),
  z.string().check(z.refine((at) => !Number.isNaN(Date.parse(at)))),
  idSchema,
]);

function writePageEnd(end: PageEnd): string {
  return Buffer.from(JSON.stringify(end)).toString("base64url");
}

function readPageEnd(text: string): PageEnd {
  try {
    return z.parse(pageEndSchema, JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return fail("request.invalid", { detail: "after" });
  }
}

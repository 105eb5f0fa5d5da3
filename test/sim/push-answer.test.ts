/** The hand-written check of an answer says what the schema of the wire says. */
import { expect, test } from "vitest";
import { pushAnswerSchema } from "../../src/protocol/push.ts";
import { isPushAnswer } from "../../src/sync/push-answer.ts";
import { seeded } from "./random.ts";

const good = {
  protocol: 1,
  epoch: "e",
  serverTime: "2026-11-22T02:00:00.000Z",
  verdicts: [{ id: "a", verdict: "applied", replayed: true, code: "x.y", community: "c", version: 3, retryAfterS: 1 }],
};

test("[K3] an answer counts exactly when the schema takes it", () => {
  const values = [undefined, null, 0, 1.5, "", "applied", "held", "maybe", true, [], {}, good.verdicts, [{ id: "a" }]];
  const keys = ["id", "verdict", "replayed", "code", "community", "version", "retryAfterS", "extra"] as const;
  const random = seeded(7);
  for (const value of [...values, good, { ...good, extra: 1 }])
    expect(isPushAnswer(value), JSON.stringify(value)).toBe(pushAnswerSchema.safeParse(value).success);
  let taken = 0;
  for (let turn = 0; turn < 4_000; turn += 1) {
    const verdict: Record<string, unknown> = { ...good.verdicts[0], [random.pick(keys)]: random.pick(values) };
    if (random.chance(0.2)) delete verdict[random.pick(keys)];
    const answer: Record<string, unknown> = { ...good, verdicts: [verdict] };
    if (random.chance(0.3))
      answer[random.pick(["protocol", "epoch", "serverTime", "verdicts"] as const)] = random.pick(values);
    const said = pushAnswerSchema.safeParse(answer).success;
    if (said) taken += 1;
    expect(isPushAnswer(answer), JSON.stringify(answer)).toBe(said);
  }
  expect(taken).toBeGreaterThan(100);
});

/** 360 px wide, up to 200 % text, both languages: nothing sticks out, nothing is too small for a finger, all is named. */
import { expect, test } from "vitest";
import { fakeCards, fakePatrolApi, fakeReturned, fakeSync } from "../support/fake-patrol-api.ts";
import { openPatrol, seen, tooSmall, tooWide, unnamed, until } from "../support/patrol-screen.tsx";

const places: [path: string, waitFor: string][] = [
  ["/", "王秀兰"],
  ["/elder/e1", "孙师傅"],
  ["/outbox", "孙桂英"],
  ["/me", "陈桂芳"],
];

for (const language of ["zh", "en"] as const) {
  for (const scale of [1, 1.5, 2] as const) {
    for (const theme of scale === 1 ? (["light", "dark", "sunlight"] as const) : (["light"] as const)) {
      test(`${language}, ${scale * 100} %, ${theme}`, async () => {
        for (const [path, waitFor] of places) {
          const fake = fakePatrolApi({ cards: [fakeReturned, ...fakeCards] });
          fake.data.start = { ...fake.data.start, sync: { ...fakeSync, online: false, waiting: 3, needsYou: 1 } };
          await openPatrol(fake, path, { language, scale, theme });
          await until(() => seen().includes(waitFor));
          expect(tooWide(), `${path} sticks out`).toEqual([]);
          expect(tooSmall(), `${path} too small`).toEqual([]);
          expect(unnamed(), `${path} without a name`).toEqual([]);
          expect(document.querySelectorAll("h1"), `${path} titles`).toHaveLength(1);
          expect(document.title, path).toContain(document.querySelector("h1")?.textContent ?? "?");
        }
      });
    }
  }
}

test("without a session or a list, the same holds", async () => {
  for (const scale of [1, 2] as const) {
    const fake = fakePatrolApi();
    fake.data.start = { ...fake.data.start, me: null, ready: false };
    await openPatrol(fake, "/", { scale });
    await until(() => seen("h1") === "登录");
    expect([tooWide(), tooSmall(), unnamed()]).toEqual([[], [], []]);
    const first = fakePatrolApi();
    first.data.start = {
      ...first.data.start,
      ready: false,
      sync: { ...fakeSync, phase: "pulling", pulled: 1, toPull: 9 },
    };
    await openPatrol(first, "/", { scale });
    await until(() => seen("h1") === "第一次准备");
    expect([tooWide(), tooSmall(), unnamed()]).toEqual([[], [], []]);
  }
});

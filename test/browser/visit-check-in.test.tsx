/** Check-in: what the position says, that the best one is kept, and that nothing ever blocks the visit. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { locate } from "../../src/patrol/check-in/locate.ts";
import { type FakeVisits, fakeVisits, visitedElder } from "../support/fake-visits.ts";
import { type Mounted, mountVisit, words } from "../support/visit-screen.tsx";

/** About 111 m to a thousandth of a degree of latitude. */
const HOME = { lat: 39.9, lng: 116.36 };
const CHECK_IN = "/elder/e1/check-in";

class FakeGeolocation {
  asked: PositionOptions | undefined;
  cleared = 0;
  #found: PositionCallback = () => {};
  #failed: PositionErrorCallback = () => {};
  watchPosition(found: PositionCallback, failed: PositionErrorCallback, options?: PositionOptions): number {
    this.#found = found;
    this.#failed = failed;
    this.asked = options;
    return 7;
  }
  clearWatch(): void {
    this.cleared += 1;
  }
  at(metresNorth: number, accuracy: number): void {
    const coords = { latitude: HOME.lat + metresNorth / 111_195, longitude: HOME.lng, accuracy };
    this.#found({ coords, timestamp: Date.now() } as GeolocationPosition);
  }
  fail(code: number): void {
    this.#failed({ code } as GeolocationPositionError);
  }
}

let mounted: Mounted | undefined;
let phone: FakeGeolocation;
beforeEach(async () => {
  await page.viewport(360, 640);
  phone = new FakeGeolocation();
  vi.spyOn(navigator, "geolocation", "get").mockReturnValue(phone as unknown as Geolocation);
});
afterEach(() => {
  mounted?.leave();
  mounted = undefined;
  vi.restoreAllMocks();
});

const button = (name: string) => page.getByRole("button", { name });
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000 });
const panel = (): string => words(document.querySelector(".check-in-panel") as Element);

async function arrive(fake: FakeVisits = fakeVisits()): Promise<FakeVisits> {
  fake.draft = null;
  mounted = await mountVisit(fake, CHECK_IN);
  await until(() => expect(phone.asked).toBeDefined());
  return fake;
}

test("[§8.2] asks for an exact, fresh position and keeps the best of thirty seconds", () => {
  vi.useFakeTimers();
  const seen: number[] = [];
  const ends: string[] = [];
  locate(
    phone as unknown as Geolocation,
    (fix) => seen.push(fix.accuracyM),
    (why) => ends.push(why),
  );
  expect(phone.asked).toMatchObject({ enableHighAccuracy: true, maximumAge: 0 });
  phone.at(0, 90);
  phone.at(0, 140);
  phone.at(0, 30);
  vi.advanceTimersByTime(29_000);
  expect(ends).toEqual([]);
  vi.advanceTimersByTime(1_500);
  expect(seen).toEqual([90, 30]);
  expect(ends).toEqual(["time"]);
  phone.at(0, 5);
  expect(seen).toEqual([90, 30]);
  expect(phone.cleared).toBe(1);
  vi.useRealTimers();
});

test("[§8.2] a signal that comes back within the time is not taken for none", () => {
  vi.useFakeTimers();
  const ends: string[] = [];
  locate(
    phone as unknown as Geolocation,
    () => {},
    (why) => ends.push(why),
  );
  phone.fail(2);
  phone.at(0, 9);
  expect(ends).toEqual(["precise"]);
  locate(
    phone as unknown as Geolocation,
    () => {},
    (why) => ends.push(why),
  );
  phone.fail(2);
  vi.advanceTimersByTime(31_000);
  expect(ends).toEqual(["precise", "unavailable"]);
  vi.useRealTimers();
});

test("at the door: words, exactness and distance; the visit opens with the check-in in its draft", async () => {
  const fake = await arrive();
  expect(panel()).toContain("正在定位");
  await expect.element(button("先进门，稍后补")).toBeVisible();
  phone.at(20, 8);
  await until(() => expect(panel()).toContain("已到门口"));
  expect(panel()).toContain("误差 8 米 · 离住址约 20 米");
  await button("开始巡视").click();
  await until(() => expect(mounted?.path()).toBe("/visit/v-now"));
  expect(fake.draft?.checkIn).toMatchObject({ judgement: "ok", accuracyM: 8, distanceM: 20 });
  expect(fake.draft?.resumeAt).toBe("H01");
});

test.each([
  { metres: 180, accuracy: 60, title: "定位信号弱，误差约 60 米", hint: "督导会看一下" },
  { metres: 90, accuracy: 300, title: "定位信号弱，误差约 300 米", hint: "督导会看一下" },
  { metres: 400, accuracy: 60, title: "定位不在住址附近", hint: "督导会问一下" },
  { metres: 20, accuracy: 900, title: "定位误差太大，约 900 米", hint: "督导会看一下" },
])("[§8.2] $metres m away within $accuracy m: said in words, and the visit still opens", async (known) => {
  const fake = await arrive();
  phone.at(known.metres, known.accuracy);
  await until(() => expect(panel()).toContain(known.title));
  phone.at(known.metres, known.accuracy + 50);
  expect(panel()).toContain(known.title);
  await button("开始巡视").click();
  await until(() => expect(mounted?.path()).toBe("/visit/v-now"));
  expect(fake.draft?.checkIn?.judgement).not.toBe("ok");
  await until(() => expect(words()).toContain("签到还没补"));
});

test("denied: says how to allow it, and lets the patroller in", async () => {
  const fake = await arrive();
  phone.fail(1);
  await until(() => expect(panel()).toContain("手机没让巡安用定位"));
  expect(panel()).toContain("改成“允许”");
  await button("先进门，稍后补").click();
  await until(() => expect(mounted?.path()).toBe("/visit/v-now"));
  expect(fake.draft?.checkIn).toMatchObject({ judgement: "manual", reason: "later" });
});

test("再定位一次 looks again", async () => {
  await arrive();
  phone.fail(1);
  await until(() => expect(panel()).toContain("没让"));
  await button("再定位一次").click();
  await until(() => expect(panel()).toContain("正在定位"));
  phone.at(5, 10);
  await until(() => expect(panel()).toContain("已到门口"));
});

test("补签到 later keeps the answers and replaces only the check-in", async () => {
  const fake = fakeVisits(visitedElder(), {
    checkIn: { at: "2026-11-22T02:00:00.000Z", judgement: "manual", reason: "later", coordSys: "wgs84" },
    resumeAt: "S05",
    answers: { H01: { state: "answered", option: "A", source: "tap", at: "2026-11-22T02:10:00.000Z" } },
  });
  mounted = await mountVisit(fake, CHECK_IN);
  await until(() => expect(phone.asked).toBeDefined());
  phone.at(5, 10);
  await button("记下签到").click();
  await until(() => expect(mounted?.path()).toBe("/visit/v-now"));
  expect(fake.draft).toMatchObject({
    checkIn: { judgement: "ok" },
    resumeAt: "S05",
    answers: { H01: { option: "A" } },
  });
});

test("没见到人 goes to the summary with how it ended", async () => {
  const fake = await arrive();
  await button("没见到人").click();
  await button("住院了").click();
  await until(() => expect(mounted?.path()).toBe("/visit/v-now/summary"));
  expect(fake.draft).toMatchObject({ outcome: "hospital", resumeAt: "summary" });
});

test("storage refused at the door is said, and nothing pretends to have begun", async () => {
  const fake = await arrive();
  phone.at(5, 10);
  await until(() => expect(panel()).toContain("已到门口"));
  fake.refuse = { word: "storage-refused", detail: "quota" };
  await button("开始巡视").click();
  await until(() => expect(words()).toContain("签到没存上"));
  expect(mounted?.path()).toBe(CHECK_IN);
  fake.refuse = null;
  await button("开始巡视").click();
  await until(() => expect(mounted?.path()).toBe("/visit/v-now"));
});

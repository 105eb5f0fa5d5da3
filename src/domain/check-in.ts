/** Check-in judgement (§8.2). Nothing here ever blocks a visit. */
import type { CheckInJudgement } from "./visit.ts";

type Point = { lat: number; lng: number };

const EARTH_RADIUS_M = 6_371_008.8;

/** Great-circle distance of two WGS-84 points, whole metres. */
export function distanceM(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const halfLat = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2;
  const halfLng = Math.sin(((b.lng - a.lng) * rad) / 2) ** 2;
  const h = halfLat + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * halfLng;
  return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** `eff = max(0, distance − min(accuracy, 150))`: ok ≤ 50 with accuracy ≤ 150 · weak ≤ 200 · outside; no usable fix: manual. */
export function judgeCheckIn(fix: {
  distanceM?: number | null | undefined;
  accuracyM?: number | null | undefined;
}): CheckInJudgement {
  const { distanceM: distance, accuracyM: accuracy } = fix;
  if (distance == null || accuracy == null || accuracy > 500) return "manual";
  const effective = Math.max(0, distance - Math.min(accuracy, 150));
  if (effective <= 50 && accuracy <= 150) return "ok";
  return effective <= 200 ? "weak" : "outside";
}

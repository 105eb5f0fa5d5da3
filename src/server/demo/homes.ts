/** The homes of the demo: buildings of two real communities, doors invented. */
import type { HomeAddress, HomePoint } from "../../domain/elder.ts";
import type { Random } from "./random.ts";

/** Middle of the community, WGS-84, to some hundred metres. */
type Place = { code: string; lat: number; lng: number; blocks: Block[]; lanes: string[] };
type Block = { estate: string; building: string; units: number; floors: number; doors: number; lift: boolean };

const blocks = (estate: string, from: number, to: number, units: number, floors: number): Block[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    estate,
    building: String(from + at),
    units,
    floors,
    doors: 3,
    lift: floors > 6,
  }));

export const demoPlaces: readonly Place[] = [
  {
    code: "110102007018",
    lat: 39.9112,
    lng: 116.3283,
    blocks: [...blocks("三里河二区", 1, 9, 4, 5), ...blocks("三里河二区", 10, 12, 2, 14)],
    lanes: [],
  },
  {
    code: "110102007032",
    lat: 39.9047,
    lng: 116.3419,
    blocks: [...blocks("真武庙二里", 1, 4, 3, 6), ...blocks("真武庙四里", 1, 5, 4, 5)],
    lanes: ["真武庙头条", "真武庙三里"],
  },
];

export type Home = { address: HomeAddress; point: HomePoint; lane: boolean };

const degrees = (value: number) => Math.round(value * 1e6) / 1e6;

/** Gives each home once. Buildings stand on a small grid around the community's middle. */
export function homeMaker(place: Place, random: Random): () => Home {
  const taken = new Set<string>();
  const point = (at: number): HomePoint => ({
    lat: degrees(place.lat + (Math.floor(at / 4) - 1.5) * 0.0009 + (random.next() - 0.5) * 0.0002),
    lng: degrees(place.lng + ((at % 4) - 1.5) * 0.0012 + (random.next() - 0.5) * 0.0003),
    accuracyM: random.between(8, 25),
  });
  const make = (): Home => {
    if (place.lanes.length > 0 && random.chance(0.12)) {
      const at = random.int(place.lanes.length);
      return {
        address: { estate: place.lanes[at], room: `${random.between(3, 46)}号`, floor: 1, lift: false },
        point: point(place.blocks.length + at),
        lane: true,
      };
    }
    const at = random.int(place.blocks.length);
    const block = place.blocks[at] as Block;
    const floor = random.between(1, block.floors);
    return {
      address: {
        estate: block.estate,
        building: block.building,
        unit: String(random.between(1, block.units)),
        room: `${floor}0${random.between(1, block.doors)}`,
        floor,
        lift: block.lift,
      },
      point: point(at),
      lane: false,
    };
  };
  return () => {
    for (;;) {
      const home = make();
      const { estate, building, unit, room } = home.address;
      const door = [estate, building, unit, room].join("/");
      if (taken.has(door)) continue;
      taken.add(door);
      return home;
    }
  };
}

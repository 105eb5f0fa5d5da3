import * as L from "leaflet";

/** Grid spacings a reader can count with, metres. */
const STEPS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000];
/** Lines closer than this are only noise, CSS pixels. */
const LEAST_GAP_PX = 36;
/** Metres a projected pixel at zoom 0 of Web Mercator. */
const WORLD_M = 40_075_016.686 / 256;

/** Metres on the ground one pixel shows at this zoom and latitude. */
export function metresAPixel(zoom: number, lat: number): number {
  return (WORLD_M / 2 ** zoom) * Math.cos((lat * Math.PI) / 180);
}

/** The grid spacing drawn at this zoom, metres on the ground. */
export function gridStep(zoom: number, lat: number): number {
  const least = metresAPixel(zoom, lat) * LEAST_GAP_PX;
  return STEPS.find((step) => step >= least) ?? 5000;
}

/** Positions of the grid lines inside one tile, pixels from its edge: `offset` is the tile's start from the origin. */
export function linesInTile(offset: number, gap: number, size: number): number[] {
  const lines: number[] = [];
  for (let at = Math.ceil(offset / gap) * gap - offset; at < size; at += gap) lines.push(at);
  return lines;
}

/**
 * The base under the check-in: a plain metre grid with its origin at the home point, drawn here.
 * No outside tiles and no invented streets: what isn't known is left empty.
 */
export class SketchLayer extends L.GridLayer {
  readonly #home: L.LatLng;
  readonly #colors: () => { paper: string; line: string };

  constructor(home: L.LatLng, colors: () => { paper: string; line: string }) {
    super({ tileSize: 256, keepBuffer: 1, className: "sketch-tile" });
    this.#home = home;
    this.#colors = colors;
  }

  override createTile(coords: L.Coords): HTMLElement {
    const size = 256;
    const tile = document.createElement("canvas");
    const sharp = Math.min(2, window.devicePixelRatio || 1);
    tile.width = size * sharp;
    tile.height = size * sharp;
    const pen = tile.getContext("2d");
    if (!pen) return tile;
    const { paper, line } = this.#colors();
    pen.scale(sharp, sharp);
    pen.fillStyle = paper;
    pen.fillRect(0, 0, size, size);
    const origin = L.CRS.EPSG3857.latLngToPoint(this.#home, coords.z);
    const gap = gridStep(coords.z, this.#home.lat) / metresAPixel(coords.z, this.#home.lat);
    pen.strokeStyle = line;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const x of linesInTile(coords.x * size - origin.x, gap, size)) {
      pen.moveTo(Math.round(x) + 0.5, 0);
      pen.lineTo(Math.round(x) + 0.5, size);
    }
    for (const y of linesInTile(coords.y * size - origin.y, gap, size)) {
      pen.moveTo(0, Math.round(y) + 0.5);
      pen.lineTo(size, Math.round(y) + 0.5);
    }
    pen.stroke();
    return tile;
  }
}

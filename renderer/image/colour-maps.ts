import { mapPoints } from './map-points.ts';

/** Equal steps of a value look like equal steps in all but `difference`, whose middle is nothing. */
export type ColourMap = keyof typeof mapPoints;

/** In the order they are offered; `difference` is chosen by what is shown. */
export const mapNames = {
  viridis: 'Viridis',
  inferno: 'Inferno',
  magma: 'Magma',
  cividis: 'Cividis',
  grey: 'Grey',
} as const satisfies Partial<Record<ColourMap, string>>;

/** Saturated pixels, where they are marked: a colour that its map does not have. */
export const markColours: Readonly<Record<ColourMap, readonly [red: number, green: number, blue: number]>> = {
  viridis: [255, 0, 170],
  inferno: [0, 229, 255],
  magma: [0, 229, 255],
  cividis: [255, 0, 170],
  grey: [255, 0, 170],
  difference: [0, 160, 0],
};

const steps = 256;
const tables = new Map<string, Uint8Array>();

/** Red, green and blue of 256 steps in turn, from the least to the most. Not to be changed: all get the same. */
export function colourTable(map: ColourMap, isInverted = false): Uint8Array {
  const name = `${map} ${isInverted}`;
  const known = tables.get(name) ?? interpolated(pointsOf(mapPoints[map]), isInverted);
  tables.set(name, known);
  return known;
}

function interpolated(points: readonly (readonly number[])[], isInverted: boolean): Uint8Array {
  const table = new Uint8Array(steps * 3);
  for (let step = 0; step < steps; step++) {
    const place = ((isInverted ? steps - 1 - step : step) / (steps - 1)) * (points.length - 1);
    const at = Math.min(points.length - 2, Math.floor(place));
    for (const part of [0, 1, 2]) {
      const [from = 0, to = 0] = [points[at]?.[part], points[at + 1]?.[part]];
      table[step * 3 + part] = Math.round(from + (to - from) * (place - at));
    }
  }
  return table;
}

function pointsOf(hexes: string): number[][] {
  return hexes.split(' ').map((hex) => [0, 2, 4].map((from) => Number.parseInt(hex.slice(from, from + 2), 16)));
}

import type { Point } from './geometry.ts';
import type { Image } from './image.ts';
import { widthAt } from './peak-width.ts';

/** Means of some pixels side by side, one for each step along; NaN where there is no number. */
export type Profile = Float64Array;

/** One number for each column (along x) or row (along y): the mean of `width` pixels across, those nearest to `centre` in pixels from the image's corner. */
export function profileAlong(image: Image, axis: 'x' | 'y', centre: number, width: number): Profile {
  const { numbers, rows, columns } = image;
  const [length, across] = axis === 'x' ? [columns, rows] : [rows, columns];
  const [along, side] = axis === 'x' ? [1, columns] : [columns, 1];
  const from = Math.max(0, Math.min(across - 1, Math.floor(centre - (width - 1) / 2)));
  const to = Math.max(from + 1, Math.min(across, Math.floor(centre - (width - 1) / 2) + width));
  return Float64Array.from({ length }, (_, at) => {
    let [sum, count] = [0, 0];
    for (let line = from; line < to; line++) {
      const value = numbers[at * along + line * side] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return sum / count;
  });
}

/** Both ends in pixels from the image's corner. */
export type Line = { from: Point; to: Point };

/** One number for each pixel's length from one end to the other: the mean of `width` pixels across, each the one that the place lies in. */
export function profileOn({ numbers, rows, columns }: Image, { from, to }: Line, width: number): Profile {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const steps = Math.max(1, Math.round(length));
  const [dx, dy] = [(to.x - from.x) / steps, (to.y - from.y) / steps];
  const [sideX, sideY] = length === 0 ? [0, 1] : [-(to.y - from.y) / length, (to.x - from.x) / length];
  return Float64Array.from({ length: steps + 1 }, (_, at) => {
    let [sum, count] = [0, 0];
    for (let line = 0; line < width; line++) {
      const off = line - (width - 1) / 2;
      const [column, row] = [Math.floor(from.x + at * dx + off * sideX), Math.floor(from.y + at * dy + off * sideY)];
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      const value = numbers[row * columns + column] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return sum / count;
  });
}

/** In steps of the profile, from the middle of its first; by the rule of `widthAt`. `centre`: the middle of the full width at half its height. */
export type ProfileFigures = { centre: number | null; fwhm: number | null; e2: number | null };

export function profileFigures(profile: Profile): ProfileFigures {
  const half = widthAt(profile, 0.5);
  return {
    centre: half === null ? null : (half.from + half.to) / 2,
    fwhm: half?.width ?? null,
    e2: widthAt(profile, Math.exp(-2))?.width ?? null,
  };
}

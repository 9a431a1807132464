import { grouped } from '../words/numbers.ts';
import type { Analysis } from './analyse.ts';
import { figureWords } from './figure-rows.ts';
import { type Geometry, isStretched } from './geometry.ts';
import type { Image } from './image.ts';
import type { RectangleFigures } from './rectangle.ts';
import type { Shown } from './use-shown.ts';
import { logLow } from './value-scale.ts';

/** null where there are none. */
export function excludedWords({ saturated, hot, pixels }: Pick<Analysis, 'saturated' | 'hot' | 'pixels'>): string | null {
  const count = saturated + hot.length;
  if (count === 0) return null;
  const which = hot.length === 0 ? 'saturated' : saturated === 0 ? 'hot' : 'saturated or hot';
  const end =
    count === pixels
      ? 'All of them are, so they set the range.'
      : count === 1
        ? 'It does not set the range.'
        : 'They do not set the range.';
  return `${grouped(String(count))} of ${grouped(String(pixels))} pixels ${count === 1 ? 'is' : 'are'} ${which}. ${end}`;
}

/** For who does not see it. */
export function imageWords(name: string, { image, compare }: Shown, figures: RectangleFigures | null, units: string): string {
  const what = compare === 'difference' ? 'difference to the reference' : compare === 'beside' ? 'beside the reference' : 'image';
  const size = `${name}, ${what}: ${image.columns} × ${image.rows} pixels`;
  if (figures === null || figures.mean === null) return `${size}, none of them a number.`;
  const { least, most, mean, centroidX, centroidY } = figures;
  const centre = centroidX === null || centroidY === null ? '' : `, centroid at x ${figureWords(centroidX)}, y ${figureWords(centroidY)}`;
  return `${size}, from ${figureWords(least)} to ${figureWords(most)} ${units}, mean ${figureWords(mean)}${centre}.`;
}

/** What a person should know who wonders about the picture. */
export function noteOf({ image, range, analysis }: Shown, scale: string, geometry: Geometry | null, isPhysical: boolean): string[] {
  return [
    ...(image.every > 1
      ? [
          `It is so large that every ${image.every}${ordinal(image.every)} pixel of a row and of a column is read; all figures are of these.`,
        ]
      : []),
    ...(scale === 'log' && logLow(range) === null ? ['Nothing in the range is above zero: a logarithm shows nothing of it.'] : []),
    ...(analysis.unreal === analysis.pixels ? ['None of its pixels has a number.'] : []),
    ...(geometry !== null && isStretched(geometry)
      ? [`Its ${isPhysical ? 'axes' : 'pixels'} are stretched: it is much longer one way than the other.`]
      : []),
  ];
}

export function pixelWords(image: Image, { column, row }: { column: number; row: number }, units: string): string {
  const value = image.numbers[row * image.columns + column] ?? Number.NaN;
  const words = Number.isNaN(value) ? 'no number' : `${figureWords(value)} ${units}`;
  return `x ${column * image.every}, y ${row * image.every}: ${words}`;
}

export function sizeWords(figures: RectangleFigures | null, width: number, height: number, units: string): string {
  const mean = figures === null || figures.mean === null ? '' : `, mean ${figureWords(figures.mean)} ${units}`;
  return `${width} × ${height} px${mean}`;
}

function ordinal(count: number): string {
  return count === 2 ? 'nd' : count === 3 ? 'rd' : 'th';
}

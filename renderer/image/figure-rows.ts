import { readable } from '../devices/value-words.ts';
import { percentWords } from '../preview/change.ts';
import { grouped } from '../words/numbers.ts';
import type { Axes } from './axes.ts';
import type { RectangleFigures } from './rectangle.ts';

export type FigureRow = { name: string; units: string; now: string; before: string | null; change: string | null };

const counted = { size: 1, units: 'pixels' };

/** What a person compares: values by share, positions, lengths and counts by their difference. */
export function figureRows(now: RectangleFigures, before: RectangleFigures | null, units: string, { x, y }: Axes): FigureRow[] {
  const value = (name: string, of: (figures: RectangleFigures) => number | null): FigureRow => {
    const [here, there] = [of(now), before === null ? null : of(before)];
    const isComparable = here !== null && there !== null && there !== 0;
    const change = isComparable ? `${percentWords((100 * (here - there)) / Math.abs(there))} %` : null;
    return { name, units, now: figureWords(here), before: before === null ? null : figureWords(there), change };
  };
  const place = (name: string, of: (figures: RectangleFigures) => number | null, axis: Axes['x']): FigureRow => {
    const scaled = (figures: RectangleFigures | null) => scaledBy(figures === null ? null : of(figures), axis.size);
    const [here, there] = [scaled(now), scaled(before)];
    const change = here === null || there === null ? null : signedWords(here - there);
    return { name, units: axis.units, now: figureWords(here), before: before === null ? null : figureWords(there), change };
  };
  return [
    value('Mean', ({ mean }) => mean),
    value('Sum', ({ sum }) => sum),
    value('Standard deviation', ({ deviation }) => deviation),
    value('Smallest', ({ least }) => least),
    value('Largest', ({ most }) => most),
    place('Centroid x', ({ centroidX }) => centroidX, x),
    place('Centroid y', ({ centroidY }) => centroidY, y),
    place('FWHM x', ({ fwhmX }) => fwhmX, x),
    place('FWHM y', ({ fwhmY }) => fwhmY, y),
    ...(now.saturated === null ? [] : [place('Saturated', ({ saturated }) => saturated, counted)]),
    place('Pixels', ({ pixels }) => pixels, { size: 1, units: '' }),
    ...(now.real === now.pixels ? [] : [place('Without a number', ({ pixels, real }) => pixels - real, counted)]),
  ];
}

/** Five digits that count, whole numbers with all of theirs in groups. */
export function figureWords(value: number | null): string {
  if (value === null) return '–';
  const words = readable(String(value));
  return /^−?\d+$/.test(words) ? grouped(words) : words;
}

export function signedWords(value: number): string {
  const words = readable(String(Number(value.toPrecision(3))));
  return value > 0 ? `+${words}` : words;
}

function scaledBy(value: number | null, size: number): number | null {
  return value === null ? null : value * size;
}

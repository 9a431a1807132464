import type { PreviewChannel } from '../../core/contract/preview.ts';
import { counted } from '../words/numbers.ts';
import type { Earlier } from './earlier.ts';
import { extentOf, widthOf } from './extent.ts';
import type { CurveUnits } from './picture.ts';
import type { Series } from './series.ts';
import { statisticsOf } from './statistics.ts';
import { numberWords, withUnits } from './words.ts';

/** In place of the picture, for who does not see it. */
export function curveWords(name: string, series: Series, units: CurveUnits): string {
  const whole = widthOf(series);
  const points = `${name}: ${counted(series.y.length, 'point')}`;
  if (whole === null) return `${points}.`;
  const { min, max, peakX } = statisticsOf(series, whole);
  const along = `${points}, x from ${numberWords(whole.from, 6)} to ${withUnits(whole.to, units.x, 6)}`;
  if (min === null) return `${along}, none of them a number.`;
  return `${along}, y from ${numberWords(min, 6)} to ${withUnits(max, units.y, 6)}, largest at ${withUnits(peakX, units.x, 6)}.`;
}

/** What a person should know who sees an empty picture, or a line that is none; null where all is usual. */
export function noteOf({ y }: Series, yKind: 'linear' | 'log'): string | null {
  if (y.length === 0) return 'It has no elements.';
  const whole = extentOf(y);
  if (whole === null) return y.length === 1 ? 'Its one element is no number.' : `All its ${y.length} elements are no numbers (NaN).`;
  if (yKind === 'log' && whole.to <= 0) return 'Nothing of it is above zero: a logarithmic axis shows nothing.';
  if (y.length === 1) return `It has one element: ${numberWords(whole.from)}.`;
  if (whole.from === whole.to) return `All its elements are ${numberWords(whole.from)}.`;
  return yKind === 'log' && whole.from <= 0 ? 'What is not above zero has no place on a logarithmic axis, and is left out.' : null;
}

export function earlierWords({ curves, without, isWhole, isFull }: Earlier, wanted: number): string {
  const missed = without === 0 ? '' : `, ${counted(without, 'pulse')} without it passed over`;
  if (!isWhole) return `${curves.length} of ${wanted} pulses before read${missed}…`;
  if (isFull) return `only ${counted(curves.length, 'pulse')} before: more would be too many points at a time`;
  return curves.length === wanted
    ? `${counted(wanted, 'pulse')} before${missed}`
    : `only ${counted(curves.length, 'pulse')} before found${missed}`;
}

/** What stands along the axes. */
export function unitsOf({ type, units, xUnits }: PreviewChannel): CurveUnits {
  return { x: type === 'waveform' ? xUnits : null, y: units };
}

export function labelsOf({ type, attributes }: PreviewChannel): readonly string[] | null {
  const { labels } = attributes;
  return type === 'vector' && Array.isArray(labels) ? labels : null;
}

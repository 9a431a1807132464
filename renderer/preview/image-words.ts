import type { ImageFigures } from '../../core/contract/data.ts';
import { readable } from '../devices/value-words.ts';

/** Images have no σ here: it would need every image of the last captures. Beyond these they are framed. */
export const sumLimitPercent = 15;
/** Of the image's longer side. */
export const centreLimitShare = 0.05;

export type ImageChange = { words: string; isFar: boolean };

/** Three digits that count. */
export function figureWords({ mean }: Pick<ImageFigures, 'mean'>): string {
  return `mean ${readable(Number(mean.toPrecision(3)).toString())}`;
}

/** What has changed most against the reference: the middle where it has moved, else the sum. */
export function imageChange(now: ImageFigures, before: ImageFigures, longerSide: number): ImageChange {
  if (before.min < 0) return meanChange(now, before); // a wavefront: its sum is near nothing, and no share of it tells anything
  const moved = movedBy(now, before);
  const percent = before.sum === 0 ? null : (100 * (now.sum - before.sum)) / Math.abs(before.sum);
  const sumFar = percent === null ? now.sum !== 0 : Math.abs(percent) > sumLimitPercent;
  const centreFar = moved !== null && moved > centreLimitShare * longerSide;
  if (centreFar && !sumFar) return { words: `centre ${Math.round(moved)} px off`, isFar: true };
  return { words: `sum ${percent === null ? 'from 0' : `${shortPercent(percent)} %`}`, isFar: sumFar || centreFar };
}

/** In shares of all its values span. */
function meanChange(now: ImageFigures, before: ImageFigures): ImageChange {
  const span = before.max - before.min;
  if (span === 0) return { words: '', isFar: false };
  const percent = (100 * (now.mean - before.mean)) / span;
  return { words: `${shortPercent(percent)} % of span`, isFar: Math.abs(percent) > sumLimitPercent };
}

function movedBy(now: ImageFigures, before: ImageFigures): number | null {
  if (now.centroidX === null || now.centroidY === null || before.centroidX === null || before.centroidY === null) return null;
  return Math.hypot(now.centroidX - before.centroidX, now.centroidY - before.centroidY);
}

function shortPercent(percent: number): string {
  const size = Math.abs(percent);
  const digits = size >= 10 ? size.toFixed(0) : size.toFixed(1);
  const isNothing = Number(digits) === 0;
  return `${isNothing ? '' : percent > 0 ? '+' : '−'}${digits}`;
}

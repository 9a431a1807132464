import type { TrendPoint } from '../../core/contract/preview.ts';
import { clockOf } from '../words/numbers.ts';
import { msOfNs } from './trend-span.ts';

/** Between two captures: nobody captured a pulse there, so that nothing is known. */
export type Silence = { before: TrendPoint; after: TrendPoint };

/** So many times what usually lies between two captures is no chance. */
const longerThan = 5;
/** Of fewer captures nothing is usual. */
const pointsLeast = 5;

/** In their order; `points` are in the order of their pulses. */
export function silencesOf(points: readonly TrendPoint[]): Silence[] {
  if (points.length < pointsLeast) return [];
  const steps = points.slice(1).map((after, at): Silence & { ms: number } => {
    const before = points[at] ?? after;
    return { before, after, ms: timeOf(after) - timeOf(before) };
  });
  const usual = steps.map(({ ms }) => ms).sort((left, right) => left - right)[Math.floor(steps.length / 2)] ?? 0;
  return steps.filter(({ ms }) => ms > longerThan * usual && usual > 0).map(({ before, after }) => ({ before, after }));
}

export function silenceWords({ before, after }: Silence): string {
  return `No pulse was captured between ${clockOf(before.pulse.timestampNs)} and ${clockOf(after.pulse.timestampNs)} UTC.`;
}

export function middleOf({ before, after }: Silence): number {
  return (timeOf(before) + timeOf(after)) / 2;
}

function timeOf({ pulse }: TrendPoint): number {
  return msOfNs(pulse.timestampNs);
}

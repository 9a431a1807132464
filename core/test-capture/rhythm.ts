import type { Sample } from './tally.ts';
import { msOf } from './tie.ts';

/** Its own clock is believed about time that passed unless it is out by more than this factor: it may stand still, or be set while it is watched. */
const believedWithin = 2;
/** As many silences before a rhythm is told from chance. */
const stepsLeast = 5;

/** `everyMs`: how far apart readings are in general, bursts counted once; null of too few. `isRegular`: one that fails to come is missed. */
export type Rhythm = { everyMs: number | null; longestMs: number | null; isRegular: boolean };

/** Sorted, in milliseconds, each once: one that came twice is one reading. */
export function timesOf(samples: readonly Sample[], clockMs: number): number[] {
  const [first] = samples;
  if (first === undefined) return [];
  const sinceNs = first.matchedNs;
  return [...new Set(samples.map(({ matchedNs }) => msOf(matchedNs - sinceNs) - clockMs))].sort((left, right) => left - right);
}

/** Hertz, what came twice counted once; null of fewer than two. */
export function rateOf(samples: readonly Sample[], duplicates: number): number | null {
  const own = spanMs(samples.map(({ timeNs }) => timeNs));
  const stood = spanMs(samples.flatMap(({ arrivedNs }) => arrivedNs ?? []));
  const isBelieved = stood < 1000 || (own < stood * believedWithin && own > stood / believedWithin);
  const [count, span] = isBelieved ? [samples.length - duplicates, own] : [samples.length, stood];
  return count < 2 || span === 0 ? null : (count - 1) / (span / 1000);
}

/** A quarter of all time lies in silences no longer than the usual one: neither bursts nor one long silence change that. */
export function rhythmOf(times: readonly number[]): Rhythm {
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const sorted = steps.toSorted((left, right) => left - right);
  const everyMs = quarterOf(sorted);
  if (everyMs === null) return { everyMs, longestMs: null, isRegular: false };
  const long = steps.filter((step) => step >= everyMs / 2);
  const usual = long.filter((step) => step >= 0.75 * everyMs && step <= 1.25 * everyMs);
  return { everyMs, longestMs: sorted.at(-1) ?? null, isRegular: long.length >= stepsLeast && usual.length >= 0.6 * long.length };
}

function quarterOf(sorted: readonly number[]): number | null {
  const total = sorted.reduce((sum, step) => sum + step, 0);
  let passed = 0;
  for (const step of sorted) {
    passed += step;
    if (passed >= total / 4) return step;
  }
  return null;
}

function spanMs(times: readonly bigint[]): number {
  let [first, last] = [times[0] ?? 0n, times[0] ?? 0n];
  for (const time of times) [first, last] = [time < first ? time : first, time > last ? time : last];
  return msOf(last - first);
}

import type { TestChannel } from '../contract/test-capture.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import { rhythmOf, timesOf } from './rhythm.ts';
import { type Sample, samplesMost } from './tally.ts';
import { msOf, type Ties } from './tie.ts';

const gapsNamed = 5;
/** What comes more rarely than with every third pulse is not meant to come with each. */
const slowFrom = 3;

type Looked = { samples: readonly Sample[]; settings: ChannelSettings | null; ties: Ties; clockMs: number; pulsesEveryMs: number };

/** Pulses that lack a reading. Where nothing says when one is due (a value that is sent on change), none is lacking. */
export function gapsIn(taken: readonly Pulse[], looked: Looked): TestChannel['gaps'] {
  const seen = new Set(looked.ties.tied.map(({ pulse }) => pulse.timestampNs));
  const lacking = judged(taken, looked).filter((pulse) => !seen.has(pulse.timestampNs));
  const gaps = isForEach(looked) ? lacking : silentAt(lacking, looked);
  return { pulses: gaps.length, first: gaps.slice(0, gapsNamed).map(({ pulseId }) => String(pulseId)) };
}

/** Is there to be one of every pulse? What goes by the last value may have come long before. */
function isForEach({ samples, settings, ties: { by }, clockMs, pulsesEveryMs }: Looked): boolean {
  if (settings?.match.kind === 'last') return false;
  if (samples.length === 0) return true;
  if (by === 'nearest') return false;
  return settings?.match.kind === 'pulse-id' || (rhythmOf(timesOf(samples, clockMs)).everyMs ?? 0) < slowFrom * pulsesEveryMs;
}

/** Of so many that not all were kept, what comes after the last kept one tells nothing. */
function judged(taken: readonly Pulse[], { samples, clockMs }: Looked): readonly Pulse[] {
  const last = samples.at(-1);
  if (samples.length < samplesMost || last === undefined) return taken;
  return taken.filter(({ timestampNs }) => msOf(last.matchedNs - timestampNs) - clockMs >= 0);
}

/** By time: it was silent there for longer than it usually is, or than its match policy allows. */
function silentAt(pulses: readonly Pulse[], { samples, settings, clockMs }: Looked): Pulse[] {
  const since = samples[0]?.matchedNs ?? 0n;
  const times = timesOf(samples, clockMs);
  const around = (at: number) => {
    const next = after(times, at);
    return { before: next === 0 ? null : at - (times[next - 1] ?? at), until: next === times.length ? null : (times[next] ?? at) - at };
  };
  if (settings?.match.kind === 'last') {
    const { maxAgeMs } = settings.match;
    return pulses.filter(({ timestampNs }) => (around(msOf(timestampNs - since)).before ?? 0) > maxAgeMs);
  }
  const { everyMs, isRegular } = rhythmOf(times);
  if (everyMs === null || !isRegular) return [];
  return pulses.filter(({ timestampNs }) => {
    const { before, until } = around(msOf(timestampNs - since));
    if (before === null || until === null) return (before ?? until ?? 0) > 1.5 * everyMs;
    return before + until > 1.5 * everyMs && before >= everyMs / 2 && until >= everyMs / 2;
  });
}

/** How many of these, sorted, are not after it. */
function after(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

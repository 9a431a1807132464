import { fits, isBetter, isStale, milliseconds } from '../../capture/match.ts';
import { failure } from '../../contract/errors.ts';
import { isoNs, type Pulse } from '../../pulses/pulse.ts';
import type { Answer } from '../port.ts';
import type { Reading } from '../reading.ts';
import type { ArchiverData, ArchiverSample } from './parse.ts';
import type { ArchiverChannel } from './questions.ts';

/** An answer without the name of its channel. */
type Unnamed<A> = A extends { channel: string } ? Omit<A, 'channel'> : never;
export type Verdict = Unnamed<Answer>;

/** `settled`: no sample that is still to come can change it, as a PV's samples are archived in the order of their times. */
export type Judgement = { verdict: Verdict; settled: boolean };

/** Which of the samples is the pulse's? Those outside the window, which the appliance sends too, only tell what was near. Pure. */
export function judge(channel: ArchiverChannel, pulse: Pulse, { meta, samples }: ArchiverData): Judgement {
  const { match } = channel;
  const offsetNs = milliseconds(channel.clockOffsetMs);
  const candidates = samples.map((sample) => ({ sample, pulseId: null, timeNs: sample.timeNs - offsetNs }));
  const [first, ...others] = candidates;
  if (first === undefined) {
    return {
      verdict: { kind: 'absent', absence: { seen: 0, withoutPulseId: 0, undecodable: 0, nearest: null, newestNs: null } },
      settled: false,
    };
  }
  let best = first;
  let newestNs = first.timeNs;
  for (const candidate of others) {
    if (isBetter(match, pulse, candidate, best)) best = candidate;
    if (candidate.timeNs > newestNs) newestNs = candidate.timeNs;
  }
  const settled = newestNs >= pulse.timestampNs;
  const stale = isStale(match, pulse, best);
  if (fits(match, pulse, best) || stale) {
    const reading = toReading(channel.source.pv, meta, best.sample, best.timeNs);
    if (reading === null) return { verdict: withoutValue(channel.source.pv, best.sample), settled };
    return { verdict: { kind: stale ? 'stale' : 'reading', reading }, settled };
  }
  const seen = samples.length;
  const nearest = { pulseId: null, timeNs: best.timeNs };
  return { verdict: { kind: 'absent', absence: { seen, withoutPulseId: seen, undecodable: 0, nearest, newestNs } }, settled };
}

function toReading(pv: string, meta: ReadonlyMap<string, string>, sample: ArchiverSample, timeNs: bigint): Reading | null {
  if (sample.value === null) return null;
  return {
    value: sample.value,
    pulseId: null,
    timeNs,
    timeBasis: 'time-stamp',
    arrivedNs: null,
    alarm: sample.alarm,
    units: sample.units || meta.get('EGU')?.trim() || null,
    precision: sample.precision ?? toPrecision(meta.get('PREC')),
    provenance: { kind: 'archiver', pv },
    slots: [],
  };
}

/** "3" where the sample came from disk, "3.0" where it came from the engine. */
function toPrecision(text: string | undefined): number | null {
  const digits = Number(text?.trim() || Number.NaN);
  return Number.isInteger(digits) && digits >= 0 ? digits : null;
}

function withoutValue(pv: string, { timeNs }: ArchiverSample): Verdict {
  const sentence = `The sample of PV ${pv} at ${isoNs(timeNs)} has no value that can be kept: neither number, text, nor an array of one of them.`;
  return { kind: 'undecodable', failure: failure('VALUE_WRONG_TYPE', sentence, { pv }) };
}

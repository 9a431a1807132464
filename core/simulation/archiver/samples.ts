import type { Alarm } from '../../sources/reading.ts';
import type { Value } from '../../sources/value.ts';
import { pulseFrom, pulsePeriodNs } from '../beat.ts';
import type { Facility, SimulatedPv } from '../facility.ts';
import { unit } from '../noise.ts';
import { pulseIdOf } from '../timing.ts';

export type Sample = { timeNs: bigint; value: Value; severity: number; status: number; fields: Record<string, string> | null };

const second = 1_000_000_000n;
/** EPICS' numbers; anything else is worse than major. */
const severities: Record<string, number> = { NONE: 0, MINOR: 1, MAJOR: 2 };
/** What is younger than this still lies in the engine's memory, and such answers overrun their window. */
const inMemoryNs = 15n * second;
/** More is never sent: 100 s at 10 Hz, far above what a capture asks for. */
const mostSamples = 20_000;

export type Window = { fromNs: bigint; toNs: bigint; nowNs: bigint; sinceNs: bigint };

/**
 * What the appliance answers for one PV: first the last sample at or before `from`, then all up to `to`; where the newest of them are still
 * in memory, on to the end of that second.
 */
export function samplesIn(
  facility: Pick<Facility, 'faults' | 'seed'>,
  pv: SimulatedPv,
  { fromNs, toNs, nowNs, sinceNs }: Window,
): Sample[] {
  const overrunNs = nowNs - toNs < inMemoryNs ? (toNs / second + 1n) * second - 1n : toNs;
  const samples: Sample[] = [];
  const { every } = pv.wire;
  let step = Math.floor(pulseFrom(overrunNs) / every) + 1;
  for (; samples.length < mostSamples; step--) {
    const k = step * every;
    const timeNs = stampOf(pv, k);
    if (timeNs < sinceNs) break;
    if (timeNs > overrunNs || timeNs + visibleAfterNs(facility.seed, k) > nowNs || isGone(facility, pv, timeNs)) continue;
    samples.push(sampleAt(facility, pv, k, timeNs, isGone(facility, pv, stampOf(pv, k - every))));
    if (timeNs <= fromNs) break;
  }
  return samples.reverse();
}

/** Clocks count in floating-point seconds: some tens of nanoseconds off the round number, as the real ones are. */
export function stampOf({ channel }: SimulatedPv, k: number): bigint {
  const seconds = Math.floor(k / 10);
  const rest = Math.trunc((k / 10 + channel.readoutMs / 1000 - seconds) * 1e9);
  return BigInt(seconds) * second + BigInt(rest);
}

/** From a sample's time stamp until retrieval shows it: 9 to 65 ms. */
function visibleAfterNs(seed: number, k: number): bigint {
  return BigInt(Math.round((9 + 56 * unit(seed, k, 5) ** 2) * 1e6));
}

function isGone({ faults }: Pick<Facility, 'faults'>, { device }: SimulatedPv, timeNs: bigint): boolean {
  return faults.isOn('pv-disconnected', device, timeNs) || faults.isOn('archiver-empty', device, timeNs);
}

function sampleAt(facility: Pick<Facility, 'faults'>, pv: SimulatedPv, k: number, timeNs: bigint, firstAfterLoss: boolean): Sample {
  const { faults } = facility;
  const lost = firstAfterLoss ? faults.span('pv-disconnected', pv.device, timeNs - BigInt(pv.wire.every) * pulsePeriodNs) : null;
  const fields = lost?.fromNs == null ? null : { cnxlostepsecs: String(lost.fromNs / second), cnxregainedepsecs: String(timeNs / second) };
  if (faults.isOn('archiver-nan', pv.device, timeNs))
    return { timeNs, value: { kind: 'number', dtype: 'float64', value: Number.NaN }, severity: 3, status: 17, fields };
  if (faults.isOn('wrong-type', pv.device, timeNs))
    return { timeNs, value: { kind: 'text', value: 'not a number' }, severity: 0, status: 0, fields };
  const value: Value =
    pv.wire.type === 'pva-integer' ? { kind: 'number', dtype: 'uint64', value: pulseIdOf(faults, k) } : pv.channel.measure(k);
  return { timeNs, value, ...numbersOf(pv.channel.alarm(k)), fields };
}

function numbersOf(alarm: Alarm | null): { severity: number; status: number } {
  const severity = alarm === null ? 0 : (severities[alarm.severity] ?? 3);
  // 3 is EPICS' HIHI; status tells no more in a simulation.
  return { severity, status: severity === 0 ? 0 : 3 };
}

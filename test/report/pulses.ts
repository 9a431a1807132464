import type { ChannelOutcome, OutcomeCode } from '../../core/contract/api.ts';
import type { AnnouncedPulse, KeptAttempt, KeptUpload } from '../../core/journal/report-port.ts';
import type { FoundPulse } from '../../core/report/found.ts';

export const noon = BigInt(Date.UTC(2026, 10, 21, 12)) * 1_000_000n;
/** The n-th of a day, one a minute from noon on. */
export const pulseAt = (n: number) => ({ pulseId: String(423_648_000_000 + n), timestampNs: String(noon + BigInt(n) * 60_000_000_000n) });

export const accepted: KeptUpload = { state: 'accepted', sentence: '', failure: null, leftOut: [], unknownEnd: false };
export const uploadOf = (changes: Partial<KeptUpload>): KeptUpload => ({ ...accepted, ...changes });

/** Of two channels, both captured, in a file that the Gateway took. */
export const attemptOf = (n: number, changes: Partial<KeptAttempt> = {}): KeptAttempt => ({
  ...{ captureId: `${n}`, pulse: pulseAt(n), attempt: 1, verdict: 'complete', expected: 2, counts: { captured: 2 }, file: `${n}.h5` },
  ...{ failure: null, superseded: false, ofGroup: false, record: { digits: 0, localOnly: null }, removedAt: null, upload: accepted },
  ...changes,
});
export const partialOf = (n: number, changes: Partial<KeptAttempt> = {}) =>
  attemptOf(n, { verdict: 'partial', counts: { captured: 1, missing: 1 }, ...changes });
export const failedOf = (n: number, changes: Partial<KeptAttempt> = {}) =>
  attemptOf(n, {
    ...{ verdict: 'failed', counts: { captured: 2 }, file: null, upload: null },
    failure: { code: 'DISK_FULL', message: 'The disk is full.' },
    ...changes,
  });

export const found = (n: number, attempts: KeptAttempt[] = [attemptOf(n)], announced: AnnouncedPulse | null = null): FoundPulse => ({
  ...{ pulse: pulseAt(n), announced, attempts },
});

type Said = { verdict?: object | null; upload?: object | null; facts?: object };
export const announced = (n: number, { verdict = null, upload = null, facts = {} }: Said = {}): AnnouncedPulse => ({
  ...{ pulse: pulseAt(n), facts, verdict, upload },
});

export const missedOne = (channel: string, code: OutcomeCode = 'missing', changes: Partial<ChannelOutcome> = {}): ChannelOutcome => ({
  ...{ channel, device: `device of ${channel}`, code, sentence: `${channel}: ${code}.` },
  ...changes,
});

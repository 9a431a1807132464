import type { ChannelOutcome } from '../../core/contract/api.ts';
import type { CaptureEnd, CaptureStart, GroupEntry } from '../../core/journal/port.ts';
import { type Pulse, toFacts } from '../../core/pulses/pulse.ts';

export const at = '2026-11-22T10:00:00.000Z';

/** IDs from the top of the unsigned 64-bit range, where a signed column would go wrong. */
export const pulseNumber = (n: number): Pulse => ({
  pulseId: 18_446_744_073_709_000_000n + BigInt(n),
  timestampNs: 1_795_341_600_123_456_789n + BigInt(n) * 1_000_000_000n,
});

export const startOf = (pulse: Pulse): CaptureStart => ({ pulse, mode: 'live', metadata: null, at });

export const captured = (channel: string): ChannelOutcome => ({
  channel,
  device: `device of ${channel}`,
  code: 'captured',
  sentence: `${channel} was captured.`,
  offsetMs: -0.25,
  latencyMs: 12.5,
  bytes: 8,
  alarm: { severity: 'MINOR', status: 'HIGH' },
  provenance: { kind: 'kafka', topic: 'energy', partition: 0, offset: '9007199254740993' },
});

export const missing = (channel: string): ChannelOutcome => ({
  channel,
  device: channel,
  code: 'missing',
  sentence: `${channel}: no message for this pulse.`,
  failure: { code: 'TOPIC_MISSING', message: `There is no topic for ${channel}.`, facts: { partitions: 3, asked: true } },
});

export const endWith = (outcomes: readonly ChannelOutcome[], changes: Partial<CaptureEnd> = {}): CaptureEnd => ({
  verdict: 'partial',
  expected: outcomes.length,
  file: '2026/11/22/100000_1_north_1.h5',
  bytes: 4096,
  phases: { collectMs: 80, totalMs: 160.5 },
  failure: null,
  outcomes,
  at,
  ...changes,
});

/** When the announcement before the first was made. */
export const firstMs = 1_795_341_600_000;

/** An announcement as the journal keeps it, with its number as its time. */
export const entry = (seq: number, changes: Partial<GroupEntry> = {}): GroupEntry => ({
  ...{ atMs: firstMs + seq, leader: 'north', epoch: 1, seq, kind: 'setup', pulse: null, plan: null, facts: { seq } },
  ...changes,
});
export const planNumber = (seq: number, plan: number) => entry(seq, { kind: 'plan', plan });
export const pulseEntry = (seq: number, n: number, plan = 0) => entry(seq, { kind: 'pulse', plan, pulse: toFacts(pulseNumber(n)) });
export const verdictOf = (seq: number, n: number) => entry(seq, { kind: 'verdict', pulse: toFacts(pulseNumber(n)) });

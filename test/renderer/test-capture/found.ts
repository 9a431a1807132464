import type { Spread, Suggestion, TestChannel, TestSummary } from '../../../core/contract/test-capture.ts';

export const spread: Spread = { p50: 12, p95: 30, min: 2, max: 48, histogram: { fromMs: 0, stepMs: 10, counts: [4, 0, 2, 1, 1] } };

/** Nothing is wrong with it. */
export function channel(name: string, change: Partial<TestChannel> = {}): TestChannel {
  return {
    ...{ channel: name, device: name, source: { kind: 'kafka', topic: name.toLowerCase() }, samples: 10, rate: 1, units: null },
    types: [{ kind: 'image', dtype: 'uint16', shape: [960, 1280], samples: 10 }],
    bytes: { p50: 2_457_600, max: 2_457_600 },
    latency: spread,
    offset: { ...spread, driftMsPerHour: 0, by: 'pulse-id' },
    ...{ pulseIds: { with: 10, without: 0, matched: 10 }, gaps: { pulses: 0, first: [] }, duplicates: 0, alarms: {} },
    decodeErrors: { count: 0, sentence: null },
    captured: { of: 10, captured: 10, sentence: null },
    ...{ gateway: null, suggestions: [] },
    ...change,
  };
}

export function suggestion(name: string, change: Partial<Suggestion> = {}): Suggestion {
  return { channel: name, field: 'settleMs', value: 3000, now: 1000, reason: '95 % came within 2.7 s.', ...change };
}

export function summary(change: Partial<TestSummary> = {}): TestSummary {
  return {
    ...{ testId: 'test-1', startedAt: '2026-11-22T10:00:00.000Z', endedAt: '2026-11-22T10:05:00.000Z', step: 'done' },
    request: { devices: ['CAM-1'], sources: [], pulses: { kind: 'laser' }, until: { pulses: 100 }, upload: false, by: 'Ann' },
    ...{ channels: 1, pulses: 100, captured: 100, folder: 'test-captures/test-1', failure: null },
    ...change,
  };
}

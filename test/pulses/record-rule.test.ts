import { describe, expect, test } from 'vitest';
import { decideRecord, recordSpan } from '../../core/pulses/record-rule.ts';
import { recordIdOf } from '../../core/upload/record-id.ts';

const pulse = { pulseId: 123n, timestampNs: 1_764_000_000_123_456_789n };

describe('which pulses are records in the Gateway', () => {
  test('a pulse that has its record for itself is uploaded, with as many digits as records are told apart by', () => {
    expect(decideRecord(pulse, 0, null)).toEqual({ digits: 0, localOnly: null });
    expect(decideRecord(pulse, 3, null)).toEqual({ digits: 3, localOnly: null });
  });

  test('the second pulse of a second stays here, and the sentence names both', () => {
    const { localOnly } = decideRecord(pulse, 0, { ...pulse, pulseId: 122n });
    expect(localOnly).toContain('Pulse 123 is in the same second');
    expect(localOnly).toContain('pulse 122');
    expect(localOnly).toContain('not uploaded');
  });

  test('with milliseconds it is the second pulse of a millisecond', () => {
    expect(decideRecord(pulse, 3, { ...pulse, pulseId: 122n })).toMatchObject({
      digits: 3,
      localOnly: expect.stringContaining('in the same millisecond as pulse 122'),
    });
  });

  test.each([0, 3] as const)('with %i digits a span is all that has one record ID, and nothing more', (digits) => {
    const idOf = (ns: bigint) => recordIdOf(ns, digits === 3);
    const { fromNs, toNs } = recordSpan(pulse.timestampNs, digits);
    expect([fromNs, toNs].map(idOf)).toEqual([idOf(pulse.timestampNs), idOf(pulse.timestampNs)]);
    expect(idOf(fromNs - 1n)).not.toBe(idOf(fromNs));
    expect(idOf(toNs + 1n)).not.toBe(idOf(toNs));
    expect(recordSpan(fromNs, digits)).toEqual(recordSpan(toNs, digits));
  });
});

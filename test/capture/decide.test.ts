import { describe, expect, test } from 'vitest';
import { decide, lateOutcome } from '../../core/capture/decide.ts';
import { verdictOf } from '../../core/capture/verdict.ts';
import type { ChannelOutcome, OutcomeCode } from '../../core/contract/api.ts';
import { failure } from '../../core/contract/errors.ts';
import { channelOf, pulse, readingOf } from '../fakes/facility.ts';

const camera = { device: 'CAM-3', channel: channelOf('CAM-3', { source: { kind: 'kafka', topic: 'cam3' } }) };
const ms = 1_000_000n;

describe('a source that answered', () => {
  test('with a reading gives an outcome with offset, latency, bytes and provenance', () => {
    const { outcome } = decide(camera, pulse, {
      kind: 'reading',
      channel: 'CAM-3',
      reading: readingOf(2, { timeNs: pulse.timestampNs - 3n * ms }),
    });
    expect(outcome).toMatchObject({ code: 'captured', offsetMs: -3, latencyMs: 12, bytes: 8, provenance: { topic: 'a', offset: '7' } });
  });

  test('with an image says what its pixels are, and only then', () => {
    const data = { dtype: 'uint8', shape: [2, 3, 3], bytes: new Uint8Array(18) } as const;
    const reading = { ...readingOf(2), value: { kind: 'image', data, attributes: {} } } as const;
    const pixelsAs = (type: 'image' | 'float_image') => {
      const channel = channelOf('CAM-3', { type, source: { kind: 'kafka', topic: 'cam3' } });
      return decide({ device: 'CAM-3', channel }, pulse, { kind: 'reading', channel: 'CAM-3', reading }).outcome.pixels;
    };
    expect(pixelsAs('image')).toEqual({ dtype: 'uint8', shape: [2, 3, 3] });
    expect(pixelsAs('float_image')).toBeUndefined();
  });

  test('with nothing of the pulse says what came nearest and what is newest', () => {
    const absence = {
      seen: 4,
      withoutPulseId: 0,
      undecodable: 0,
      nearest: { pulseId: 9n, timeNs: pulse.timestampNs + 100n * ms },
      newestNs: pulse.timestampNs - 4200n * ms,
    };
    const { outcome } = decide(camera, pulse, { kind: 'absent', channel: 'CAM-3', absence });
    expect(outcome.code).toBe('missing');
    expect(outcome.sentence).toBe(
      'CAM-3: no message for pulse 17953448512; the nearest (pulse 9) is 100 ms newer than the pulse; the newest on topic cam3 is 4.2 s older than the pulse.',
    );
  });

  test('with messages that carry no pulse ID says which match policy would help', () => {
    const absence = { seen: 3, withoutPulseId: 3, undecodable: 0, nearest: null, newestNs: null };
    expect(decide(camera, pulse, { kind: 'absent', channel: 'CAM-3', absence }).outcome.sentence).toContain('"nearest"');
  });

  test('with only an old value says how old it is and what is allowed', () => {
    const gauge = {
      device: 'G',
      channel: channelOf('G', { source: { kind: 'archiver', pv: 'VAC:1' }, match: { kind: 'last', maxAgeMs: 60_000 } }),
    };
    const reading = readingOf(1, { timeNs: pulse.timestampNs - 7_200_000n * ms, provenance: { kind: 'archiver', pv: 'VAC:1' } });
    const { outcome, take } = decide(gauge, pulse, { kind: 'stale', channel: 'G', reading });
    expect(take).toBeNull();
    expect(outcome).toMatchObject({ code: 'stale', ageMs: 7_200_000, sentence: expect.stringContaining('2 h old (allowed: 60 s)') });
  });

  test.each([
    ['unreachable', 'TOPIC_MISSING', 'unreachable'],
    ['undecodable', 'MESSAGE_UNDECODABLE', 'undecodable'],
    ['undecodable', 'VALUE_TOO_LARGE', 'refused'],
    ['undecodable', 'VALUE_WRONG_TYPE', 'wrong-type'],
  ] as const)('%s with %s becomes %s, and its sentence names channel and topic', (kind, code, expected) => {
    const { outcome } = decide(camera, pulse, { kind, channel: 'CAM-3', failure: failure(code, 'why') });
    expect(outcome).toMatchObject({ code: expected, sentence: 'CAM-3: why (topic cam3)', failure: { code } });
  });

  test('after the settle time is late, with how late', () => {
    expect(lateOutcome(camera, pulse, readingOf(1, { arrivedNs: pulse.timestampNs + 5300n * ms }))).toMatchObject({
      code: 'late',
      sentence: expect.stringContaining('5.3 s after the pulse'),
    });
  });
});

describe('the verdict', () => {
  const of = (...codes: OutcomeCode[]) =>
    verdictOf(codes.map((code, index): ChannelOutcome => ({ channel: `C${index}`, device: 'D', code, sentence: '' })));
  test('is complete when all expected are captured, whatever was skipped', () =>
    expect(of('captured', 'captured', 'skipped')).toBe('complete'));
  test('is partial when any expected one is not', () => expect(of('captured', 'late')).toBe('partial'));
  test('is empty when none is', () => expect(of('missing', 'skipped')).toBe('empty'));
  test('is empty when nothing was expected', () => expect(of('skipped')).toBe('empty'));
});

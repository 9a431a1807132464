import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Begun } from '../../core/capture/begun.ts';
import { createHeld, owedTo } from '../../core/capture/held.ts';
import type { ChannelOutcome } from '../../core/contract/api.ts';
import { type FailureCode, failure } from '../../core/contract/errors.ts';
import { plainRecord } from '../../core/pulses/record-rule.ts';
import { pulse } from '../fakes/facility.ts';

const begun = (captureId: string): Begun => ({
  captureId,
  attempt: 1,
  pulse,
  mode: 'live',
  deadlineMs: 5,
  metadata: null,
  record: plainRecord,
  devices: null,
  recovered: false,
  again: false,
});
const unreachable = (code: FailureCode): ChannelOutcome => ({
  channel: 'A',
  device: 'D',
  code: 'unreachable',
  sentence: '',
  failure: failure(code, 'A: nothing listens there.'),
});

describe('a pulse is owed', () => {
  test.each(['DISK_FULL', 'DISK_READ_ONLY', 'DISK_UNREACHABLE'] as const)('to the disk after %s', (code) =>
    expect(owedTo({ failure: failure(code, ''), outcomes: [] }, false)).toMatchObject({ cause: 'disk', why: { code } }),
  );
  test.each(['KAFKA_UNREACHABLE', 'ARCHIVER_UNREACHABLE'] as const)('to its source after %s', (code) =>
    expect(owedTo({ failure: null, outcomes: [unreachable(code)] }, false)).toMatchObject({ cause: 'source', why: { code } }),
  );
  test('with a sentence that says how many channels, and where they were to come from', () => {
    const outcomes = [unreachable('KAFKA_UNREACHABLE'), unreachable('KAFKA_UNREACHABLE'), unreachable('TOPIC_MISSING')];
    const metadata = failure('NOT_FOUND', 'The active area could not be read.');
    expect(owedTo({ failure: metadata, outcomes }, false)?.why.message).toBe(
      '2 channels are still owed by the source. A: nothing listens there.',
    );
  });
  test.each(['TOPIC_MISSING', 'PV_UNKNOWN', 'KAFKA_AUTH', 'RETENTION_PASSED'] as const)(
    'to nobody after %s, which does not pass by waiting',
    (code) => expect(owedTo({ failure: null, outcomes: [unreachable(code)] }, false)).toBeNull(),
  );
});

describe('held captures', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('are taken again when what they wait for is back, as captures of the past', () => {
    const taken: Begun[] = [];
    const held = createHeld((each) => taken.push(each));
    held.add(begun('1'), 'disk');
    held.add(begun('2'), 'source');
    held.release('disk');
    expect(taken).toMatchObject([{ captureId: '1', mode: 'past', deadlineMs: null, again: true }]);
    expect(held.size()).toBe(1);
    held.stop();
  });

  test('of a source are tried one at a time, ever more seldom, while nobody says it is back', () => {
    const taken: string[] = [];
    const held = createHeld(({ captureId }) => taken.push(captureId));
    for (const id of ['1', '2', '3']) held.add(begun(id), 'source');
    vi.advanceTimersByTime(5_000);
    expect(taken).toEqual(['1']);
    vi.advanceTimersByTime(9_999);
    expect(taken).toEqual(['1']);
    vi.advanceTimersByTime(1);
    expect(taken).toEqual(['1', '2']);
    held.stop();
    vi.advanceTimersByTime(1_000_000);
    expect(taken).toEqual(['1', '2']);
  });
});

test.each(['INTAKE_ENDED', 'WRITE_FAILED', 'VERIFY_FAILED'] as const)(
  'after %s, an accident, a pulse is tried once more and not for ever',
  (code) => {
    const end = { failure: failure(code, 'it died'), outcomes: [] };
    expect(owedTo(end, false)).toMatchObject({ cause: 'source', why: { code } });
    expect(owedTo(end, true)).toBeNull();
  },
);

test('an Archiver that was too slow is asked once more, not for ever', () => {
  const end = { failure: null, outcomes: [unreachable('ARCHIVER_TIMEOUT')] };
  expect(owedTo(end, false)?.cause).toBe('source');
  expect(owedTo(end, true)).toBeNull();
});

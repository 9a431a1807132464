import { expect, test } from 'vitest';
import { withMarks } from '../../core/capture/marks.ts';
import type { ChannelOutcome } from '../../core/contract/api.ts';

const outcome = (channel: string, code: ChannelOutcome['code'] = 'captured'): ChannelOutcome => ({
  ...{ channel, device: 'D', code, sentence: '' },
});
const marks = new Map([
  ['A', 'A: the manifest does not know it.'],
  ['OUT', 'OUT: the manifest does not know it.'],
]);

test('what the Gateway would refuse is marked whatever became of it, and its outcome stays', () => {
  expect(withMarks([outcome('A'), outcome('B')], marks)).toEqual([
    { ...outcome('A'), gateway: 'A: the manifest does not know it.' },
    outcome('B'),
  ]);
  expect(withMarks([outcome('A', 'missing')], marks)[0]).toMatchObject({ code: 'missing', gateway: expect.any(String) });
});

test('what was not asked for is not marked', () => {
  expect(withMarks([outcome('OUT', 'skipped')], marks)).toEqual([outcome('OUT', 'skipped')]);
});

import { expect, test } from 'vitest';
import { reasonLines } from '../../core/cli/reasons.ts';
import type { ChannelOutcome, OutcomeCode } from '../../core/contract/api.ts';
import { failure } from '../../core/contract/errors.ts';

const missed = (channel: string, code: OutcomeCode, why?: 'ARCHIVER_BUSY'): ChannelOutcome => {
  const outcome = { channel, device: channel, code, sentence: `${channel} says why` };
  return why === undefined ? outcome : { ...outcome, failure: failure(why, `${channel} says why`) };
};

test('a single dead camera stands above thirty PVs of one absent Archiver, which are one line', () => {
  const pvs = Array.from({ length: 30 }, (_, index) => missed(`PV-${index}`, 'unreachable', 'ARCHIVER_BUSY'));
  const lines = reasonLines([...pvs, missed('CAM-1', 'missing')]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('CAM-1 says why');
  expect(lines[1]).toContain('30 channels (PV-0, PV-1, PV-2, PV-3, PV-4, …)');
});

test('channels with sentences of their own each have a line, up to a bound that is said', () => {
  const lines = reasonLines(Array.from({ length: 12 }, (_, index) => missed(`CAM-${index}`, 'missing')));
  expect(lines).toHaveLength(9);
  expect(lines.at(-1)).toContain('and 4 more channels');
});

test('nothing missed is nothing said', () => expect(reasonLines([])).toEqual([]));

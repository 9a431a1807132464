import { expect, test } from 'vitest';
import { compareEpochs, type Epoch, sameEpoch } from '../../core/group/epoch.ts';
import { pulseKey } from '../../core/group/pulse-key.ts';

const at = (epoch: number, leader: string): Epoch => ({ epoch, leader });

test('the higher number is obeyed; between equals, the name that sorts later', () => {
  const sorted = [at(2, 'a'), at(1, 'b'), at(10, 'a'), at(1, 'a'), at(1, 'B')].sort(compareEpochs);
  expect(sorted).toEqual([at(1, 'B'), at(1, 'a'), at(1, 'b'), at(2, 'a'), at(10, 'a')]);
});

test('an epoch is the same only with the same leader', () => {
  expect(sameEpoch(at(1, 'a'), at(1, 'a'))).toBe(true);
  expect(compareEpochs(at(1, 'a'), at(1, 'a'))).toBe(0);
  expect(sameEpoch(at(1, 'a'), at(1, 'b'))).toBe(false);
  expect(sameEpoch(at(1, 'a'), at(2, 'a'))).toBe(false);
});

test('a pulse ID that is used again is another pulse', () => {
  const before = { pulseId: '7', timestampNs: '1700000000000000000' };
  expect(pulseKey(before)).toBe('1700000000000000000-7');
  expect(pulseKey({ ...before, timestampNs: '1700000100000000000' })).not.toBe(pulseKey(before));
});

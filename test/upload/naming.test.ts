import { expect, test } from 'vitest';
import { findingsOf } from '../../core/upload/findings.ts';
import { recordIdOf } from '../../core/upload/record-id.ts';

test('a record is named after the second of its pulse, or its millisecond; what is below is cut off', () => {
  const ns = BigInt(Date.UTC(2026, 0, 2, 3, 4, 5)) * 1_000_000n;
  expect(recordIdOf(ns, false)).toBe('20260102030405');
  expect(recordIdOf(ns + 999_999_999n, false)).toBe('20260102030405');
  expect(recordIdOf(ns + 123_999_999n, true)).toBe('20260102030405123');
});

test('a problem of the file is laid to the channel it begins with or quotes, and to no shorter name', () => {
  const channels = ['CAM-1', 'CAM-10', 'PM.2'];
  const problems = [
    'CAM-10: data is empty',
    'CAM-1: x has 3 points and y 4',
    'the name "PM.2" is none the Gateway takes',
    'shotnum is not a single uint64',
  ];
  expect(findingsOf(problems, channels)).toEqual([
    { channel: 'CAM-10', problem: 'data is empty' },
    { channel: 'CAM-1', problem: 'x has 3 points and y 4' },
    { channel: 'PM.2', problem: 'the name "PM.2" is none the Gateway takes' },
    { channel: null, problem: 'shotnum is not a single uint64' },
  ]);
});

import { expect, test } from 'vitest';
import { recordIdOf } from '../../core/upload/record-id.ts';

test('a record is named after the second of its pulse, or its millisecond; what is below is cut off', () => {
  const ns = BigInt(Date.UTC(2026, 0, 2, 3, 4, 5)) * 1_000_000n;
  expect(recordIdOf(ns, false)).toBe('20260102030405');
  expect(recordIdOf(ns + 999_999_999n, false)).toBe('20260102030405');
  expect(recordIdOf(ns + 123_999_999n, true)).toBe('20260102030405123');
});

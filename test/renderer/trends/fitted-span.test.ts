import { expect, test } from 'vitest';
import { fittedSpan } from '../../../renderer/trends/trend-span.ts';
import { pointAt } from './points.ts';

const hour = { fromMs: 0, toMs: 3_600_000 };

test('an axis has only the time that captures lie in, with a little beside them', () => {
  expect(fittedSpan(hour, [pointAt(2000), pointAt(1000, 'missing: silent'), pointAt(3000)])).toEqual({ fromMs: 960_000, toMs: 3_040_000 });
});

test('it never shows more than the time that was asked for', () => {
  expect(fittedSpan(hour, [pointAt(0), pointAt(3600)])).toEqual(hour);
});

test('a single capture has ten seconds around it', () => {
  expect(fittedSpan(hour, [pointAt(1000)])).toEqual({ fromMs: 995_000, toMs: 1_005_000 });
});

test('where there is no capture the whole time is shown', () => {
  expect(fittedSpan(hour, [])).toEqual(hour);
});

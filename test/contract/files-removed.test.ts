import { expect, test } from 'vitest';
import type { CaptureSummary } from '../../core/contract/api.ts';
import { initialState, reduce } from '../../core/contract/state.ts';

const started = (captureId: string) => {
  const capture: CaptureSummary = {
    ...{ captureId, pulse: { pulseId: captureId, timestampNs: '1' }, attempt: 1, mode: 'live', step: 'kept', verdict: 'complete' },
    ...{ expected: 1, captured: 1, counts: {}, file: `${captureId}.h5`, bytes: 1, phases: {}, startedAt: '', failure: null },
  };
  return { type: 'capture/started' as const, capture };
};

test('a capture whose file was removed says when; the others, and one that is shown no more, are as before', () => {
  const before = [started('1'), started('2')].reduce(reduce, initialState);
  const at = '2026-11-22T10:00:00.000Z';
  const after = reduce(before, { type: 'files/removed', files: 2, bytes: 2, why: 'days', captureIds: ['0', '1'], at });
  expect(after.captures.map(({ captureId, removedAt }) => [captureId, removedAt])).toEqual([
    ['2', undefined],
    ['1', at],
  ]);
});

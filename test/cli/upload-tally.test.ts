import { expect, test } from 'vitest';
import { createTally } from '../../core/cli/tally.ts';
import type { CaptureSummary, ExporterEvent } from '../../core/contract/api.ts';
import type { UploadState, UploadsFacts } from '../../core/contract/uploads.ts';

const pulse = { pulseId: '7', timestampNs: '1' };
const upload = (captureId: string, state: UploadState): ExporterEvent => ({
  type: 'upload/changed',
  upload: {
    captureId,
    pulse,
    file: `${captureId}.h5`,
    bytes: 10,
    state,
    retryAt: null,
    attempts: 1,
    sentence: '',
    failure: null,
    refused: [],
  },
});
const left = (changes: Partial<UploadsFacts>): ExporterEvent => ({
  type: 'uploads/changed',
  uploads: { gateway: 'gw', state: 'working', queued: 0, waiting: 0, sentence: '', failure: null, ...changes },
});

function after(...events: ExporterEvent[]) {
  const tally = createTally();
  for (const event of events) tally.count(event);
  return tally;
}

test('at the end it is told how many files are in the Gateway, refused, and still to be sent', () => {
  expect(createTally().sentence()).toBe('0 captures.');
  const tally = after(upload('1', 'sending'), upload('1', 'accepted'), upload('2', 'partly-refused'), upload('3', 'refused'));
  tally.count(left({ queued: 1, waiting: 2 }));
  expect(tally.sentence()).toBe(
    '0 captures. 2 files in the Gateway, 1 of them not whole, 1 refused, 3 still to be sent, at the next start.',
  );
});

test('files that stay here are counted, and the run is complete all the same', () => {
  const capture: CaptureSummary = {
    ...{ captureId: '7', pulse, attempt: 1, mode: 'live', step: 'kept', verdict: 'complete', expected: 1, captured: 1, counts: {} },
    ...{ file: 'a.h5', bytes: 1, phases: {}, startedAt: '', failure: null, localOnly: 'Why.' },
  };
  const tally = after({ type: 'capture/finished', capture, missed: [] }, left({}));
  expect(tally.sentence()).toBe('1 capture: 1 complete. 0 files in the Gateway, 1 local only.');
  expect(tally.allComplete()).toBe(true);
});

test('a run of which the Gateway has refused a file, or a channel, is not complete', () => {
  expect(after(upload('1', 'accepted')).allComplete()).toBe(true);
  expect(after(upload('1', 'accepted'), upload('2', 'refused')).allComplete()).toBe(false);
  expect(after(upload('1', 'partly-refused')).allComplete()).toBe(false);
});

test('a file that arrived when it was sent again counts once, and the run is complete', () => {
  const tally = after(upload('1', 'refused'), upload('1', 'queued'), upload('1', 'accepted'), left({}));
  expect(tally.allComplete()).toBe(true);
  expect(tally.sentence()).toBe('0 captures. 1 file in the Gateway.');
});

test('files that wait for a Gateway that is away spoil no run, and are named with when they go', () => {
  const tally = after(upload('1', 'waiting'), left({ state: 'away', waiting: 1 }));
  expect(tally.allComplete()).toBe(true);
  expect(tally.sentence()).toBe('0 captures. 0 files in the Gateway, 1 still to be sent, at the next start.');
  const held = { by: 'Ann', since: '2026-11-22T10:00:00.000Z' };
  expect(after(left({ state: 'held', queued: 2, held })).sentence()).toBe(
    '0 captures. 0 files in the Gateway, 2 still to be sent, once they are released: held by Ann.',
  );
});

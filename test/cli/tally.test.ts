import { expect, test } from 'vitest';
import { createTally } from '../../core/cli/tally.ts';
import type { CaptureSummary, CaptureVerdict, ExporterEvent } from '../../core/contract/api.ts';
import { failure } from '../../core/contract/errors.ts';

const pulse = { pulseId: '5', timestampNs: '1' };
const capture = { pulse, attempt: 1, mode: 'live', step: 'kept', captured: 0, counts: {}, file: null, bytes: 0 } as const;

function finished(captureId: string, verdict: CaptureVerdict, expected = 2): ExporterEvent {
  const summary: CaptureSummary = { ...capture, captureId, verdict, expected, phases: {}, startedAt: '', failure: null };
  return { type: 'capture/finished', capture: summary, missed: [] };
}
const held = (captureId: string): ExporterEvent => ({
  ...{ type: 'capture/held', captureId, pulse },
  failure: failure('ARCHIVER_BUSY', 'why'),
});

function after(...events: ExporterEvent[]) {
  const tally = createTally();
  for (const event of events) tally.count(event);
  return tally;
}

test('the end of a run counts its captures by verdict', () => {
  const tally = after(finished('1', 'complete'), finished('2', 'complete'), finished('3', 'partial'));
  expect(tally.sentence()).toBe('3 captures: 2 complete, 1 partial.');
  expect(tally.allComplete()).toBe(false);
});

test('a capture of which earlier files have everything counts as complete', () => {
  expect(after(finished('1', 'empty', 0)).allComplete()).toBe(true);
  expect(after(finished('1', 'empty')).allComplete()).toBe(false);
});

test('owed pulses are named until they are taken, and the run was not all complete even then', () => {
  expect(after(held('1'), held('2'), finished('1', 'complete')).sentence()).toBe(
    '1 capture: 1 complete. 1 pulse still owed: kept in the journal, taken again at the next start.',
  );
  const paid = after(held('1'), finished('1', 'complete'));
  expect(paid.sentence()).toBe('1 capture: 1 complete.');
  expect(paid.allComplete()).toBe(false);
});

test('skipped and unavailable pulses are counted', () => {
  expect(after({ type: 'pulses/skipped', count: 4, first: pulse, last: pulse, reason: '' }).sentence()).toBe(
    '0 captures. 4 pulses skipped.',
  );
  expect(after(finished('1', 'complete'), { type: 'pulse/unavailable', failure: failure('PULSE_UNKNOWN', ''), at: '' }).allComplete()).toBe(
    false,
  );
});

test('a file without the true area or experiment is no success for a script, and is said', () => {
  const event = finished('1', 'complete');
  if (event.type !== 'capture/finished') throw new Error('not a finished capture');
  const tally = after({ ...event, capture: { ...event.capture, file: 'a.h5', failure: failure('PV_UNKNOWN', 'no area') } });
  expect(tally.allComplete()).toBe(false);
  expect(tally.sentence()).toBe('1 capture: 1 complete. 1 file without the true area or experiment.');
});

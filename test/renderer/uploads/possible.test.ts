import { expect, test } from 'vitest';
import type { UploadDetails, UploadState, UploadsFacts } from '../../../core/contract/uploads.ts';
import { headOf } from '../../../renderer/uploads/head.ts';
import { channelsToLeave, whyNoRetry, whyNoSendWithout } from '../../../renderer/uploads/possible.ts';

const refused = [{ channel: 'CAM-1', sentence: 'CAM-1: its type is not the one in the manifest.' }];

function details(change: Partial<UploadDetails>): UploadDetails {
  return {
    ...{ captureId: '1', pulse: { pulseId: '1', timestampNs: '0' }, file: 'a.h5', bytes: 1, state: 'refused', retryAt: null, attempts: 1 },
    ...{ sentence: '', failure: null, refused, attemptsMade: [], without: [] },
    ...change,
  };
}

test.each<[UploadState, RegExp | null]>([
  ['waiting', null],
  ['refused', null],
  ['partly-refused', null],
  ['accepted', /in the Gateway already/],
  ['withdrawn', /does not count/],
  ['queued', /turn/],
  ['sending', /being sent/],
])('retry of a file that is %s', (state, why) => {
  if (why === null) expect(whyNoRetry({ state })).toBeNull();
  else expect(whyNoRetry({ state })).toMatch(why);
});

test('a file is sent without what the Gateway refused, and not where it has named nothing', () => {
  expect(whyNoSendWithout(details({}))).toBeNull();
  expect(whyNoSendWithout(details({ refused: [] }))).toMatch(/named no channel/);
  expect(whyNoSendWithout(details({ state: 'sending' }))).toMatch(/being sent/);
});

test('what is left out already stays out', () => {
  expect(channelsToLeave({ refused, without: ['WFS', 'CAM-1'] })).toEqual(['WFS', 'CAM-1']);
});

const facts: UploadsFacts = {
  gateway: 'gateway:443',
  state: 'working',
  queued: 2,
  waiting: 1,
  sentence: '3 files, about 20 s',
  failure: null,
};
const now = Date.parse('2026-11-22T10:00:00.000Z');

test('the head says how the queue stands', () => {
  expect(headOf(facts, now)).toMatchObject({ word: 'works', sentence: 'On its way: 3 files, about 20 s.' });
  expect(headOf({ ...facts, queued: 0, waiting: 0 }, now)).toMatchObject({ mark: 'ok' });
  const message = 'No answer from gateway:443.';
  expect(headOf({ ...facts, state: 'away', failure: { code: 'GATEWAY_UNREACHABLE', message } }, now).sentence).toBe(message);
});

test('who holds them, and for how long, is said', () => {
  const held = { by: 'Ann', since: '2026-11-22T09:58:00.000Z' };
  expect(headOf({ ...facts, state: 'held', held }, now).sentence).toBe(
    'Held by Ann since 2026-11-22 09:58:00 UTC, 2 min 0 s ago: no file is begun until they are released. On its way: 3 files, about 20 s.',
  );
});

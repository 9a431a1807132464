import { expect, test } from 'vitest';
import { linesFor, nothingTold } from '../../core/cli/lines.ts';
import type { UploadFacts, UploadsFacts } from '../../core/contract/uploads.ts';

const upload = (changes: Partial<UploadFacts>) => ({
  type: 'upload/changed' as const,
  upload: {
    ...{ captureId: '1', pulse: { pulseId: '7', timestampNs: '1' }, file: 'a.h5', bytes: 10, state: 'accepted' as const },
    ...{ retryAt: null, attempts: 1, sentence: 'It is there.', failure: null, refused: [] },
    ...changes,
  },
});
const uploads = (changes: Partial<UploadsFacts>) => ({
  type: 'uploads/changed' as const,
  uploads: { gateway: 'gw', state: 'working' as const, queued: 0, waiting: 0, sentence: 'no files', failure: null, ...changes },
});

test('a file that arrived whole is no news', () => {
  for (const state of ['queued', 'sending', 'accepted', 'waiting', 'withdrawn'] as const) expect(linesFor(upload({ state }))).toBeNull();
});

test('a file that was refused, or in part, is told in one line with why', () => {
  const refused = [{ channel: 'CAM-1', sentence: 'CAM-1: its pixels are not uint8.' }];
  expect(linesFor(upload({ state: 'refused', sentence: `It says why. ${'x'.repeat(1000)}` }))).toEqual([
    expect.stringMatching(/^ {4}refused +a\.h5: It says why\. x{300,}…$/),
  ]);
  expect(linesFor(upload({ state: 'partly-refused', refused }))).toEqual([
    '    refused     1 channel of a.h5 by the Gateway. CAM-1: its pixels are not uint8.',
  ]);
});

test('a Gateway that is away, and back, is told once each', () => {
  const failure = { code: 'GATEWAY_UNREACHABLE', message: 'Nobody answers.' } as const;
  const away = uploads({ state: 'away', failure, queued: 3 });
  expect(linesFor(uploads({}))).toBeNull();
  expect(linesFor(away)).toEqual(['  gateway gw away: Nobody answers. [GATEWAY_UNREACHABLE]']);
  expect(linesFor(away, { ...nothingTold, uploads: 'away' })).toBeNull();
  expect(linesFor(uploads({ sentence: '3 files, about 9 s' }), { ...nothingTold, uploads: 'away' })).toEqual([
    '  uploads to gw go on: 3 files, about 9 s',
  ]);
});

test('files that were removed are told with how much and why', () => {
  const removed = { type: 'files/removed' as const, files: 3, bytes: 2.5e9, captureIds: ['1'], at: '2026-11-22T10:00:00.000Z' };
  expect(linesFor({ ...removed, why: 'days' })).toEqual([
    '  3 files removed, 2.50 GB: in the Gateway for longer than limits.keepUploadedDays',
  ]);
  expect(linesFor({ ...removed, files: 1, why: 'room' })).toEqual([expect.stringContaining('1 file removed')]);
  expect(linesFor({ ...removed, files: 0, why: 'size' })).toBeNull();
});

test('uploads on hold are told with who holds them and since when', () => {
  const held = { by: 'Ann', since: '2026-11-22T10:00:00.000Z' };
  expect(linesFor(uploads({ state: 'held', held, sentence: '3 files' }))).toEqual([
    '  uploads are on hold by Ann since 2026-11-22T10:00:00.000Z: 3 files',
  ]);
});

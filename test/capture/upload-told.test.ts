import { expect, test } from 'vitest';
import { isWorthTelling, uploadsToldOf, uploadTold } from '../../core/capture/upload-told.ts';
import { missedShown } from '../../core/contract/group.ts';
import type { UploadFacts } from '../../core/contract/uploads.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { captured, endWith, pulseNumber, startOf } from '../journal/samples.ts';

const nowMs = Date.parse('2026-11-22T10:00:00.000Z');
const upload = (more: Partial<UploadFacts> = {}): UploadFacts => ({
  ...{ captureId: '1', pulse: { pulseId: '7', timestampNs: '7' }, file: '1.h5', bytes: 1, state: 'accepted', retryAt: null, attempts: 1 },
  ...{ sentence: 'It is there.', failure: null, refused: [] },
  ...more,
});

test('the group is told of ends, of what is asked for again, and of what waits for long; not of each attempt', () => {
  const worth = (more: Partial<UploadFacts>) => isWorthTelling(upload(more), nowMs);
  expect((['accepted', 'partly-refused', 'refused', 'withdrawn', 'queued'] as const).map((state) => worth({ state }))).toEqual(
    Array(5).fill(true),
  );
  expect(worth({ state: 'sending' })).toBe(false);
  // Two first uploads of a record have met: the later one is sent again at once.
  expect(worth({ state: 'waiting', retryAt: '2026-11-22T10:00:01.000Z' })).toBe(false);
  expect(worth({ state: 'waiting', retryAt: '2026-11-22T10:00:30.000Z' })).toBe(true);
});

test('what it is told is bounded, and names only channels that are refused for good', () => {
  const refused = Array.from({ length: missedShown + 9 }, (_, n) => ({ channel: `C${n}`, sentence: 'x'.repeat(9000) }));
  const told = uploadTold(upload({ state: 'partly-refused', sentence: 'y'.repeat(9000), refused }));
  expect([told.refused.length, told.refused[0]?.sentence.length, told.sentence.length]).toEqual([missedShown, 500, 500]);
  expect(uploadTold(upload({ state: 'waiting', refused })).refused).toEqual([]);
  expect(uploadTold(upload())).toEqual({
    pulse: { pulseId: '7', timestampNs: '7' },
    file: '1.h5',
    state: 'accepted',
    sentence: '',
    refused: [],
  });
});

test('when the leader asks, each file that counts is told from the journal; one that was queued for no Gateway goes to none', async () => {
  const journal = openJournal({ file: ':memory:' });
  const pulse = pulseNumber(1);
  for (const [file, queued] of [
    ['a.h5', true],
    ['b.h5', false],
    ['c.h5', true],
    [null, true],
  ] as const) {
    const [begun] = await journal.begin([startOf(pulse)]);
    await journal.finish(begun?.captureId ?? '', endWith([captured(file ?? 'X')], { file, upload: queued }));
  }
  await journal.supersede('3', 'south has its devices');
  const told = await uploadsToldOf(await journal.capturesOf(pulse), journal.uploadOf);
  expect(told.map(({ file, state }) => [file, state])).toEqual([
    ['a.h5', 'queued'],
    ['b.h5', 'withdrawn'],
  ]);
  await journal.close();
});

import { expect, test } from 'vitest';
import { awayWords, unreadWords } from '../../../renderer/preview/lacks.ts';
import { fullnessOf } from '../../../renderer/preview/places.ts';
import { missingOf, numberOf, previewOf } from './previews.ts';

const sheet = previewOf(1, [numberOf('A', 1)]);
const none = { ...previewOf(1, [], [missingOf('CAM')]), files: [] };
const unread = [{ file: 'a.h5', failure: { code: 'READ_FAILED', message: 'a.h5 is cut off' } as const }];
const away = ['The file of attempt 1 was removed here 2026-11-23 10:00 UTC.'];

test('a pulse whose files could not be read is not called empty', () => {
  expect(fullnessOf({ ...none, unread })).toBeNull();
  expect(fullnessOf({ ...none, away })).toBeNull();
  expect(fullnessOf(none)?.verdict).toBe('empty');
});

test('the sheet says which files could not be read, the first three of many, and what to do', () => {
  expect(unreadWords(sheet)).toBeNull();
  expect(unreadWords({ ...sheet, unread })).toMatch(/^a\.h5 is cut off\. .*“Capture again”/);
  expect(unreadWords({ ...none, unread: [unread, unread, unread, unread, unread].flat() })).toContain('And 2 more.');
});

test('a file that is away is told on the sheet only where there is no other', () => {
  expect(awayWords({ ...none, away })).toContain('was removed here');
  expect(awayWords({ ...sheet, away })).toBeNull();
  expect(awayWords(none)).toBeNull();
});

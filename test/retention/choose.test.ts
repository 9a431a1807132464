import { expect, test } from 'vitest';
import { chooseFiles } from '../../core/retention/choose.ts';

const dayMs = 86_400_000;
const nowMs = 100 * dayMs;
/** Of 10 bytes, pulse and upload so many days ago. */
const file = (pulse: number, uploaded = pulse) => ({
  ...{ file: `${pulse}.h5`, bytes: 10, pulseMs: nowMs - pulse * dayMs, uploadedMs: nowMs - uploaded * dayMs },
});
const namesOf = (files: readonly { file: string }[]) => files.map((each) => each.file);

test('files go that were uploaded as many days ago as is said, and the search ends at the first pulse that is younger', () => {
  const files = [file(40), file(31, 5), file(30), file(29.9), file(3)];
  const { tooOld, tooMany, isOver } = chooseFiles(files, { nowMs, keepDays: 30, excessBytes: 0 });
  expect(namesOf(tooOld)).toEqual(['40.h5', '30.h5']);
  expect([tooMany, isOver]).toEqual([[], true]);
});

test('a file that waited for the Gateway longer than files are kept stays for its days from then on', () => {
  const late = file(60, 1);
  expect(chooseFiles([late], { nowMs, keepDays: 30, excessBytes: 0 })).toEqual({ tooOld: [], tooMany: [], isOver: false });
  expect(chooseFiles([late], { nowMs: nowMs + 29 * dayMs, keepDays: 30, excessBytes: 0 }).tooOld).toEqual([late]);
});

test('the oldest go until there are no bytes too many, and not one more', () => {
  const files = [file(3), file(2), file(1)];
  expect(namesOf(chooseFiles(files, { nowMs, keepDays: null, excessBytes: 11 }).tooMany)).toEqual(['3.h5', '2.h5']);
  expect(chooseFiles(files, { nowMs, keepDays: null, excessBytes: 11 }).isOver).toBe(true);
  expect(chooseFiles(files, { nowMs, keepDays: null, excessBytes: 1000 }).isOver).toBe(false);
});

test('with both limits what comes first counts', () => {
  const { tooMany, tooOld } = chooseFiles([file(9), file(8), file(7), file(1)], { nowMs, keepDays: 7, excessBytes: 10 });
  expect([namesOf(tooMany), namesOf(tooOld)]).toEqual([['9.h5'], ['8.h5', '7.h5']]);
});

test('without limits nothing goes', () => {
  expect(chooseFiles([file(4000)], { nowMs, keepDays: null, excessBytes: 0 })).toMatchObject({ tooMany: [], tooOld: [] });
});

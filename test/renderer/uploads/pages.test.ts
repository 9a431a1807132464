import { expect, test } from 'vitest';
import type { UploadFacts, UploadState } from '../../../core/contract/uploads.ts';
import { nextQuestion, noPages, pageSize, questionsFor, type UploadPages, uploadsMost, withPage } from '../../../renderer/uploads/pages.ts';

function upload(captureId: number, state: UploadState = 'accepted'): UploadFacts {
  return {
    ...{ captureId: String(captureId), pulse: { pulseId: String(captureId), timestampNs: '0' }, file: `${captureId}.h5`, bytes: 1, state },
    ...{ retryAt: null, attempts: 1, sentence: '', failure: null, refused: [] },
  };
}
const from = (newest: number, count: number) => Array.from({ length: count }, (_, n) => upload(newest - n));
const ids = ({ uploads }: UploadPages) => uploads.map(({ captureId }) => Number(captureId));

test('the first page shorter than it may be is all there is', () => {
  expect(withPage(noPages, { limit: 3 }, from(2, 2))).toEqual({ uploads: from(2, 2), ended: true });
});

test('an older page is put behind the newer ones', () => {
  const first = withPage(noPages, { limit: 3 }, from(10, 3));
  expect(first.ended).toBe(false);
  const both = withPage(first, { before: '8', limit: 3 }, from(7, 2));
  expect(ids(both)).toEqual([10, 9, 8, 7, 6]);
  expect(both.ended).toBe(true);
});

test('when the newest are asked for again, new ones come on top, changed ones change, and older ones stay', () => {
  const known = withPage(withPage(noPages, { limit: 3 }, from(10, 3)), { before: '8', limit: 3 }, from(7, 2));
  const after = withPage(known, { limit: 3 }, [upload(11, 'queued'), upload(10, 'refused'), upload(9)]);
  expect(ids(after)).toEqual([11, 10, 9, 8, 7, 6]);
  expect(after.uploads.map(({ state }) => state).slice(0, 3)).toEqual(['queued', 'refused', 'accepted']);
  expect(after.ended).toBe(true);
});

test('one that is of another state now goes from a list of some states', () => {
  const known = withPage(noPages, { limit: 3 }, [upload(10, 'waiting'), upload(9, 'waiting'), upload(8, 'waiting')]);
  expect(ids(withPage(known, { limit: 3 }, [upload(10, 'waiting'), upload(8, 'waiting'), upload(5, 'waiting')]))).toEqual([10, 8, 5]);
});

test('the stretch in sight is asked for again beside the newest', () => {
  const known = withPage(noPages, { limit: 300 }, from(1000, 300));
  expect(questionsFor(known, 10)).toEqual([{ limit: pageSize }]);
  expect(questionsFor(known, 200)).toEqual([{ limit: pageSize }, { before: '801', limit: pageSize }]);
  expect(questionsFor(noPages, 200)).toEqual([{ limit: pageSize }]);
});

test('more is asked for at the end of what is known, as long as there is more and less than the most', () => {
  const known = withPage(noPages, { limit: 100 }, from(1000, 100));
  expect(nextQuestion(known, 90)).toBeNull();
  expect(nextQuestion(known, 100)).toEqual({ before: '901', limit: pageSize });
  expect(nextQuestion({ ...known, ended: true }, 100)).toBeNull();
  expect(nextQuestion(noPages, 0)).toBeNull();
  expect(nextQuestion({ uploads: from(9000, uploadsMost), ended: false }, uploadsMost)).toBeNull();
});

import { expect, test } from 'vitest';
import type { CaptureSearch } from '../../core/contract/captures-search.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { searchedAtOnce } from '../../core/journal/search.ts';
import { endWith, missing, pulseNumber, startOf } from './samples.ts';

test('a rare thing among many captures is found over several pages, none of which looks through all', async () => {
  const journal = openJournal({ file: ':memory:' });
  const starts = Array.from({ length: searchedAtOnce + 5 }, (_, n) => startOf(pulseNumber(n)));
  const begun = await journal.begin(starts);
  for (const { captureId } of [...begun.slice(0, 1), ...begun.slice(-1)])
    await journal.finish(captureId, endWith([missing('A')], { verdict: 'failed' }));

  const search: CaptureSearch = { verdicts: ['failed'] };
  const first = await journal.searchCaptures({ ...search, limit: 10 });
  expect(first.captures).toHaveLength(1);
  expect(first.before, 'there is more to look through').not.toBeNull();
  const second = await journal.searchCaptures({ ...search, limit: 10, before: first.before ?? '' });
  expect(second.captures.map(({ captureId }) => captureId)).toEqual([begun[0]?.captureId]);
  expect(second.before).toBeNull();
  await journal.close();
});

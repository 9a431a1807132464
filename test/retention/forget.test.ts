import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../core/journal/open-journal.ts';
import { startForgetting } from '../../core/retention/forget.ts';
import { newestKept } from '../../core/retention/settled.ts';
import { at, pulseNumber, startOf } from '../journal/samples.ts';
import { settle } from '../journal/settled.ts';
import { dayMs, startMs, steppedClock } from './scene.ts';

const daysAgo = (days: number) => new Date(startMs - days * dayMs).toISOString();

test('what is old and settled is forgotten, at the start and each day, and what is left is right', async () => {
  const journal = openJournal({ file: ':memory:' });
  const old = { at: daysAgo(500), sentAt: daysAgo(500) };
  const removed = await settle(journal, 1, { upload: 'accepted', ...old });
  await journal.filesRemoved(['1.h5'], at);
  const here = await settle(journal, 2, { upload: 'accepted', ...old });
  const unsent = await settle(journal, 3, { upload: 'waiting', ...old });
  const younger = await settle(journal, 4, { upload: null, file: null, at: daysAgo(399) });
  const filler = Array.from({ length: newestKept }, (_, n) => startOf(pulseNumber(1000 + n)));
  const newest = await journal.begin(filler.map((start) => ({ ...start, at: daysAgo(0) })));
  expect(newest).toHaveLength(newestKept);

  const clock = steppedClock();
  const forgetting = startForgetting({ journal, clock, keepDays: 400, onTrouble: expect.unreachable });
  onTestFinished(async () => {
    await forgetting.stop();
    await journal.close();
  });
  await until(async () => (await journal.get(removed)) === null);
  clock.pass(1000);
  expect(await journal.get(here)).toMatchObject({ file: '2.h5', counts: { captured: 2 }, outcomes: [] });
  expect(await journal.get(unsent)).toMatchObject({ upload: 'waiting', outcomes: [{ code: 'captured' }, { code: 'captured' }] });
  expect(await journal.dueUpload(startMs)).toMatchObject({ captureId: unsent, channels: ['A', 'B'] });
  expect(await journal.get(younger)).not.toBeNull();
  expect((await journal.list(1))[0]?.captureId).toBe(newest.at(-1)?.captureId);
  expect((await journal.uploadedFiles('', 10)).files).toMatchObject([{ file: '2.h5' }]);
  expect(await journal.begin([startOf(pulseNumber(2))])).toMatchObject([{ attempt: 2 }]);

  clock.pass(2 * dayMs);
  await until(async () => (await journal.get(younger)) === null);
});

test('stops in the middle of it, and twice is once', async () => {
  const journal = openJournal({ file: ':memory:' });
  const forgetting = startForgetting({ journal, clock: steppedClock(), keepDays: 1, onTrouble: expect.unreachable });
  await Promise.all([forgetting.stop(), forgetting.stop()]);
  await journal.close();
});

async function until(fits: () => Promise<boolean>): Promise<void> {
  while (!(await fits())) await new Promise((resolve) => setImmediate(resolve));
}

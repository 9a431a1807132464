import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { createFeed } from '../core/feed.ts';
import { openJournal } from '../core/journal/open-journal.ts';
import { parseWholeSettings } from '../core/settings/parse-settings.ts';
import { createUploading } from '../core/uploading.ts';
import { fakeWriter } from './fakes/writer.ts';
import { captured, endWith, pulseNumber, startOf } from './journal/samples.ts';
import { sample } from './settings/sample.ts';
import { stored } from './upload/judged.ts';

const setupWith = (host: string | null) => {
  const gateway = { url: `https://${host}`, username: 'u', password: { env: 'P' }, secondsBetweenUploads: 0 };
  return parseWholeSettings(sample(host === null ? {} : { gateway })).setup;
};

/** Exporters' uploads over Gateways that take everything. */
function stage(journal = openJournal({ file: ':memory:' })) {
  const feed = createFeed();
  const done: string[] = [];
  const uploading = createUploading({
    ...{
      journal,
      feed,
      clock: systemClock,
      writer: fakeWriter(),
      dataFolder: '/data',
      pace: () => ({ exporters: 1, schedule: { kind: 'manual' } }),
    },
    ...{ askGateway: never, readSetup: () => setupWith(null) },
    openGateway: async ({ url }) => ({
      submit: async ({ path }) => {
        done.push(`${path} to ${url}`);
        return stored(['A']);
      },
      ...{ manifest: never, record: never, version: never },
      close: async () => void done.push(`closed ${url}`),
    }),
    onTrouble: (error) => done.push(String(error)),
  });
  onTestFinished(async () => {
    await uploading.stop();
    await journal.close();
  });
  const finished = async (n: number) => {
    const [begun] = await journal.begin([startOf(pulseNumber(n))]);
    await journal.finish(begun?.captureId ?? '', endWith([captured('A')], { file: `${n}.h5`, upload: true }));
    uploading.wake();
  };
  const use = async (host: string | null) => (await uploading.prepare(setupWith(host)))();
  const accepted = (captureId: string) =>
    new Promise<void>((resolve) =>
      feed.subscribe((event) => {
        if (event.type === 'upload/changed' && event.upload.captureId === captureId && event.upload.state === 'accepted') resolve();
      }),
    );
  return { journal, feed, done, uploading, finished, use, accepted };
}
const never = () => Promise.reject(new Error('It is not asked for.'));

test('without a Gateway in the setup nothing is sent, and what people ask for is refused with what to do', async () => {
  const { uploading, use, feed } = stage();
  await use(null);
  await uploading.begin();
  await expect(uploading.commands.holdUploads({ by: 'Ann' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining('"gateway"'),
  });
  expect(feed.state().uploads).toBeNull();
  expect([uploading.wanted(setupWith(null)), uploading.wanted(setupWith('a')), uploading.wanted(null)]).toEqual([false, true, true]);
});

test('a Gateway that comes later gets what was queued before, and another one takes over from it', async () => {
  const { uploading, use, finished, done, accepted } = stage();
  await uploading.begin();
  const [first, second] = [accepted('1'), accepted('2')];
  await finished(1);
  await use('one');
  await first;
  await use('one');
  await use('two');
  await finished(2);
  await second;
  expect(done).toEqual(['/data/1.h5 to https://one', 'closed https://one', '/data/2.h5 to https://two']);
});

test('what a person held stays held over a restart, with who and since when, until it is released', async () => {
  const first = stage();
  await first.use('one');
  await first.uploading.begin();
  await first.uploading.commands.holdUploads({ by: 'Ann' });
  await first.uploading.stop();
  const { uploading, feed, finished, done, accepted, use } = stage(first.journal);
  await use('one');
  await uploading.begin();
  await finished(1);
  await uploading.whenIdle();
  expect(feed.state().uploads).toMatchObject({ state: 'held', queued: 1, held: { by: 'Ann', since: expect.stringMatching(/Z$/) } });
  expect(done).toEqual([]);
  const arrived = accepted('1');
  await uploading.commands.releaseUploads({ by: 'Bob' });
  await arrived;
  expect(feed.state().uploads).not.toHaveProperty('held');
});

test('who held and released uploads stands in the journal', async () => {
  const { uploading, use, journal } = stage();
  await use('one');
  await uploading.begin();
  await uploading.commands.holdUploads({ by: 'Ann' });
  await uploading.commands.releaseUploads({ by: 'Bob' });
  expect((await journal.notes(2)).map(({ by, what, facts }) => [by, what, facts])).toEqual([
    ['Bob', 'uploads', { held: false }],
    ['Ann', 'uploads', { held: true }],
  ]);
});

test('who left which channels out of an upload stands in the journal, and the upload tells which', async () => {
  const { uploading, use, journal, finished } = stage();
  await use('one');
  await uploading.begin();
  await uploading.commands.holdUploads({ by: 'Ann' });
  const [begun] = await journal.begin([startOf(pulseNumber(1))]);
  const captureId = begun?.captureId ?? '';
  await journal.finish(captureId, endWith([captured('A'), captured('B')], { file: '1.h5', upload: true }));
  await finished(2);
  await uploading.commands.sendWithout({ captureId, channels: ['B'], by: 'Ann' });
  expect(await uploading.commands.getUpload({ captureId })).toMatchObject({ state: 'queued', without: ['B'], attemptsMade: [] });
  expect((await uploading.commands.listUploads({ limit: 5, states: ['queued'] })).map(({ file }) => file)).toEqual(['2.h5', '1.h5']);
  expect((await journal.notes(1))[0]).toMatchObject({ by: 'Ann', what: 'uploads', facts: { captureId, without: ['B'] } });
  await expect(uploading.commands.sendWithout({ captureId, channels: ['C'], by: 'Ann' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

import { afterEach, expect, test } from 'vitest';
import type { ExporterEvent } from '../../core/contract/api.ts';
import type { UploadFacts } from '../../core/contract/uploads.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { gatewaySchema } from '../../core/settings/gateway.ts';
import type { Pace } from '../../core/upload/pace.ts';
import type { SubmitAnswer } from '../../core/upload/port.ts';
import { startUploads, type Uploads } from '../../core/upload/queue.ts';
import { captured, endWith, pulseNumber, startOf } from '../journal/samples.ts';
import { detail, stored, unanswered } from './judged.ts';
import { quickClock } from './quick-clock.ts';

const settings = gatewaySchema.parse({ url: 'http://127.0.0.1:1', username: 'u', password: { env: 'P' }, secondsBetweenUploads: 0 });
const opened: { uploads: Uploads; journal: Journal }[] = [];
afterEach(async () => {
  for (const { uploads, journal } of opened.splice(0)) {
    await uploads.stop();
    await journal.close();
  }
});

type Answer = (file: string, signal: AbortSignal) => SubmitAnswer | Promise<SubmitAnswer>;

/** A queue of `files` files over a Gateway that answers as given; time passes as soon as somebody waits for it. */
type Stage = { secondsBetweenUploads?: number; change?: (journal: Journal) => Journal; pace?: () => Pace };
const alone = (): Pace => ({ exporters: 1, schedule: { kind: 'manual' } });
async function stage(
  files: number,
  answer: Answer,
  { secondsBetweenUploads = 0, change = (journal) => journal, pace = alone }: Stage = {},
) {
  const journal = openJournal({ file: ':memory:' });
  for (let n = 1; n <= files; n += 1) {
    const [begun] = await journal.begin([startOf(pulseNumber(n))]);
    await journal.finish(begun?.captureId ?? '', endWith([captured('A'), captured('B')], { file: `${n}.h5`, upload: true }));
  }
  const clock = quickClock();
  const sent: { file: string; atMs: number }[] = [];
  const changes: UploadFacts[] = [];
  const states: string[] = [];
  const troubles: unknown[] = [];
  const emit = (event: ExporterEvent): void => {
    if (event.type === 'upload/changed') changes.push(event.upload);
    if (event.type === 'uploads/changed' && event.uploads?.state !== states.at(-1)) states.push(event.uploads?.state ?? '');
  };
  const uploads = startUploads({
    ...{ settings: { ...settings, secondsBetweenUploads }, journal: change(journal), clock, emit, dataFolder: '/data', random: () => 0.5 },
    gateway: {
      submit: async ({ path }, signal) => {
        const file = path.slice('/data/'.length);
        sent.push({ file, atMs: clock.monotonicMs() });
        return answer(file, signal);
      },
    },
    writer: {
      inspect: async (path) => ({
        state: 'broken',
        failure: { code: 'VERIFY_FAILED', message: path },
        findings: [{ channel: 'B', problem: 'it is spoilt' }],
      }),
      copyWithout: async () => ({ bytes: 1 }),
    },
    pace,
    onTrouble: (error) => troubles.push(error),
  });
  opened.push({ uploads, journal });
  const until = async (fits: (upload: UploadFacts) => boolean): Promise<UploadFacts> => {
    for (;;) {
      const found = changes.find(fits);
      if (found !== undefined) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { journal, uploads, clock, sent, changes, states, troubles, until };
}
const both = stored(['A', 'B']);

test('files go oldest first, one at a time and no faster than the rate', async () => {
  let underWay = 0;
  const { sent, until, journal, changes } = await stage(
    4,
    async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return both;
    },
    { secondsBetweenUploads: 2 },
  );
  await until(({ captureId, state }) => captureId === '4' && state === 'accepted');
  expect(sent.map(({ file }) => file)).toEqual(['1.h5', '2.h5', '3.h5', '4.h5']);
  const gaps = sent.slice(1).map(({ atMs }, n) => atMs - (sent[n]?.atMs ?? 0));
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(2000);
  expect(changes.slice(0, 2).map(({ state }) => state)).toEqual(['sending', 'accepted']);
  expect(await journal.uploadCounts()).toEqual({ queued: 0, waiting: 0, nextRetryMs: null });
});

test('it keeps its part of the rate of its group, also when others come and go while it waits', async () => {
  let exporters = 3;
  const pace = (): Pace => ({ exporters, schedule: { kind: 'manual' } });
  const answer: Answer = (file) => {
    if (file === '2.h5') exporters = 5;
    if (file === '3.h5') exporters = 1;
    return both;
  };
  const { sent, until } = await stage(4, answer, { secondsBetweenUploads: 20, pace });
  await until(({ captureId, state }) => captureId === '4' && state === 'accepted');
  expect(sent.slice(1).map(({ atMs }, n) => atMs - (sent[n]?.atMs ?? 0))).toEqual([60_000, 100_000, 20_000]);
});

test('while the Gateway is away only the oldest asks again, less and less often, and each attempt is kept', async () => {
  let away = 5;
  const { sent, until, states, journal } = await stage(3, () => (away-- > 0 ? unanswered('GATEWAY_UNREACHABLE') : both));
  await until(({ captureId, state }) => captureId === '3' && state === 'accepted');
  expect(sent.map(({ file }) => file)).toEqual(['1.h5', '1.h5', '1.h5', '1.h5', '1.h5', '1.h5', '2.h5', '3.h5']);
  const gaps = sent.slice(1, 6).map(({ atMs }, n) => atMs - (sent[n]?.atMs ?? 0));
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect(states).toEqual(['working', 'away', 'working']);
  expect((await journal.uploadAttempts('1')).map(({ state }) => state)).toEqual([...Array(5).fill('waiting'), 'accepted']);
});

test('"already present" is success only after an attempt of ours with an unknown end', async () => {
  const present = stored([], {
    A: 'Channel is already present in existing record',
    B: 'Channel is already present in existing record',
  });
  const answers: SubmitAnswer[] = [unanswered('GATEWAY_CUT', { unknownEnd: true, sentBytes: 10 }), present, present];
  const { until } = await stage(2, () => answers.shift() ?? both);
  expect((await until(({ captureId, attempts, state }) => captureId === '1' && attempts === 2 && state !== 'sending')).state).toBe(
    'accepted',
  );
  expect((await until(({ captureId, state }) => captureId === '2' && state !== 'sending')).state).toBe('refused');
});

test('after a 500 the file is looked at, its guilty channel is named, and it is not sent again by itself', async () => {
  const { until, sent } = await stage(1, () => detail(500, 'Unknown error'));
  const upload = await until(({ state }) => state === 'refused');
  expect(upload.refused).toEqual([{ channel: 'B', sentence: expect.stringContaining('it is spoilt') }]);
  expect(sent).toHaveLength(1);
});

test('a file that is refused does not hold up the others, and a person can have it sent again', async () => {
  const answers: SubmitAnswer[] = [detail(400, 'inconsistent metadata'), both, both];
  const { until, uploads, journal } = await stage(2, () => answers.shift() ?? both);
  await until(({ captureId, state }) => captureId === '2' && state === 'accepted');
  expect(await journal.uploadOf('1')).toMatchObject({ state: 'refused' });
  await uploads.retry('1');
  await until(({ captureId, state }) => captureId === '1' && state === 'accepted');
  await expect(uploads.retry('1')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('on hold it begins no other file, and goes on when released', async () => {
  const first = Promise.withResolvers<SubmitAnswer>();
  const { until, uploads, sent, states } = await stage(2, (file) => (file === '1.h5' ? first.promise : both));
  await until(({ state }) => state === 'sending');
  uploads.hold({ by: 'Ann', since: '2026-11-22T10:00:00.000Z' });
  first.resolve(both);
  await until(({ captureId, state }) => captureId === '1' && state === 'accepted');
  await uploads.whenIdle();
  expect(sent).toHaveLength(1);
  uploads.release();
  await until(({ captureId, state }) => captureId === '2' && state === 'accepted');
  expect(states).toEqual(['working', 'held', 'working']);
});

test('stopped in the middle of a file it cuts it off, and the next start takes its end for unknown', async () => {
  const { until, uploads, journal } = await stage(2, (_, signal) => {
    return new Promise((resolve) =>
      signal.addEventListener('abort', () => resolve(unanswered('STOPPED', { unknownEnd: true, sentBytes: 9 }))),
    );
  });
  await until(({ state }) => state === 'sending');
  await uploads.stop();
  await uploads.stop();
  const due = await journal.dueUpload(Number.MAX_SAFE_INTEGER);
  expect(due).toMatchObject({ captureId: '1', earlier: { unknownEnd: true } });
  expect((await journal.uploadOf('2'))?.attempts).toBe(0);
});

test('what is superseded is not sent', async () => {
  const { until, journal, sent } = await stage(3, async (file) => {
    if (file === '1.h5') await journal.supersede('2', 'south has its devices');
    return both;
  });
  await until(({ captureId, state }) => captureId === '3' && state === 'accepted');
  expect(sent.map(({ file }) => file)).toEqual(['1.h5', '3.h5']);
});

test('a file at which the journal failed is queued again with an unknown end, and goes when that is over', async () => {
  let failing = true;
  const { until, troubles, journal, uploads } = await stage(1, () => both, {
    change: (own) => ({
      ...own,
      uploadOf: async (captureId) => {
        if (!failing) return own.uploadOf(captureId);
        failing = false;
        throw new Error('The disk is full.');
      },
    }),
  });
  await until(({ state }) => state === 'accepted');
  await uploads.whenIdle();
  expect(troubles).toHaveLength(1);
  expect((await journal.uploadAttempts('1')).map(({ tookMs }) => tookMs === null)).toEqual([true, false]);
});

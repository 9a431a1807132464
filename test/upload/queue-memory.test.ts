import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openJournal } from '../../core/journal/open-journal.ts';
import { gatewaySchema } from '../../core/settings/gateway.ts';
import { startUploads } from '../../core/upload/queue.ts';
import { captured, endWith, pulseNumber, startOf } from '../journal/samples.ts';
import { stored } from './judged.ts';
import { quickClock } from './quick-clock.ts';

const files = 1_000;
const unwanted = () => Promise.reject(new Error('Nothing is to be looked at.'));
const channels = Array.from({ length: 150 }, (_, n) => `CHANNEL-${n}`);
const settings = gatewaySchema.parse({ url: 'http://127.0.0.1:1', username: 'u', password: { env: 'P' }, secondsBetweenUploads: 0 });

test(`${files} queued files are sent one by one through the memory of one`, { timeout: 60_000 }, async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const journal = openJournal({ file: ':memory:' });
  const begun = await journal.begin(Array.from({ length: files }, (_, n) => startOf(pulseNumber(n))));
  for (const { captureId } of begun)
    await journal.finish(captureId, endWith(channels.map(captured), { file: `${captureId}.h5`, upload: true }));
  let sent = 0;
  let early = 0;
  const uploads = startUploads({
    ...{ settings, journal, clock: quickClock(), dataFolder: '/data', random: () => 0.5 },
    gateway: {
      submit: async () => {
        sent += 1;
        if (sent === 50) early = heap();
        return stored(channels);
      },
    },
    writer: { inspect: unwanted, copyWithout: unwanted },
    ...{ emit: () => undefined, pace: () => ({ exporters: 1, schedule: { kind: 'manual' } }), onTrouble: () => undefined },
  });
  await uploads.whenIdle();
  const growth = heap() - early;
  expect(sent).toBe(files);
  expect(await journal.uploadCounts()).toEqual({ queued: 0, waiting: 0, nextRetryMs: null });
  // Were each only kept with its names, these would be more than 6 MB.
  expect(growth).toBeLessThan(3);
  console.info(`${files} files sent; the heap grew by ${growth.toFixed(1)} MB after the first 50`);
  await uploads.stop();
  await journal.close();
});

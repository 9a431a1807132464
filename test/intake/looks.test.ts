import { expect, test } from 'vitest';
import type { AnnouncementLog } from '../../core/group/log/port.ts';
import { createLooks } from '../../core/intake/announcements.ts';
import { remoteAnnouncements } from '../../core/intake/remote-announcements.ts';
import { pulseEntry } from '../group/log/entries.ts';

/** Of ten batches, which were fetched, and how many looks are open. */
function counting() {
  const seen = { fetched: 0, open: 0 };
  const log: AnnouncementLog = {
    append: async () => undefined,
    close: async () => undefined,
    async *since(_timeMs, signal) {
      seen.open += 1;
      try {
        for (let n = 1; n <= 10; n++) {
          signal.throwIfAborted();
          seen.fetched += 1;
          yield [pulseEntry(n)];
        }
      } finally {
        seen.open -= 1;
      }
    },
  };
  const looks = createLooks(log);
  return { seen, looks, remote: remoteAnnouncements({ append: log.append, close: log.close, ...looks }) };
}

const never = new AbortController().signal;

test('a batch is fetched only when the one before was dealt with', async () => {
  const { seen, remote } = counting();
  let dealt = 0;
  for await (const _ of remote.since(0, never)) {
    dealt += 1;
    expect(seen.fetched).toBe(dealt);
  }
  expect(seen).toEqual({ fetched: 10, open: 0 });
});

test('a look that is given up is ended in the thread too, whether by leaving, by a signal, or by closing', async () => {
  const { seen, remote } = counting();
  for await (const _ of remote.since(0, never)) break;
  expect(seen.open).toBe(0);
  const stop = new AbortController();
  const aborted = (async () => {
    for await (const _ of remote.since(0, stop.signal)) stop.abort();
  })();
  await expect(aborted).rejects.toMatchObject({ code: 'STOPPED' });
  expect(seen.open).toBe(0);
  const closed = (async () => {
    for await (const _ of remote.since(0, never)) await remote.close();
  })();
  await expect(closed).rejects.toMatchObject({ code: 'STOPPED' });
  expect(seen).toEqual({ fetched: 3, open: 0 });
});

test('so many looks at once and no more, until one has ended', async () => {
  const { looks } = counting();
  for (let look = 1; look <= 16; look++) await looks.next(look, 0, never);
  await expect(looks.next(17, 0, never)).rejects.toMatchObject({ code: 'BUSY' });
  await looks.end(3);
  expect(await looks.next(17, 0, never)).toEqual([pulseEntry(1)]);
});

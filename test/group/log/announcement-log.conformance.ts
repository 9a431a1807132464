import { beforeEach, describe, expect, test } from 'vitest';
import type { AnnouncementLog } from '../../../core/group/log/port.ts';
import { type Entry, protocolVersion } from '../../../core/group/protocol.ts';
import { batchesSince, firstMs, planEntry, pulseEntry, setupEntry, verdictEntry } from './entries.ts';

export type LogUnderTest = {
  /** Another look at the same log, as another exporter or the next run has it. */
  open(): Promise<AnnouncementLog>;
  /** Writes there what is no announcement. */
  spoil(texts: readonly string[]): Promise<void>;
  stop(): Promise<void>;
};

const never = new AbortController().signal;

/** Every sentence of the port, for each of its implementations. `create` gives an empty one. */
export function announcementLogConformance(name: string, create: () => Promise<LogUnderTest>): void {
  describe(`a log of announcements ${name}`, () => {
    let under: LogUnderTest;
    let log: AnnouncementLog;

    beforeEach(async () => {
      under = await create();
      log = await under.open();
      return async () => {
        await log.close();
        await under.stop();
      };
    });

    const since = async (timeMs: number, from = log) => (await batchesSince(from, timeMs)).flat();
    const seqs = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);

    test('gives back every kind of announcement exactly as it was, in the order written', async () => {
      const entries = [setupEntry(1), planEntry(2), pulseEntry(3), verdictEntry(4, 3)];
      await log.append(entries.slice(0, 1));
      await log.append(entries.slice(1));
      expect(await since(0)).toEqual(entries);
    });

    test('shows another exporter, and the next run, what was kept', async () => {
      await log.append([pulseEntry(1), pulseEntry(2)]);
      const other = await under.open();
      expect(seqs(await since(0, other))).toEqual([1, 2]);
      await other.close();
    });

    test('gives what was announced at or after a time, and nothing older', async () => {
      await log.append([1, 2, 3, 4].map((seq) => pulseEntry(seq)));
      expect(seqs(await since(firstMs + 3))).toEqual([3, 4]);
      expect(seqs(await since(firstMs + 2.5))).toEqual([3, 4]);
      expect(seqs(await since(firstMs + 5))).toEqual([]);
    });

    test('misses nothing where the clocks of two leaders disagree', async () => {
      const hourLater = new Date(firstMs + 3_600_000).toISOString();
      await log.append([
        pulseEntry(1, { leader: 'south', at: hourLater }),
        pulseEntry(1),
        pulseEntry(2, { leader: 'south', at: hourLater }),
      ]);
      await log.append([pulseEntry(2)]);
      const found = await since(firstMs + 2);
      expect(found.map(({ leader, seq }) => `${leader} ${seq}`)).toEqual(['south 1', 'south 2', 'north 2']);
    });

    test('keeps leaders and epochs apart', async () => {
      await log.append([pulseEntry(1), pulseEntry(1, { leader: 'south' }), pulseEntry(1, { epoch: 4 })]);
      expect((await since(0)).map(({ leader, epoch }) => `${leader} ${epoch}`)).toEqual(['north 3', 'south 3', 'north 4']);
    });

    test('is empty at first, and takes nothing where nothing is given', async () => {
      await log.append([]);
      expect(await since(0)).toEqual([]);
    });

    test('leaves out what is no announcement', async () => {
      await log.append([pulseEntry(1)]);
      const { seq: _, ...unnumbered } = pulseEntry(7);
      await under.spoil(['', 'no JSON', '{"half', 'null', '[]', '{"kind":"pulse"}', JSON.stringify(unnumbered)]);
      await under.spoil([
        JSON.stringify({ ...pulseEntry(8), at: 'yesterday' }),
        JSON.stringify({ ...pulseEntry(9), v: protocolVersion + 1 }),
      ]);
      await log.append([pulseEntry(2)]);
      expect(seqs(await since(0))).toEqual([1, 2]);
    });

    test('keeps no announcement whose time is none: nobody could ask for it', async () => {
      await log.append([pulseEntry(1, { at: 'yesterday' }), pulseEntry(2)]);
      expect(seqs(await since(0))).toEqual([2]);
    });

    test('gives many in several batches, in order', async () => {
      const entries = Array.from({ length: 3000 }, (_, n) => pulseEntry(n + 1));
      for (let n = 0; n < entries.length; n += 750) await log.append(entries.slice(n, n + 750));
      const batches = await batchesSince(log, 0);
      expect(batches.length).toBeGreaterThan(1);
      expect(seqs(batches.flat())).toEqual(seqs(entries));
    });

    test('takes the setup of 3,000 devices', async () => {
      const setup = setupEntry(1, 3000);
      await log.append([pulseEntry(2), setup, pulseEntry(3)]);
      expect(await since(0)).toEqual([pulseEntry(2), setup, pulseEntry(3)]);
    });

    test('ends, though more is announced while somebody looks', async () => {
      await log.append([pulseEntry(1)]);
      let next = 2;
      for await (const _ of log.since(0, never)) {
        if (next > 20) break;
        await log.append([pulseEntry(next++)]);
      }
      expect(next).toBe(3);
    });

    test('lets go of one who stops looking, or whose signal is aborted', async () => {
      await log.append(Array.from({ length: 2000 }, (_, n) => pulseEntry(n + 1)));
      const stop = new AbortController();
      const looking = (async () => {
        for await (const _ of log.since(0, stop.signal)) stop.abort();
      })();
      await expect(looking).rejects.toMatchObject({ code: 'STOPPED' });
      for await (const _ of log.since(0, never)) break;
      expect(await since(firstMs + 2000)).toHaveLength(1);
    });

    test('closes once however often it is asked, and takes and gives nothing afterwards', async () => {
      const other = await under.open();
      await Promise.all([other.close(), other.close()]);
      await expect(other.append([pulseEntry(1)])).rejects.toMatchObject({ code: 'STOPPED' });
      await expect(since(0, other)).rejects.toMatchObject({ code: 'STOPPED' });
      await log.append([pulseEntry(2)]);
      expect(seqs(await since(0)), 'others go on').toEqual([2]);
    });
  });
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelOutcome } from '../../core/contract/api.ts';
import type { CaptureSearch } from '../../core/contract/captures-search.ts';
import type { CaptureEnd, Journal } from '../../core/journal/port.ts';
import { captured, endWith, missing, pulseNumber, startOf } from './samples.ts';

/** What every journal finds. `open` gives an empty one. */
export function searchConformance(name: string, open: () => Promise<Journal>): void {
  describe(`a search in a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    async function finished(n: number, outcomes: readonly ChannelOutcome[], end: Partial<CaptureEnd> = {}): Promise<string> {
      const [begun] = await journal.begin([startOf(pulseNumber(n))]);
      const captureId = begun?.captureId ?? '';
      await journal.finish(captureId, endWith(outcomes, { file: `${n}.h5`, ...end }));
      return captureId;
    }
    const found = async (search: CaptureSearch) =>
      (await journal.searchCaptures({ limit: 100, ...search })).captures.map(({ captureId }) => captureId);
    const pulseIdOf = (n: number) => String(pulseNumber(n).pulseId);
    const nsOf = (n: number) => String(pulseNumber(n).timestampNs);

    test('finds everything where nothing is asked, newest first, page after page, and counts it once', async () => {
      const ids: string[] = [];
      for (let n = 1; n <= 5; n += 1) ids.unshift(await finished(n, [captured('A')]));
      const first = await journal.searchCaptures({ limit: 2 });
      expect(first).toMatchObject({ total: 5, before: ids[1] });
      expect(first.captures).toEqual(await journal.list(2));
      const second = await journal.searchCaptures({ limit: 2, before: first.before ?? '' });
      expect(second).toMatchObject({ total: null, captures: [{ captureId: ids[2] }, { captureId: ids[3] }] });
      const last = await journal.searchCaptures({ limit: 2, before: second.before ?? '' });
      expect(last).toMatchObject({ captures: [{ captureId: ids[4] }], before: null });
    });

    test('says of an empty journal that there is nothing', async () => {
      expect(await journal.searchCaptures({ limit: 10 })).toEqual({ captures: [], total: 0, before: null });
      expect(await journal.searchCaptures({ limit: 10, channel: 'A' })).toEqual({ captures: [], total: null, before: null });
    });

    test('finds a pulse by its whole ID with all its attempts, and by digits of it', async () => {
      await finished(1, [missing('A')]);
      const [first, other] = [await finished(21, [missing('A')]), await finished(22, [captured('A')])];
      const again = await finished(21, [captured('A')]);
      expect(await found({ pulseId: pulseIdOf(21) })).toEqual([again, first]);
      expect(await found({ text: '00002' })).toEqual([again, other, first]);
      expect(await found({ text: '77' })).toEqual([]);
      expect(await found({ pulseId: '7' })).toEqual([]);
    });

    test('finds a span of time with both its ends, whenever it was captured', async () => {
      const [third, first] = [await finished(3, [captured('A')]), await finished(1, [captured('A')])];
      const second = await finished(2, [captured('A')]);
      expect(await found({ fromNs: nsOf(2), toNs: nsOf(3) })).toEqual([second, third]);
      expect(await found({ toNs: nsOf(1) })).toEqual([first]);
      expect(await found({ fromNs: '0', toNs: '5' })).toEqual([]);
      expect(await journal.searchCaptures({ limit: 1, fromNs: nsOf(2) })).toMatchObject({ total: 2 });
    });

    test('finds verdicts; what has not ended has none', async () => {
      const [complete, empty] = [
        await finished(1, [captured('A')], { verdict: 'complete' }),
        await finished(2, [missing('A')], { verdict: 'empty', file: null }),
      ];
      await journal.begin([startOf(pulseNumber(3))]);
      expect(await found({ verdicts: ['complete', 'empty'] })).toEqual([empty, complete]);
      expect(await found({ verdicts: ['failed'] })).toEqual([]);
    });

    test('finds a channel where it was missed, not where it was captured or nobody expected it', async () => {
      const skipped: ChannelOutcome = { ...missing('A'), code: 'skipped' };
      const late: ChannelOutcome = { ...missing('A'), code: 'late' };
      await finished(1, [captured('A'), missing('B')]);
      const [missed, outOfService, came] = [await finished(2, [missing('A')]), await finished(3, [skipped]), await finished(4, [late])];
      expect(await found({ channel: 'A' })).toEqual([came, missed]);
      expect(await found({ channel: 'A', outcomes: ['late', 'skipped'] })).toEqual([came, outOfService]);
      expect(await found({ channel: 'C' })).toEqual([]);
    });

    test('finds by an outcome that became known later', async () => {
      const id = await finished(1, [missing('A')]);
      await journal.amend(id, [{ ...missing('A'), code: 'late' }]);
      expect(await found({ channel: 'A', outcomes: ['missing'] })).toEqual([]);
      expect(await found({ channel: 'A', outcomes: ['late'] })).toEqual([id]);
    });

    test('finds where a file stands on its way to the Gateway', async () => {
      const queued = await finished(1, [captured('A')], { upload: true });
      await finished(2, [captured('A')]);
      expect(await found({ uploads: ['queued', 'refused'] })).toEqual([queued]);
      expect(await found({ uploads: ['accepted'] })).toEqual([]);
    });

    test('takes all that is asked together', async () => {
      const [one] = [await finished(1, [missing('A')], { upload: true }), await finished(2, [missing('A')])];
      const all: CaptureSearch = { channel: 'A', verdicts: ['partial'], fromNs: nsOf(1), toNs: nsOf(2), text: '1' };
      expect(await found({ ...all, uploads: ['queued'] })).toEqual([one]);
    });
  });
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failure } from '../../core/contract/errors.ts';
import type { Journal } from '../../core/journal/port.ts';
import type { TimePlace, TimeSpan } from '../../core/journal/report-port.ts';
import { at, captured, endWith, missing, pulseEntry, pulseNumber, startOf, verdictOf } from './samples.ts';
import { uploadEnd } from './settled.ts';

/** From pulse `from`, and before pulse `to`. */
const span = (from: number, to: number): TimeSpan => ({
  fromNs: String(pulseNumber(from).timestampNs),
  toNs: String(pulseNumber(to).timestampNs),
});
const all = span(-1000, 1000);

/** What every journal answers to a report. `open` gives an empty one. */
export function reportConformance(name: string, open: () => Promise<Journal>): void {
  describe(`for a report, a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    async function finished(n: number, changes: Parameters<typeof endWith>[1] = {}): Promise<string> {
      const [begun] = await journal.begin([startOf(pulseNumber(n))]);
      await journal.finish(begun?.captureId ?? '', endWith([captured('A'), missing('B')], changes));
      return begun?.captureId ?? '';
    }
    const idsIn = async (within: TimeSpan) => (await journal.attemptsIn(within, null, 100)).rows.map(({ captureId }) => captureId);

    test('gives the attempts of a span by the time of their pulses, the first of it with it and the end without', async () => {
      const [late, early, middle] = [await finished(3), await finished(1), await finished(2)];
      expect(await idsIn(all)).toEqual([early, middle, late]);
      expect(await idsIn(span(1, 3))).toEqual([early, middle]);
      expect(await idsIn(span(4, 9))).toEqual([]);
    });

    test('gives them in pages that go on where the last one ended, also among pulses of the same time', async () => {
      for (const n of [1, 2, 3]) await finished(n);
      const { pulseId, timestampNs } = pulseNumber(2);
      await journal.begin([startOf({ pulseId: pulseId + 1000n, timestampNs }), startOf({ pulseId, timestampNs })]);
      const seen: string[] = [];
      let after: TimePlace | null = null;
      do {
        const page = await journal.attemptsIn(all, after, 2);
        seen.push(...page.rows.map(({ captureId }) => captureId));
        after = page.last;
      } while (after !== null);
      expect(seen).toEqual(['1', '2', '4', '5', '3']);
    });

    test('tells of an attempt how it ended and what became of its file', async () => {
      const sent = await finished(1, { upload: true });
      await journal.beginUpload(sent, at);
      const leftOut = [{ channel: 'A', sentence: 'A: why.' }];
      await journal.endUpload(sent, uploadEnd({ state: 'partly-refused', accepted: [], leftOut, sentence: 'Not all.' }));
      const failed = await finished(2, { verdict: 'failed', file: null, failure: failure('DISK_FULL', 'The disk is full.') });
      await journal.supersede(failed, 'south has them');
      await journal.begin([{ ...startOf(pulseNumber(3)), devices: ['D'] }]);
      const { rows, unreadable } = await journal.attemptsIn(all, null, 10);
      expect(unreadable).toBe(0);
      expect(rows).toMatchObject([
        {
          ...{
            captureId: sent,
            attempt: 1,
            verdict: 'partial',
            expected: 2,
            counts: { captured: 1, missing: 1 },
            ofGroup: false,
            superseded: false,
          },
          upload: { state: 'partly-refused', leftOut, sentence: 'Not all.', unknownEnd: false },
        },
        { verdict: 'failed', file: null, failure: { code: 'DISK_FULL' }, superseded: true, upload: null },
        { verdict: null, ofGroup: true, removedAt: null },
      ]);
    });

    test('gives of each capture only the outcomes that are missed', async () => {
      const id = await finished(1);
      await journal.amend(id, [{ ...captured('C'), code: 'skipped' }]);
      expect(await journal.missedOf([id, '99'])).toEqual({ [id]: [missing('B')], 99: [] });
    });

    test('gives announced pulses with the newest verdict on each, and how it stood in the Gateway last', async () => {
      await journal.keepEntries([
        pulseEntry(1, 1),
        pulseEntry(2, 2),
        verdictOf(3, 2),
        verdictOf(4, 2),
        { ...verdictOf(5, 2), kind: 'upload' },
      ]);
      const key = (n: number) => ({ pulseId: String(pulseNumber(n).pulseId), timestampNs: String(pulseNumber(n).timestampNs) });
      const both = [
        { pulse: key(1), facts: { seq: 1 }, verdict: null, upload: null },
        { pulse: key(2), facts: { seq: 2 }, verdict: { seq: 4 }, upload: { seq: 5 } },
      ];
      expect((await journal.announcedIn(all, null, 10)).rows).toEqual(both);
      expect((await journal.announcedIn(span(2, 3), null, 10)).rows).toEqual(both.slice(1));
    });

    test('says from when on announcements are kept only where older ones were forgotten', async () => {
      expect(await journal.forgottenBefore()).toBeNull();
      await journal.keepEntries([pulseEntry(1, 1)]);
      expect(await journal.forgottenBefore()).toBeNull();
    });
  });
}

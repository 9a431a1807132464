import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecordFacts } from '../../core/contract/uploads.ts';
import type { Journal } from '../../core/journal/port.ts';
import { type Pulse, toFacts } from '../../core/pulses/pulse.ts';
import { recordSpan } from '../../core/pulses/record-rule.ts';
import { captured, endWith, entry, pulseNumber, startOf } from './samples.ts';

const whole: RecordFacts = { digits: 0, localOnly: null };
const local: RecordFacts = { digits: 0, localOnly: 'Another pulse has its record.' };
const millisecond: RecordFacts = { digits: 3, localOnly: null };

/** `n` tenths of a second after the first, as a pulse of its own. */
const tenth = (n: number): Pulse => ({
  pulseId: pulseNumber(n).pulseId,
  timestampNs: pulseNumber(0).timestampNs + BigInt(n) * 100_000_000n,
});
const announced = (seq: number, pulse: Pulse, record?: RecordFacts) =>
  entry(seq, { kind: 'pulse', pulse: toFacts(pulse), facts: { seq, ...(record !== undefined && { record }) } });

/** What every journal knows of pulses and their records in the Gateway. `open` gives an empty one. */
export function recordConformance(name: string, open: () => Promise<Journal>): void {
  describe(`of records in the Gateway, a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    const begin = async (pulse: Pulse, record?: RecordFacts): Promise<string> => {
      const [begun] = await journal.begin([{ ...startOf(pulse), ...(record !== undefined && { record }) }]);
      return begun?.captureId ?? '';
    };
    const holderOf = (pulse: Pulse, digits: RecordFacts['digits'] = 0) =>
      journal.recordHolder(pulse, recordSpan(pulse.timestampNs, digits));

    test('gives back how a pulse was decided to stand there, to whoever takes it again', async () => {
      expect((await journal.earlier(tenth(1))).record).toBeNull();
      await begin(tenth(1));
      expect((await journal.earlier(tenth(1))).record, 'of a version that decided nothing').toBeNull();
      await begin(tenth(1), local);
      await begin(tenth(1), whole);
      expect((await journal.earlier(tenth(1))).record, 'the first decision').toEqual(local);
      expect((await journal.unfinished()).map(({ record }) => record)).toEqual([null, local, whole]);
    });

    test('goes by a kept file before an attempt that left none: all files say the same', async () => {
      await begin(tenth(1), whole);
      await journal.finish(await begin(tenth(1), millisecond), endWith([captured('A')]));
      expect((await journal.earlier(tenth(1))).record).toEqual(millisecond);
    });

    test('knows it of a pulse that was only announced, as its leader announced it first', async () => {
      await journal.keepEntries([announced(1, tenth(1)), announced(2, tenth(1), local), announced(3, tenth(1), whole)]);
      expect((await journal.earlier(tenth(1))).record).toEqual(local);
      expect((await journal.earlier(tenth(2))).record).toBeNull();
    });

    test('finds the oldest other pulse that is a record in this span, never the pulse itself', async () => {
      expect(await holderOf(tenth(1))).toBeNull();
      await begin(tenth(1), whole);
      expect(await holderOf(tenth(1))).toBeNull();
      await begin(tenth(3), whole);
      expect(await holderOf(tenth(2))).toEqual(toFacts(tenth(1)));
      expect(await holderOf({ ...tenth(1), pulseId: 5n }), 'of the same time, with another ID').toEqual(toFacts(tenth(1)));
      expect(await holderOf(tenth(12)), 'a second later').toBeNull();
      expect(await holderOf(tenth(2), 3), 'by milliseconds').toBeNull();
    });

    test('a local-only pulse has no record; one of which nothing was decided has', async () => {
      await begin(tenth(1), local);
      expect(await holderOf(tenth(2))).toBeNull();
      await begin(tenth(3));
      expect(await holderOf(tenth(2))).toEqual(toFacts(tenth(3)));
    });

    test('finds it among what leaders announced as well', async () => {
      await journal.keepEntries([announced(1, tenth(1), local), announced(2, tenth(4), millisecond)]);
      expect(await holderOf(tenth(2))).toEqual(toFacts(tenth(4)));
      await journal.keepEntries([{ ...announced(3, tenth(5)), kind: 'verdict' }]);
      expect(await holderOf(tenth(4)), 'a verdict announces no pulse').toBeNull();
    });

    test('says of a local-only capture why, and never queues its file', async () => {
      const id = await begin(tenth(1), local);
      await journal.finish(id, endWith([captured('A')], { upload: true }));
      expect(await journal.get(id)).toMatchObject({ localOnly: local.localOnly, verdict: 'partial' });
      expect(await journal.uploadOf(id)).toBeNull();
      await expect(journal.retryUpload(id)).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        message: expect.stringContaining(local.localOnly ?? ''),
      });
    });

    test('tells with a due file by which digits its record is called, whatever settings say now', async () => {
      const [second, exact] = [await begin(tenth(1)), await begin(tenth(2), millisecond)];
      await journal.finish(second, endWith([captured('A')], { upload: true }));
      expect(await journal.dueUpload(0)).toMatchObject({ captureId: second, digits: 0 });
      await journal.beginUpload(second, 'now');
      await journal.finish(exact, endWith([captured('A')], { upload: true }));
      expect(await journal.dueUpload(0)).toMatchObject({ captureId: exact, digits: 3 });
      expect(await journal.get(exact)).not.toHaveProperty('localOnly');
    });
  });
}
